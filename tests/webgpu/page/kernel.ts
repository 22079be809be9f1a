/** A model's WGSL alone, on tapes and inputs given outright: the counterpart of tests/emit/kernels.ts. */
import { type GpuKernel, simulationText, type Variant } from '../../../src/engine/webgpu/kernel.ts';

/** One policy with the samples to simulate under it. */
export interface KernelCase {
  readonly tape: Float32Array<ArrayBuffer>;
  readonly dateSteps: readonly number[];
  /** [sample][input] */
  readonly inputs: readonly (readonly number[])[];
}

const STORAGE = 0x80 | 0x04 | 0x08;
const UNIFORM = 0x40 | 0x08;
let device: Promise<GPUDevice> | undefined;

async function anyDevice(): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) throw new Error('no adapter');
  return adapter.requestDevice();
}

/** [case][sample][outcome][date] */
export async function runKernel(
  kernel: GpuKernel,
  variant: Variant,
  outcomes: number,
  cases: readonly KernelCase[],
): Promise<number[][][][]> {
  device ??= anyDevice();
  const gpu = await device;
  const module = gpu.createShaderModule({ code: simulationText(kernel, variant) });
  const entries: GPUBindGroupLayoutEntry[] = ['uniform', 'uniform', 'read', 'read', 'read', 'write', 'write'].map(
    (kind, binding) => ({
      binding,
      visibility: 4,
      buffer: { type: kind === 'uniform' ? kind : kind === 'read' ? 'read-only-storage' : 'storage' },
    }),
  );
  const layout = gpu.createBindGroupLayout({ entries });
  const pipeline = await gpu.createComputePipelineAsync({
    layout: gpu.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module },
  });
  const results: number[][][][] = [];
  for (const { tape, dateSteps, inputs } of cases) {
    const samples = inputs.length;
    const dates = dateSteps.length;
    const buffers: GPUBuffer[] = [];
    const make = (data: ArrayBufferView<ArrayBuffer>, usage: number): GPUBuffer => {
      const buffer = gpu.createBuffer({ size: Math.max(16, data.byteLength), usage });
      gpu.queue.writeBuffer(buffer, 0, data);
      buffers.push(buffer);
      return buffer;
    };
    const rowOfState = Array.from({ length: Math.max(kernel.datedStates, 1) }, (_, k) => dateSteps.indexOf(k));
    const columns = Float32Array.from(
      { length: samples * (inputs[0]?.length ?? 0) },
      (_, i) => inputs[i % samples]?.[Math.floor(i / samples)] ?? Number.NaN,
    );
    // What another batch may have left behind.
    const stale = new Float32Array(Math.max(4, kernel.bufferRows * samples)).fill(kernel.clearSeries ? 0 : 1e20);
    const values = make(new Float32Array(Math.max(4, outcomes * dates * samples)), STORAGE);
    const bound = [
      make(Uint32Array.of(samples, samples, 0, 0), UNIFORM),
      make(Uint32Array.of(0, dates, 0x7f800000, 0x7fc00000), UNIFORM),
      make(tape, STORAGE),
      make(Int32Array.of(...dateSteps, ...rowOfState), STORAGE),
      make(columns, STORAGE),
      values,
      make(stale, STORAGE),
    ];
    const readable = gpu.createBuffer({ size: values.size, usage: 0x01 | 0x08 });
    const encoder = gpu.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(
      0,
      gpu.createBindGroup({ layout, entries: bound.map((buffer, binding) => ({ binding, resource: { buffer } })) }),
    );
    pass.dispatchWorkgroups(Math.ceil(samples / kernel.workgroup));
    pass.end();
    encoder.copyBufferToBuffer(values, 0, readable, 0, values.size);
    gpu.queue.submit([encoder.finish()]);
    await readable.mapAsync(1);
    const found = new Float32Array(readable.getMappedRange());
    results.push(
      inputs.map((_, s) =>
        Array.from({ length: outcomes }, (_unused, o) =>
          dateSteps.map((_step, d) => found[(o * dates + d) * samples + s] ?? Number.NaN),
        ),
      ),
    );
    for (const buffer of [...buffers, readable]) buffer.destroy();
  }
  return results;
}
