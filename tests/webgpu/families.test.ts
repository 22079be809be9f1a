/** The shader draws every family as the reference does. */
import { afterAll, it } from 'vitest';
import { compareFamilies, TEXT } from '../engine/every-family.ts';
import { openLane } from './lane.ts';
import { pageModel } from './models.ts';

const lane = await openLane();
if (lane !== null) {
  afterAll(() => lane.close());
  it('every family on the GPU has the values of the reference', async () => {
    await compareFamilies(await lane.engine(await pageModel(TEXT, 'every-family.model.ts')), 2e-5);
  });
}
