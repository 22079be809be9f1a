/** The shaders draw inputs of many draws as the reference does, more of them than there are Sobol' dimensions too. */
import { afterAll, it } from 'vitest';
import { compareDraws, LONG, TEXT } from '../engine/many-draws.ts';
import { openLane } from './lane.ts';
import { pageModel } from './models.ts';

const lane = await openLane();
if (lane !== null) {
  afterAll(() => lane.close());
  it.each([
    ['short', TEXT, 2e-5],
    // Sums of 1100 draws in single precision.
    ['long', LONG, 2e-4],
  ] as const)('%s paths on the GPU have the values of the reference', async (_, text, tolerance) => {
    await compareDraws(await lane.engine(await pageModel(text, 'many-draws.model.ts')), text, tolerance);
  });
}
