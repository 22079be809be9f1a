/** The hand-written CUDA program of bench/cuda: its plan, its build, its runs. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../../src/engine/plan.ts';
import { packPlan } from '../../src/engine/webgpu/pack.ts';
import { HISTOGRAM_WORDS } from '../../src/engine/webgpu/shaders/index.ts';
import type { ModelMeta } from '../../src/language/definition.ts';

const MAGIC = 0x48574355;
const FLAGS = ['-O3', '--use_fast_math', '-std=c++17', '--expt-relaxed-constexpr'];
/** One binary for the data-centre GPUs of the last years, and code for what comes. */
const ARCHITECTURES = ['80', '90'].map((sm) => `-gencode=arch=compute_${sm},code=sm_${sm}`);

export interface CudaProgram {
  readonly path: string;
  readonly plan: string;
}

/** Builds the program for a plan in build/bench/cuda; a sentence where nvcc is missing or refuses. */
export function buildCuda(root: string, plan: Plan): CudaProgram | string {
  const folder = join(root, 'build/bench/cuda');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'names.h'), namesOf(plan.meta));
  const file = join(folder, 'plan.bin');
  writeFileSync(file, planFile(plan));
  const path = join(folder, 'lead');
  const arguments_ = [...FLAGS, ...ARCHITECTURES, '-I', folder, '-o', path, join(root, 'bench/cuda/main.cu')];
  const built = spawnSync('nvcc', arguments_, { encoding: 'utf8' });
  if (built.error !== undefined) return 'nvcc not found';
  if (built.status !== 0)
    return `nvcc: ${built.stderr.split('\n').find((line) => line.includes('error')) ?? built.stderr}`;
  return { path, plan: file };
}

/** Outcomes of the first samples as the program's own code computes them on the CPU: f32[scenario][outcome][date][sample]. */
export function cudaOnHost({ path, plan }: CudaProgram, samples: number): Float32Array {
  const out = `${plan}.out`;
  const done = spawnSync(path, [plan, 'host', String(samples), out], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`the CUDA program on the CPU: ${done.stderr}`);
  const bytes = readFileSync(out);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

export interface CudaTimes {
  /** Of the fastest of the repetitions. */
  readonly seconds: number;
  readonly simulateMs: number;
  readonly tallyMs: number;
}

/** 2^log2 samples on the GPU; a sentence where there is none. */
export function cudaOnGpu({ path, plan }: CudaProgram, log2: number, repetitions: number): CudaTimes | string {
  const done = spawnSync(path, [plan, 'gpu', String(log2), String(repetitions)], { encoding: 'utf8' });
  if (done.status !== 0) return done.stderr.trim() || `it ended with ${done.status}`;
  const runs = done.stdout
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number))
    .sort(([, , a = 0], [, , b = 0]) => a - b);
  const [simulateMs = 0, tallyMs = 0, seconds = 0] = runs[0] ?? [];
  return { seconds, simulateMs, tallyMs };
}

function namesOf(meta: ModelMeta): string {
  const list = (prefix: string, ids: readonly string[]) =>
    ids.map((id, i) => `#define ${prefix}_${id} ${i}`).join('\n');
  const inputs = meta.inputs.map(({ id }) => id);
  return `// Written by bench/lib/cuda.ts from the model text.\n#define INPUTS ${inputs.length}\n${list('IN', inputs)}\n`;
}

function planFile(plan: Plan): Uint8Array {
  const { meta, request, layout } = plan;
  const packed = packPlan(plan, 0);
  const { draw } = packed;
  const scenarios = request.scenarios.map((_, s) => scenarioWords(plan, s));
  const steps = request.scenarios.map((_, s) => stepWords(plan, s));
  const header = Uint32Array.of(
    MAGIC,
    meta.inputs.length,
    meta.levers.length,
    meta.switches.length,
    meta.clock.steps,
    plan.dateSteps.length,
    scenarios.length,
    request.replicates,
    draw.sampler,
    draw.seedLow,
    draw.seedHigh,
    draw.seeds,
    draw.directions,
    draw.rowStarts,
    draw.columns,
    draw.coefficients,
    draw.transforms,
    draw.reflected,
    draw.reflection,
    packed.integers.length,
    packed.reals.length,
    layout.histograms.length,
    HISTOGRAM_WORDS.length,
    layout.stride,
    0,
  );
  const parts = [header, packed.integers, packed.reals, plan.dateSteps, packed.histograms, ...scenarios, ...steps];
  return Buffer.concat(parts.map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength)));
}

function switchOf({ meta, switches }: Plan, scenario: number, id: string): number {
  const index = meta.switches.findIndex((one) => one.id === id);
  const value = switches[scenario * meta.switches.length + index];
  if (value === undefined) throw new Error(`the model has no switch "${id}"; bench/cuda/lead.cuh has`);
  return value;
}

function leverOf({ meta, leverPaths }: Plan, scenario: number, id: string): { statusQuo: number; path: Float64Array } {
  const index = meta.levers.findIndex((one) => one.id === id);
  const states = meta.clock.steps + 1;
  const from = (scenario * meta.levers.length + index) * states;
  const lever = meta.levers[index];
  if (lever === undefined) throw new Error(`the model has no lever "${id}"; bench/cuda/lead.cuh has`);
  return { statusQuo: lever.statusQuo, path: leverPaths.subarray(from, from + states) };
}

/** struct Scenario of plan.cuh. */
function scenarioWords(plan: Plan, scenario: number): Float32Array {
  const ids = [
    'computeWeight',
    'lagTodayOverride',
    'domesticOutput',
    'researchFeedback',
    'distillationStrength',
    'imitationStrength',
    'selfReliance',
    'reallocationStrength',
    'weightTheft',
    'followerSavingFades',
    'efficiencyUnderScarcity',
  ];
  const starts = ['rndAccessControl', 'labSecurity', 'antiDistillation'];
  return Float32Array.from([
    ...ids.map((id) => switchOf(plan, scenario, id)),
    ...starts.map((id) => leverOf(plan, scenario, id).statusQuo),
  ]);
}

/** struct Step of plan.cuh, [step]. The equations are those of src/model/lead.ts. */
function stepWords(plan: Plan, scenario: number): Float32Array {
  const { clock } = plan.meta;
  const at = (id: string, k: number): number => leverOf(plan, scenario, id).path[k] ?? Number.NaN;
  const statusQuo = (id: string): number => leverOf(plan, scenario, id).statusQuo;
  const shock = 1 - switchOf(plan, scenario, 'usSupplyShock');
  const weight = switchOf(plan, scenario, 'computeWeight');
  const steps = Array.from({ length: clock.steps }, (_, k) => {
    const time = k * clock.step;
    const equipment = at('equipmentControls', k) - 0.5;
    const openness = 0.5 * (1 - at('legalExportShare', k) / statusQuo('legalExportShare'));
    return [
      time,
      (k + 1) * clock.step,
      (at('usBuildOut', k) - statusQuo('usBuildOut')) / (1 - statusQuo('usBuildOut')),
      Math.exp(-time / 2.5),
      k >= 12 && k < 30 ? shock : 1,
      at('chineseUptakeShift', k),
      at('legalExportShare', k),
      equipment,
      Math.min(Math.max(equipment + openness, -1), 1),
      at('smugglingEnforcement', k),
      at('remoteAccessControl', k),
      at('chineseConsolidation', k),
      Math.exp(-time / 1.5),
      at('rndAccessControl', k),
      at('labSecurity', k),
      (1 - weight) * 0.6 * (k + 1) * clock.step,
      at('antiDistillation', k),
    ];
  });
  return Float32Array.from(steps.flat());
}
