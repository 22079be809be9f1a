/**
 * The boundary to a compiled kernel: its exports, and the plan block of assembly/plan.ts, word by word. Nothing but
 * numbers crosses it.
 */

/** What a kernel of the core exports (docs/architecture.md, "WASM ABI"). Addresses are bytes in `memory`. */
export interface KernelExports {
  readonly memory: WebAssembly.Memory;
  allocate(bytes: number): number;
  reset(): void;
  planAddress(): number;
  constant(which: number): number;
  tapeLength(dateCount: number): number;
  prepare(): number;
  draw(replicate: number, point: number): void;
  drawBits(replicate: number, point: number): void;
  transform(): void;
  simulate(scenario: number): void;
  run(replicate: number, point: number, count: number): void;
  coarsen(sets: number, offsets: number, coarseStride: number, out: number): void;
}

/** Their names: all that a joined module exports (src/link). */
export const KERNEL_EXPORTS = Object.keys({
  memory: true,
  allocate: true,
  reset: true,
  planAddress: true,
  constant: true,
  tapeLength: true,
  prepare: true,
  draw: true,
  drawBits: true,
  transform: true,
  simulate: true,
  run: true,
  coarsen: true,
} satisfies Record<keyof KernelExports, true>);

/** Version of the plan block and the exports. */
export const ABI_VERSION = 3;

/** Arguments of `constant`. */
export const CONSTANT = {
  inputs: 0,
  levers: 1,
  switches: 2,
  outcomes: 3,
  steps: 4,
  seriesRows: 5,
  vectors: 6,
  version: 7,
} as const;

/** Byte offsets in the plan block; as the constants of the same names in assembly/plan.ts. */
export const PLAN = {
  scenarioCount: 0,
  dateCount: 4,
  sampler: 8,
  seedLow: 12,
  seedHigh: 16,
  transforms: 20,
  rowStarts: 24,
  columns: 28,
  coefficients: 32,
  reflection: 36,
  dimensions: 40,
  directions: 44,
  leverPaths: 48,
  switches: 52,
  dateSteps: 56,
  tapes: 60,
  histograms: 64,
  histogramCount: 68,
  counts: 72,
  stride: 76,
  paired: 80,
  normals: 84,
  inputValues: 88,
  outcomeValues: 92,
  seriesValues: 96,
  sums: 100,
  pairCount: 104,
  pairs: 108,
  pairWeights: 112,
} as const;

/** Values of the plan's sampler word. */
export const SAMPLER = { philox: 0, sobol: 1 } as const;
