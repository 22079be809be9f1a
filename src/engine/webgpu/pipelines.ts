/** The compute pipelines of one model on one device: compiled once, when first needed. */

import { EngineError } from '../errors.ts';
import { fitsPrivate, type GpuKernel, simulationText, type Variant, WORKGROUP } from './kernel.ts';
import { probeBuiltins } from './probe.ts';
import { drawText } from './shaders/draw.ts';
import { measureText } from './shaders/measure.ts';
import { tallyText } from './shaders/tally.ts';
import { COMPUTE } from './usage.ts';

export interface Stage {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

export interface Pipelines {
  readonly draw: Stage;
  /** Counts in workgroup memory, into windows of `2 * words` slots. */
  tally(words: number): Promise<Stage>;
  /** Counts in the run's memory, value by value. */
  readonly tallyEach: Stage;
  /** Sums, and counts at cuts. */
  readonly measure: Stage;
  readonly simulate: Stage;
  /** Whether `simulate` keeps series in a buffer: they do not fit private memory. */
  readonly buffered: boolean;
  /** Which form of the built-ins the device needs. */
  readonly builtins: Variant['builtins'];
  /** As `simulate`, with every series in a buffer. */
  trace(): Promise<Stage>;
}

type Binding = 'uniform' | 'moving-uniform' | 'read' | 'write';

const TALLY_BINDINGS = ['uniform', 'moving-uniform', 'read', 'read', 'read', 'write', 'write'] as const;

const MEASURE_BINDINGS = [...TALLY_BINDINGS, 'write', 'read'] as const;

/** Workgroup memory of a tally that uses none. */
const LEAST_WORDS = 1;

/** @throws EngineError with the compiler's words where a shader does not compile */
export async function createPipelines(device: GPUDevice, kernel: GpuKernel, inputs: number): Promise<Pipelines> {
  const buffered = !fitsPrivate(kernel);
  const builtins = await probeBuiltins(device);
  const tallies = new Map<number, Promise<Stage>>();
  const simulation = (series: 'private' | 'buffer'): Promise<Stage> =>
    stage(device, 'simulate', simulationText(kernel, { builtins, series }), [
      'uniform',
      'moving-uniform',
      'read',
      'read',
      'read',
      'write',
      ...(series === 'buffer' && kernel.bufferRows > 0 ? (['write'] as const) : []),
    ]);
  let trace: Promise<Stage> | undefined;
  const [draw, simulate, tallyEach, measure] = await Promise.all([
    stage(device, 'draw', drawText(inputs, WORKGROUP), ['uniform', 'moving-uniform', 'read', 'read', 'read', 'write']),
    simulation(buffered ? 'buffer' : 'private'),
    stage(device, 'tallyEach', tallyText(WORKGROUP, LEAST_WORDS), TALLY_BINDINGS),
    stage(device, 'measure', measureText(WORKGROUP), MEASURE_BINDINGS),
  ]);
  return {
    draw,
    simulate,
    tallyEach,
    measure,
    builtins,
    buffered,
    trace: () => {
      trace ??= buffered ? Promise.resolve(simulate) : simulation('buffer');
      return trace;
    },
    tally: (words) => {
      const known = tallies.get(words);
      if (known !== undefined) return known;
      const made = stage(device, 'tally', tallyText(WORKGROUP, words), TALLY_BINDINGS);
      tallies.set(words, made);
      return made;
    },
  };
}

/** Layouts are stated, not derived: a model that does not use a buffer would otherwise lose its binding. */
async function stage(
  device: GPUDevice,
  entryPoint: string,
  code: string,
  bindings: readonly Binding[],
): Promise<Stage> {
  const label = entryPoint;
  const layout = device.createBindGroupLayout({ label, entries: bindings.map(layoutEntry) });
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ label, code });
  const compiled = device.createComputePipelineAsync({
    label,
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module, entryPoint },
  });
  const [pipeline, { messages }, error] = await Promise.all([
    compiled.catch((reason: unknown) => String(reason)),
    module.getCompilationInfo(),
    device.popErrorScope(),
  ]);
  const fault = messages.find(({ type }) => type === 'error');
  if (typeof pipeline === 'string' || fault !== undefined || error !== null) {
    const where = fault === undefined ? '' : ` (line ${fault.lineNum}, column ${fault.linePos})`;
    const what = fault?.message ?? error?.message ?? pipeline;
    throw new EngineError(`the GPU's compiler refuses the shader "${label}"${where}: ${String(what)}`);
  }
  return { pipeline, layout };
}

function layoutEntry(binding: Binding, index: number): GPUBindGroupLayoutEntry {
  const buffer: GPUBufferBindingLayout =
    binding === 'uniform' || binding === 'moving-uniform'
      ? { type: 'uniform', hasDynamicOffset: binding === 'moving-uniform' }
      : { type: binding === 'read' ? 'read-only-storage' : 'storage' };
  return { binding: index, visibility: COMPUTE, buffer };
}
