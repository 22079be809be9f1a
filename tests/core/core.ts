/** Hosts a compiled test kernel: writes its plan block and reads its scratch, by the layout of assembly/plan.ts. */
import { compileKernel } from '../../src/cli/compile.ts';
import { seedWords } from '../../src/engine/random/philox.ts';
import { directionNumbers } from '../../src/engine/random/sobol.ts';
import { addCell, roundingNumbers, SUM_WORDS } from '../../src/engine/sums.ts';
import type { Sampler } from '../../src/engine/types.ts';
import { kernelText, LEVERS, OUTCOMES, SERIES_ROWS, STEPS, type TestKernel } from './kernel.ts';

export interface CoreExports {
  readonly memory: WebAssembly.Memory;
  allocate(bytes: number): number;
  reset(): void;
  planAddress(): number;
  constant(index: number): number;
  tapeLength(dateCount: number): number;
  prepare(): number;
  draw(replicate: number, point: number): void;
  drawBits(replicate: number, point: number): void;
  transform(): void;
  simulate(scenario: number): void;
  run(replicate: number, point: number, count: number): void;
}

/** kind, center, scaleLow, scaleHigh, then a table for kind 4. */
export interface Transform {
  readonly kind: 0 | 1 | 2 | 3 | 4 | 5 | 6;
  readonly center?: number;
  readonly scaleLow?: number;
  readonly scaleHigh?: number;
  readonly table?: readonly number[];
}

export interface Histogram {
  readonly outcome: number;
  readonly dateIndex: number;
  readonly bins: number;
  readonly low: number;
  readonly binsPerUnit: number;
  readonly log10: boolean;
  readonly horizon: number;
  readonly pairedLow: number;
  /** Of the scenarios' sets; pairs have one at no change. */
  readonly cuts?: readonly number[];
}

export interface Plan {
  readonly sampler: Sampler;
  readonly seed: number;
  /** Lever value (constant over steps) and switch of each scenario. */
  readonly scenarios?: readonly { readonly lever: number; readonly limit: number }[];
  readonly dateSteps?: readonly number[];
  readonly transforms?: readonly Transform[];
  /** Full lower-triangular rows; zeros are left out. */
  readonly factor?: readonly (readonly number[])[];
  readonly reflection?: readonly number[];
  readonly dimensions?: readonly number[];
  readonly histograms?: readonly Histogram[];
  readonly paired?: boolean;
}

export interface Core {
  readonly exports: CoreExports;
  readonly lanes: number;
  readonly inputs: number;
  /** Sum of the slots of the histograms. */
  readonly stride: number;
  normals(): Float32Array;
  bits(): Uint32Array;
  inputValues(): Float32Array;
  outcomeValues(): Float32Array;
  seriesValues(): Float32Array;
  counts(): Uint32Array;
  /** Sums by cell [set][histogram], as SUM_WORDS numbers each, carried. */
  sums(): Float64Array;
}

/** Scale of the sums of every histogram here: the far lanes of what is larger are summed one by one. */
export const SUM_SCALE = 4;

const modules = new Map<string, Promise<WebAssembly.Module>>();

function testModule(kernel: TestKernel): Promise<WebAssembly.Module> {
  const key = JSON.stringify(kernel);
  const known = modules.get(key);
  if (known !== undefined) return known;
  const made = compileKernel(kernelText(kernel)).then((bytes) => WebAssembly.compile(bytes.slice().buffer));
  modules.set(key, made);
  return made;
}

export async function testExports(kernel: TestKernel): Promise<CoreExports> {
  const instance = await WebAssembly.instantiate(await testModule(kernel));
  return instance.exports as unknown as CoreExports;
}

