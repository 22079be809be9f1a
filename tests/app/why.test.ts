/** The Why area without a browser: pictures as plain data, and the life of an analysis. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnalysisEngine } from '../../src/analysis/engine.ts';
import { barFigure } from '../../src/app/charts/bars.ts';
import { binsOf } from '../../src/app/charts/brushed.ts';
import { classesOf, type MapView, mapFigure } from '../../src/app/charts/policy-map.ts';
import { model } from '../../src/app/model.ts';
import { createAnalysis, type Job } from '../../src/app/panels/why/analysis.ts';
import { changeText, estimateText, shareText } from '../../src/app/panels/why/words.ts';

const range = fc.tuple(fc.double({ min: -50, max: 50, noNaN: true }), fc.double({ min: 1e-3, max: 80, noNaN: true }));

describe('shades of a map', () => {
  it('hold every value in at most seven classes that follow each other, from the palest to the strongest', () => {
    fc.assert(
      fc.property(range, ([low, span]) => {
        const values = [low, low + 0.3 * span, low + span];
        const classes = classesOf(values);
        expect(classes.length).toBeGreaterThanOrEqual(1);
        expect(classes.length).toBeLessThanOrEqual(7);
        const slack = 1e-6 * (1 + Math.abs(low));
        expect(classes[0]!.from).toBeLessThanOrEqual(low + slack);
        expect(classes.at(-1)!.to).toBeGreaterThanOrEqual(low + span - slack);
        classes.slice(1).forEach(({ from, shade }, i) => {
          expect(from).toBe(classes[i]!.to);
          expect(shade > classes[i]!.shade).toBe(true);
        });
      }),
    );
  });

  it('are none where nothing is known', () => {
    expect(classesOf([Number.NaN])).toEqual([]);
  });
});

const axis = (label: string) => ({ label, low: 0, high: 1, ticks: [0, 1], format: String });

function view(values: readonly number[], measured: readonly number[]): MapView {
  return {
    title: 'Map',
    x: axis('across'),
    y: axis('up'),
    xs: [0, 0.5, 1],
    ys: [0, 1],
    values,
    measured,
    level: 5,
    levelWords: '5',
    present: { x: 0, y: 0, name: 'now' },
    xWords: String,
    yWords: String,
    estimate: (point) => ({ value: values[point] ?? null, se: 0.1 }),
    words: ({ value, se }) => `${value} ± ${se}`,
  };
}

describe('a map', () => {
  const plane = [0, 5, 10, 0, 5, 10];

  it('fills every part of the plane once, and changes shade where the surface does', () => {
    const { marks } = mapFigure(view(plane, [1, 1, 1, 1, 1, 1]));
    const shades = marks.filter((mark) => mark.kind === 'band');
    const first = shades.filter((mark) => mark.lows[0] === 0);
    const ends = first.map(({ xs }) => [xs[0], xs[1]]);
    expect(ends[0]![0]).toBe(0);
    expect(ends.at(-1)![1]).toBe(1);
    ends.slice(1).forEach(([from], i) => {
      expect(from).toBe(ends[i]![1]);
    });
    // The plane is 10 x: classes of round width change at round tenths.
    for (const [from] of ends) expect((10 * from!) % 1).toBeCloseTo(0, 9);
  });

  it('draws the chosen level where the surface has it', () => {
    const { marks } = mapFigure(view(plane, [1, 1, 1, 1, 1, 1]));
    const strong = marks.find((mark) => mark.kind === 'line' && mark.ink === 'ink' && mark.width > 2);
    expect(strong?.kind === 'line' ? [...Array.from(strong.xs)] : []).toEqual([0.5, 0.5]);
  });

  it('says in its table what was measured, with error, and what lies between', () => {
    const { table } = mapFigure(view(plane, [1, 0, 1, 1, 1, 1]));
    expect(table.rows).toEqual([
      ['1', '0 ± 0.1', '5 ± 0.1', '10 ± 0.1'],
      ['0', '0 ± 0.1', 'about 5', '10 ± 0.1'],
    ]);
  });
});

describe('rows of bars', () => {
  it('name every row, beside it or above it', () => {
    const row = (name: string) => ({ name, note: '1', bars: [], intervals: [] });
    const rows = ['first', 'second', 'third'].map(row);
    const shared = { title: '', description: '', axis: axis(''), rows, origin: 0, table: { columns: [], rows: [] } };
    const beside = barFigure({ ...shared, names: 'beside' });
    expect(beside.y.ticks.map(beside.y.format)).toEqual(['first', 'second', 'third']);
    // The first row is on top.
    expect([...beside.y.ticks]).toEqual([...beside.y.ticks].sort((a, b) => b - a));
    const above = barFigure({ ...shared, names: 'above' });
    const words = above.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
    for (const { name } of rows) expect(words).toContain(name);
  });
});

describe('bins of brushed futures', () => {
  it('count every value once, selected ones among them', () => {
    const values = Float64Array.from([-1, 0, 0.5, 0.99, 1, Number.POSITIVE_INFINITY, 0.2, 0.3]);
    const selected = Uint8Array.from([0, 1, 0, 0, 0, 0, 1, 0]);
    const { all, selected: inside, below, above } = binsOf(values, selected, 0, 1);
    const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
    expect(sum(all) + below + above).toBeCloseTo(1, 12);
    expect(below).toBeCloseTo(1 / 8, 12);
    expect(above).toBeCloseTo(2 / 8, 12);
    expect(sum(inside)).toBeCloseTo(2 / 8, 12);
    inside.forEach((share, bin) => {
      expect(share).toBeLessThanOrEqual(all[bin]!);
    });
  });
});

describe('words for estimates', () => {
  const outcome = model.meta.outcomes[0]!;
  const months = { outcome: outcome.id, date: outcome.headline, statistic: { kind: 'quantile', p: 0.5 } } as const;
  const chance = { ...months, statistic: { kind: 'atLeast', threshold: 12 } } as const;

  it('carry their error, in percent for a chance and with a sign for a change', () => {
    expect(estimateText({ value: 13.53, se: 0.2 }, months, outcome)).toBe('13.5 ± 0.2');
    expect(estimateText({ value: 0.605, se: 0.004 }, chance, outcome)).toBe('60.5 ± 0.4');
    expect(changeText({ value: 2.8, se: 0.03 }, months)).toBe('+2.80 ± 0.03');
    expect(changeText({ value: -0.05, se: 0.004 }, chance)).toBe('−5.0 ± 0.4');
    expect(shareText({ value: 0.62, se: 0.005 })).toBe('62.0 ± 0.5 %');
  });

  it('say where there is no value', () => {
    expect(estimateText({ value: null, se: null }, months, outcome)).toBe('beyond');
    expect(changeText({ value: null, se: null }, months)).toBe('beyond');
  });
});

const engine: AnalysisEngine = {
  width: 1,
  run: () => Promise.reject(new Error('not asked here')),
  columns: () => Promise.reject(new Error('not asked here')),
};
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

interface Begun {
  readonly signal: AbortSignal | undefined;
  readonly report: (partial: string | null, share: number | null) => void;
  readonly resolve: (result: string) => void;
  readonly reject: (error: unknown) => void;
}

function scripted() {
  const begun: Begun[] = [];
  const job: Job<string> = ({ signal }, report) =>
    new Promise((resolve, reject) => {
      begun.push({ signal, report, resolve, reject });
    });
  return { analysis: createAnalysis<string>(async () => engine), begun, job };
}

describe('an analysis', () => {
  it('shows partial results as its own, then the whole', async () => {
    const { analysis, begun, job } = scripted();
    analysis.ask('a', job);
    await settled();
    begun[0]!.report('half', 0.5);
    expect(analysis.work.value).toMatchObject({ phase: 'running', result: 'half', of: 'a', share: 0.5 });
    begun[0]!.resolve('whole');
    await settled();
    expect(analysis.work.value).toMatchObject({ phase: 'done', result: 'whole', of: 'a' });
  });

  it('is not computed twice for the same key', async () => {
    const { analysis, begun, job } = scripted();
    analysis.ask('a', job);
    await settled();
    analysis.ask('a', job);
    begun[0]!.resolve('whole');
    await settled();
    analysis.ask('a', job);
    await settled();
    expect(begun).toHaveLength(1);
  });

  it('keeps the last result in sight for another key, and never shows a late one', async () => {
    const { analysis, begun, job } = scripted();
    analysis.ask('a', job);
    await settled();
    begun[0]!.resolve('of a');
    await settled();
    analysis.ask('b', job);
    await settled();
    expect(analysis.work.value).toMatchObject({ phase: 'running', result: 'of a', of: 'a' });
    analysis.ask('c', job);
    await settled();
    expect(begun[1]!.signal?.aborted).toBe(true);
    begun[1]!.report('late', 0.9);
    begun[1]!.resolve('late');
    await settled();
    expect(analysis.work.value).toMatchObject({ phase: 'running', result: 'of a', of: 'a' });
    begun[2]!.resolve('of c');
    await settled();
    expect(analysis.work.value).toMatchObject({ phase: 'done', result: 'of c', of: 'c' });
  });

  it('stops by hand and goes on only when told; what is left is asked anew on return', async () => {
    const { analysis, begun, job } = scripted();
    analysis.ask('a', job);
    await settled();
    analysis.stop();
    expect(begun[0]!.signal?.aborted).toBe(true);
    expect(analysis.work.value.phase).toBe('stopped');
    analysis.ask('a', job);
    await settled();
    expect(begun).toHaveLength(1);
    analysis.again();
    await settled();
    expect(analysis.work.value.phase).toBe('running');
    analysis.leave();
    expect(begun[1]!.signal?.aborted).toBe(true);
    expect(analysis.work.value.phase).toBe('waiting');
    analysis.ask('a', job);
    await settled();
    expect(begun).toHaveLength(3);
  });

  it('says in words why it failed, and tries again when told', async () => {
    const { analysis, begun, job } = scripted();
    analysis.ask('a', job);
    await settled();
    begun[0]!.reject(new Error('no future is selected: widen the range'));
    await settled();
    expect(analysis.work.value).toMatchObject({ phase: 'failed', failure: 'no future is selected: widen the range' });
    analysis.again();
    await settled();
    expect(analysis.work.value).toMatchObject({ phase: 'running', failure: null });
  });
});
