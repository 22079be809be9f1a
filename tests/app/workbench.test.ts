/** The workbench without a page: texts to start from, links that carry a text, completion, meanings, numbers in steps. */
import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { completionsAt } from '../../src/app/workbench/completions.ts';
import { explain } from '../../src/app/workbench/hover.ts';
import { STARTS } from '../../src/app/workbench/starts.ts';
import { stepped } from '../../src/app/workbench/step-number.ts';
import { defaultRequest } from '../../src/engine/draft.ts';
import { planRun } from '../../src/engine/plan.ts';
import { observe, quantileOf } from '../../src/engine/statistics.ts';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import { decodeModelText, encodeModelText, holdsModelText } from '../../src/share/model-link.ts';
import { buildText } from '../../src/workers/compile-text.ts';
import { linkKernel } from '../link/linked.ts';

const LINK = 'https://example.org/workbench.html#';
const TEXTS = await Promise.all(STARTS.map(async (start) => [start.id, await start.load()] as const));

describe('texts to start from', () => {
  test.each(TEXTS)('%s is a model that runs', async (_, text) => {
    const reply = await buildText(text, linkKernel);
    if (!reply.ok) return expect.fail(JSON.stringify(reply.fault));
    const { meta, info, module, direction, cuts } = reply.built;
    const request = defaultRequest(meta, info.hash, { samples: 4096, direction, cuts });
    const tally = createWasmEngine(module, meta, info).open(planRun(meta, request)).runBlocks({ from: 0, to: 1 });
    for (const { id, headline } of meta.outcomes)
      expect(quantileOf(observe(tally, 0, id, headline), 0.5).value).toBeTypeOf('number');
  });

  test.each(TEXTS)('%s travels in a link', (_, text) => {
    const fragment = encodeModelText(text);
    expect(holdsModelText(LINK + fragment)).toBe(true);
    expect(decodeModelText(LINK + fragment)).toEqual({ ok: true, text });
  });
});

describe('a link with a text', () => {
  const fragment = encodeModelText(TEXTS[0]![1]);

  test.each([
    ['cut short', fragment.slice(0, -30)],
    ['without its check', fragment.replace(/&check.*/, '')],
    ['with another check', fragment.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))],
    ['altered', fragment.replace(/(text=.{20})./, '$1_')],
    ['empty', 'text=&check=000000000000'],
    ['of something else', 'v=1&preset=act-now'],
  ])('%s is not opened', (_, broken) => {
    const opened = decodeModelText(LINK + broken);
    expect(opened.ok).toBe(false);
    if (!opened.ok) expect(opened.problem).toMatch(/^The .*\.$/);
  });

  test('does not swell beyond what a text may be', () => {
    expect(decodeModelText(LINK + encodeModelText(' '.repeat(300_000)))).toEqual({
      ok: false,
      problem: 'The model text in the link is larger than 256 kB: ask for the whole link again.',
    });
  });
});

describe('faults', () => {
  test.each([
    ['export default model({', 'a bracket'],
    ['', 'nothing'],
    ['fetch("https://example.org")', 'a script'],
    [`${'('.repeat(5000)}1${')'.repeat(5000)}`, 'brackets'],
  ])('of %s have a place and a remedy', async (text) => {
    const reply = await buildText(text, linkKernel);
    expect(reply.ok).toBe(false);
    if (reply.ok) return;
    expect(reply.fault.line).toBeGreaterThan(0);
    expect(reply.fault.problem).not.toBe('');
    expect(reply.fault.remedy).not.toBe('');
  });
});

describe('in the editor', async () => {
  const reply = await buildText(TEXTS.find(([id]) => id === 'process')![1], linkKernel);
  const meta = reply.ok ? reply.built.meta : null;
  const labels = (before: string) =>
    completionsAt(new CompletionContext(EditorState.create({ doc: before }), before.length, true), meta)?.options.map(
      ({ label }) => label,
    );

  test('what can be written is offered', () => {
    expect(labels('x = inputs.')).toEqual(['growth', 'use']);
    expect(labels('levers.sa')).toEqual(['saving']);
    expect(labels("record('")).toEqual(['left']);
    expect(labels("family: 'we")).toContain('weibull');
    expect(labels('y = ma')).toContain('max');
  });

  test('words say what they mean', () => {
    expect(explain('growth', 'now * inputs.', meta)).toEqual([
      'Growth, per year',
      'normal: 0.01 (5 %), 0.04 (median), 0.07 (95 %)',
      'grade: judgement',
    ]);
    const draws = { count: 30, correlation: 0.6 };
    const path = { ...meta!, inputs: meta!.inputs.map((input) => ({ ...input, draws })) };
    expect(explain('growth', 'inputs.', path)).toContain('30 draws a sample: correlation 0.6 of neighbours');
    expect(explain('saving', 'levers.', meta)?.[0]).toBe('Saving: lever from 0 to 1');
    expect(explain('max', '', meta)?.[0]).toBe('max(x, y, …)');
    expect(explain('nothing', '', meta)).toBeNull();
  });

  test.each([
    ['7', 1, '8'],
    ['0.25', 1, '0.26'],
    ['0.09', 1, '0.10'],
    ['-1.0', 10, '0.0'],
    ['1e-3', 1, '2e-3'],
    ['0.3', -10, '-0.7'],
  ])('%s by %d steps is %s', (from, steps, to) => {
    expect(stepped(from, steps)).toBe(to);
  });
});