export async function testCore(kernel: TestKernel, plan: Plan): Promise<Core> {
  const exports = await testExports(kernel);
  const lanes = 4 * kernel.vectors;
  const { inputs } = kernel;
  const scenarios = plan.scenarios ?? [{ lever: 1, limit: 1e9 }];
  const dateSteps = plan.dateSteps ?? [0, STEPS];
  const histograms = plan.histograms ?? [];
  const identity: Transform = { kind: 0, center: 0, scaleLow: 1, scaleHigh: 1 };
  const transforms = Array.from({ length: inputs }, (_, i) => plan.transforms?.[i] ?? identity);
  const factor = plan.factor ?? transforms.map((_, i) => transforms.map((_, j) => (i === j ? 1 : 0)));
  const dimensions = plan.dimensions ?? transforms.map((_, i) => i);
  const [seedLow, seedHigh] = seedWords(plan.seed);
  const slots = ({ bins, cuts = [] }: Histogram): number => bins + 4 + 2 * Math.max(cuts.length, plan.paired ? 1 : 0);
  const stride = histograms.reduce((sum, histogram) => sum + slots(histogram), 0);
  const sets = plan.paired ? 2 * scenarios.length - 1 : scenarios.length;

  const allocate = (bytes: number): number => {
    const address = exports.allocate(bytes);
    if (address === 0) throw new Error(`no ${bytes} bytes left in the test core`);
    return address;
  };
  const put = (
    values: ArrayLike<number>,
    Type: typeof Float32Array | typeof Int32Array | typeof Uint32Array | typeof Float64Array,
  ): number => {
    const address = allocate(Math.max(values.length, 1) * Type.BYTES_PER_ELEMENT);
    new Type(exports.memory.buffer, address, values.length).set(values);
    return address;
  };

  const packed = new Float32Array(inputs * 8);
  const words = new Uint32Array(packed.buffer);
  transforms.forEach(({ kind, center = 0, scaleLow = 0, scaleHigh = 0, table }, i) => {
    packed.set([kind, center, scaleLow, scaleHigh], i * 8);
    if (table === undefined) return;
    words[i * 8 + 4] = put(table, Float32Array);
    packed[i * 8 + 5] = table.length - 1;
  });
  const starts = [0];
  const columns: number[] = [];
  const coefficients: number[] = [];
  for (const row of factor) {
    row.forEach((value, column) => {
      if (value === 0) return;
      columns.push(column);
      coefficients.push(value);
    });
    starts.push(columns.length);
  }
  const table = new Int32Array(histograms.length * 24);
  const floats = new Float32Array(table.buffer);
  const doubles = new Float64Array(table.buffer);
  let offset = 0;
  histograms.forEach((h, i) => {
    const cuts = h.cuts ?? [];
    const cutSlots = 2 * Math.max(cuts.length, plan.paired ? 1 : 0);
    table.set([h.outcome, h.dateIndex, offset, h.bins], i * 24);
    floats.set([h.low, h.binsPerUnit], i * 24 + 4);
    table[i * 24 + 6] = h.log10 ? 1 : 0;
    floats.set([h.horizon, h.pairedLow], i * 24 + 7);
    table.set(
      [cutSlots, put(cuts, Float32Array), cuts.length, put([0], Float32Array), plan.paired ? 1 : 0],
      i * 24 + 9,
    );
    floats.set([SUM_SCALE, SUM_SCALE], i * 24 + 14);
    doubles.set([...roundingNumbers(SUM_SCALE), ...roundingNumbers(SUM_SCALE)], i * 12 + 8);
    offset += h.bins + 4 + cutSlots;
  });
  const cells = sets * histograms.length;
  const sums = allocate(Math.max(cells, 1) * 96);

  const normals = allocate(inputs * lanes * 4);
  const inputValues = allocate(inputs * lanes * 4);
  const outcomeLength = scenarios.length * OUTCOMES * dateSteps.length * lanes;
  const outcomeValues = allocate(outcomeLength * 4);
  const seriesValues = allocate(SERIES_ROWS * lanes * 4);
  const counts = allocate(Math.max(sets * stride, 1) * 4);
  const block = [
    scenarios.length,
    dateSteps.length,
    plan.sampler === 'sobol' ? 1 : 0,
    seedLow,
    seedHigh,
    put(packed, Float32Array),
    put(starts, Int32Array),
    put(columns, Int32Array),
    put(coefficients, Float32Array),
    plan.reflection === undefined ? 0 : put(plan.reflection, Float32Array),
    put(dimensions, Int32Array),
    put(directionNumbers(Math.max(...dimensions) + 1), Uint32Array),
    put(
      scenarios.flatMap(({ lever }) => new Array<number>(LEVERS * (STEPS + 1)).fill(lever)),
      Float64Array,
    ),
    put(
      scenarios.map(({ limit }) => limit),
      Float64Array,
    ),
    put(dateSteps, Int32Array),
    allocate(scenarios.length * exports.tapeLength(dateSteps.length) * 4),
    put(table, Int32Array),
    histograms.length,
    counts,
    stride,
    plan.paired ? 1 : 0,
    normals,
    inputValues,
    outcomeValues,
    seriesValues,
    sums,
  ];
  new Uint32Array(exports.memory.buffer, exports.planAddress(), block.length).set(block);
  const code = exports.prepare();
  if (code !== 0) throw new Error(`prepare returned ${code}`);

  return {
    exports,
    lanes,
    inputs,
    stride,
    normals: () => new Float32Array(exports.memory.buffer, normals, inputs * lanes),
    bits: () => new Uint32Array(exports.memory.buffer, normals, inputs * lanes),
    inputValues: () => new Float32Array(exports.memory.buffer, inputValues, inputs * lanes),
    outcomeValues: () => new Float32Array(exports.memory.buffer, outcomeValues, outcomeLength),
    seriesValues: () => new Float32Array(exports.memory.buffer, seriesValues, SERIES_ROWS * lanes),
    counts: () => new Uint32Array(exports.memory.buffer, counts, sets * stride),
    sums: () => {
      const raw = new Float64Array(exports.memory.buffer, sums, cells * 12);
      const carried = new Float64Array(cells * SUM_WORDS);
      for (let cell = 0; cell < cells; cell++) addCell(carried, cell * SUM_WORDS, raw, cell * 12 + 4);
      return carried;
    },
  };
}
