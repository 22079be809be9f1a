/** The conformance suite, on every engine that runs here. */
import { expect, it } from 'vitest';
import { planRun } from '../../src/engine/plan.ts';
import { createReferenceEngine } from '../../src/engine/reference/engine.ts';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import { interpreter } from '../../src/language/interpret.ts';
import { conformance } from './conformance.ts';
import { draftToy } from './counts.ts';
import { TOY_META, toyKernel, toyProgram, toySimulate } from './toy.ts';

conformance('reference', async () => createReferenceEngine(TOY_META, toySimulate), { value: 0, edge: 0 });

it('the interpreter of a model text gives the bits of the text run as TypeScript', () => {
  const { exact, meta } = toyProgram();
  const plan = planRun(TOY_META, draftToy({ scenarios: [{}, { preset: 'strong' }] }));
  const indices = Array.from({ length: 50 }, (_, i) => i * 101);
  const [read, run] = [interpreter(exact, meta), toySimulate].map((simulate) =>
    createReferenceEngine(TOY_META, simulate).open(plan).evaluateIndices(indices, true),
  );
  expect(read).toEqual(run);
});

conformance(
  'wasm',
  async () => {
    const { module, meta, info } = await toyKernel();
    return createWasmEngine(module, meta, info);
  },
  // Single precision: at most 1.4e-6 and one sample in 4096 measured.
  { value: 5e-6, edge: 0.001 },
);
