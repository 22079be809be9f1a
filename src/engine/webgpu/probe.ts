/**
 * Which form of exp2, log2 and sqrt a device needs: WGSL leaves infinities and NaN to it. Asked of the device, at run time,
 * with values that its compiler cannot see.
 */
import { COMPUTE, MAP_READ, USAGE } from './usage.ts';

const INPUTS = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -1, 200, -200, 4] as const;

const TEXT = `
@group(0) @binding(0) var<storage, read> values: array<f32>;
@group(0) @binding(1) var<storage, read_write> results: array<f32>;
@compute @workgroup_size(${INPUTS.length})
fn probe(@builtin(local_invocation_index) i: u32) {
  results[3u * i] = exp2(values[i]);
  results[3u * i + 1u] = log2(values[i]);
  results[3u * i + 2u] = sqrt(values[i]);
}
`;

/** What the guarded forms give; results that are tiny may be flushed to zero. */
function isRight(x: number, found: readonly (number | undefined)[]): boolean {
  const expected = [Math.fround(2 ** x), Math.log2(x), Math.sqrt(x)];
  return expected.every((value, i) => {
    const got = found[i] ?? Number.NEGATIVE_INFINITY;
    return Object.is(got, value) || Math.abs(got - value) <= 1e-5 * Math.max(1, Math.abs(value));
  });
}

export async function probeBuiltins(device: GPUDevice): Promise<'plain' | 'guarded'> {
  const layout = device.createBindGroupLayout({
    entries: [
      { binding: 0, visibility: COMPUTE, buffer: { type: 'read-only-storage' } },
      { binding: 1, visibility: COMPUTE, buffer: { type: 'storage' } },
    ],
  });
  const pipeline = await device.createComputePipelineAsync({
    label: 'probe',
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ label: 'probe', code: TEXT }) },
  });
  const size = 3 * INPUTS.length * 4;
  const values = device.createBuffer({ size, usage: USAGE.storage | USAGE.copyTarget });
  const results = device.createBuffer({ size, usage: USAGE.storage | USAGE.copySource });
  const readable = device.createBuffer({ size, usage: USAGE.mapRead | USAGE.copyTarget });
  device.queue.writeBuffer(values, 0, Float32Array.from(INPUTS));
  const to = device.createCommandEncoder();
  const pass = to.beginComputePass();
  pass.setPipeline(pipeline);
  const entries = [values, results].map((buffer, binding) => ({ binding, resource: { buffer } }));
  pass.setBindGroup(0, device.createBindGroup({ layout, entries }));
  pass.dispatchWorkgroups(1);
  pass.end();
  to.copyBufferToBuffer(results, 0, readable, 0, size);
  device.queue.submit([to.finish()]);
  await readable.mapAsync(MAP_READ);
  const found = new Float32Array(readable.getMappedRange());
  const plain = INPUTS.every((x, i) => isRight(x, [...found.subarray(3 * i, 3 * i + 3)]));
  for (const buffer of [values, results, readable]) buffer.destroy();
  return plain ? 'plain' : 'guarded';
}
