import { beforeAll, describe, expect, it } from 'vitest';
import type { CpuEngine } from '../../src/engine/cpu-session.ts';
import { planRun } from '../../src/engine/plan.ts';
import { equalTallies } from '../../src/engine/tally.ts';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import { draftToy } from './counts.ts';
import { LEAD_META, leadKernel, planLead } from './lead.ts';
import { kernelOf, TOY_META, toyKernel } from './toy.ts';

const EMPTY = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

describe('a WASM engine', () => {
  let engine: CpuEngine;
  let toy: Awaited<ReturnType<typeof toyKernel>>;
  beforeAll(async () => {
    toy = await toyKernel();
    engine = createWasmEngine(toy.module, toy.meta, toy.info);
  });
  const plan = planRun(TOY_META, draftToy({ samples: 8192, replicates: 4 }));

  it('refuses a module that is no kernel, and a kernel of another model', async () => {
    const empty = await WebAssembly.compile(EMPTY);
    expect(() => createWasmEngine(empty, toy.meta, toy.info)).toThrow('not a Headway kernel');
    expect(() => createWasmEngine(toy.module, LEAD_META, toy.info)).toThrow(
      `the kernel has 5 inputs, model "lead" ${LEAD_META.inputs.length}`,
    );
    const other = createWasmEngine(toy.module, toy.meta, { ...toy.info, hash: 'other' });
    expect(() => other.open(plan)).toThrow('the kernel is of model other');
  });

  it('runs blocks a little at a time to the same counts', () => {
    const session = engine.open(plan);
    const steps = session.pieces({ from: 0, to: 2 });
    let yields = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) yields++;
    expect(yields).toBe(16);
    expect(equalTallies(step.value, session.runBlocks({ from: 0, to: 2 }))).toBe(true);
  });

  it('never mixes abandoned work into other counts', () => {
    const session = engine.open(plan);
    const expected = session.runBlocks({ from: 1, to: 2 });
    const abandoned = session.pieces({ from: 0, to: 2 });
    abandoned.next();
    expect(equalTallies(session.runBlocks({ from: 1, to: 2 }), expected)).toBe(true);
    expect(() => abandoned.next()).toThrow('abandoned for other work');
  });

  it('closes a session when it opens the next', () => {
    const session = engine.open(plan);
    engine.open(plan);
    expect(() => session.runBlocks({ from: 0, to: 1 })).toThrow('this session is closed');
  });

  it('names the place in the model where settings make an index leave its series', async () => {
    const text = `import { input, lever, model, outcome, toggle } from 'headway';
export default model({
  title: 'Index',
  clock: { start: 2026, end: 2027, step: 0.25 },
  inputs: { x: input({ family: 'uniform', min: 0, max: 1 }) },
  switches: { at: toggle({ default: 1, options: [['in', 1], ['out', 9]] }) },
  outcomes: { y: outcome({ range: [0, 1], bins: 64, at: [2026] }) },
  simulate({ inputs, switches, series, record }) {
    const s = series('s');
    s[0] = inputs.x;
    record('y', () => s[switches.at]);
  },
});
`;
    const { module, meta, info } = await kernelOf(text, 'index.ts');
    const { defaultRequest } = await import('../../src/engine/draft.ts');
    const open = (at: number) =>
      createWasmEngine(module, meta, info).open(
        planRun(meta, defaultRequest(meta, info.hash, { scenarios: [{ switches: { at } }] })),
      );
    expect(open(1).runBlocks({ from: 0, to: 1 }).samples).toBe(4096);
    expect(() => open(9)).toThrow(/^line 11, column \d+: .*index is outside its series/);
  });
});

describe('memory', () => {
  it('of an instance of the lead model with four scenarios stays within 16 MiB', async () => {
    const { module, meta, info } = await leadKernel();
    let memory: WebAssembly.Memory | undefined;
    // The engine keeps its instance to itself; a spy on the constructor sees it.
    const { Instance } = WebAssembly;
    WebAssembly.Instance = class extends Instance {
      constructor(...given: ConstructorParameters<typeof Instance>) {
        super(...given);
        memory = this.exports['memory'] as WebAssembly.Memory;
      }
    };
    try {
      const engine = createWasmEngine(module, meta, info);
      const scenarios = [{}, { preset: 'act-now' }, { preset: 'inaction' }, { id: 'own', levers: { labSecurity: 1 } }];
      engine.open(planLead({ scenarios })).runBlocks({ from: 0, to: 1 });
      engine.open(planLead({ scenarios, seed: 1 })).runBlocks({ from: 0, to: 1 });
    } finally {
      WebAssembly.Instance = Instance;
    }
    expect(memory?.buffer.byteLength).toBeGreaterThan(2 ** 20);
    expect(memory?.buffer.byteLength).toBeLessThanOrEqual(16 * 2 ** 20);
  });

  it('that runs out is an error that says what to do', async () => {
    const { module, meta, info } = await leadKernel();
    const engine = createWasmEngine(module, meta, info);
    const scenarios = Array.from({ length: 64 }, (_, i) => ({ id: `s${i}`, levers: { labSecurity: i / 64 } }));
    const outcomes = meta.outcomes.map(({ id, at }) => ({ id, dates: at }));
    const wide = meta.outcomes.map((outcome) => ({ ...outcome, bins: outcome.bins * 2 }));
    const { defaultRequest } = await import('../../src/engine/draft.ts');
    const request = defaultRequest(meta, info.hash, { scenarios, outcomes, replicates: 1 });
    expect(() => engine.open(planRun({ ...meta, outcomes: wide }, request))).toThrow(
      /no memory for \d+ more bytes .* ask for fewer scenarios, outcomes or dates/,
    );
  });
});
