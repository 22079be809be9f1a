/** The WASM core draws every family as the reference does. */
import { test } from 'vitest';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import { compareFamilies, TEXT } from './every-family.ts';
import { kernelOf } from './toy.ts';

test('every family in a kernel has the values of the reference', async () => {
  const { module, meta, info } = await kernelOf(TEXT, 'every-family.model.ts');
  // z in single precision, 5e-7, times the slope of the steepest, and the rounding of a logarithm.
  await compareFamilies(createWasmEngine(module, meta, info), 1e-5);
});
