/** The suite of every engine, on WebGPU. */
import { afterAll } from 'vitest';
import { conformance } from '../engine/conformance.ts';
import { openLane } from './lane.ts';
import { toyModel } from './models.ts';

const lane = await openLane();
if (lane !== null) {
  afterAll(() => lane.close());
  // Single precision with fused operations and divisions good to 2.5 ulp: at most 3e-6 and one sample in 4096 measured.
  conformance('webgpu', async () => lane.engine(await toyModel()), { value: 1e-5, edge: 0.001 });
}
