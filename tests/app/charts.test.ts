import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearAxis, MOST_TICKS, outcomeAxis, tickStep, ticksBetween } from '../../src/app/charts/axis.ts';
import { dotDiameter, stackDots } from '../../src/app/charts/dots.ts';
import { toCsv } from '../../src/app/charts/download.ts';
import type { Figure } from '../../src/app/charts/figure.ts';
import { spread } from '../../src/app/charts/over-time.ts';
import { linesOf, type Sheet, toSvg } from '../../src/app/charts/svg.ts';
import { outcomeOf } from '../../src/app/model.ts';

const positions = fc
  .array(fc.double({ min: 0, max: 600, noNaN: true }), { minLength: 1, maxLength: 60 })
  .map((list) => list.sort((a, b) => a - b));

const diameters = fc.double({ min: 2, max: 20, noNaN: true });
const origins = fc.double({ min: -50, max: 650, noNaN: true });

describe('quantile dots', () => {
  it('every value has one dot, and no two dots overlap', () => {
    fc.assert(
      fc.property(positions, diameters, origins, (xs, diameter, origin) => {
        const dots = stackDots(xs, diameter, origin);
        expect(dots.map(({ index }) => index)).toEqual(xs.map((_, index) => index));
        for (const [i, a] of dots.entries()) {
          for (const b of dots.slice(i + 1)) {
            expect(Math.hypot(a.x - b.x, a.up - b.up)).toBeGreaterThanOrEqual(diameter - 1e-9);
          }
        }
      }),
    );
  });

  it('every dot stands whole on the side of the threshold that its value is on', () => {
    fc.assert(
      fc.property(positions, diameters, origins, (xs, diameter, origin) => {
        for (const { x, index } of stackDots(xs, diameter, origin)) {
          if (xs[index]! >= origin) expect(x - diameter / 2).toBeGreaterThanOrEqual(origin - 1e-9);
          else expect(x + diameter / 2).toBeLessThanOrEqual(origin + 1e-9);
        }
      }),
    );
  });

  it('no dot stands farther than half a diameter from its value', () => {
    fc.assert(
      fc.property(positions, diameters, origins, (xs, diameter, origin) => {
        for (const { x, index } of stackDots(xs, diameter, origin)) {
          expect(Math.abs(x - xs[index]!)).toBeLessThanOrEqual(diameter / 2 + 1e-9);
        }
      }),
    );
  });

  it('the diameter found keeps every stack within its room', () => {
    fc.assert(
      fc.property(positions, fc.double({ min: 60, max: 300, noNaN: true }), origins, (xs, room, origin) => {
        const diameter = dotDiameter(xs, room, 15, origin);
        const top = Math.max(...stackDots(xs, diameter, origin).map(({ up }) => up + diameter / 2));
        expect(top).toBeLessThanOrEqual(room + 1e-9);
      }),
    );
  });
});

describe('axes', () => {
  it('months are cut at quarters, half-years and years', () => {
    expect(tickStep(42, 8, true)).toBe(6);
    expect(tickStep(90, 8, true)).toBe(12);
  });

  it('have at most fifty ticks, rising between their ends, whatever they are to hold', () => {
    const end = fc.oneof(
      fc.double(),
      fc.constantFrom(0, 12, 1e6, 1e15, 1e30, -1e30, 1e308, -1e308, 5e-324, Infinity, -Infinity, Number.NaN),
    );
    const ids = ['forwardLead', 'capabilityGap', 'computeRatio'];
    fc.assert(
      fc.property(end, end, fc.integer({ min: 1, max: 12 }), (a, b, wanted) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const axes = ids.map((id) => outcomeAxis(outcomeOf(id), '', low, high, wanted));
        for (const axis of [...axes, linearAxis('', low, high, wanted, true), linearAxis('', low, high, wanted)]) {
          expect(axis.ticks.length).toBeLessThanOrEqual(MOST_TICKS);
          expect(axis.high).toBeGreaterThan(axis.low);
          expect(Number.isFinite(axis.high - axis.low)).toBe(true);
          expect(axis.ticks.every((tick, k) => tick > (axis.ticks[k - 1] ?? -Infinity))).toBe(true);
        }
      }),
      {
        numRuns: 1000,
        examples: [
          [0, 1e308, 8],
          [-1e308, 1e308, 8],
          [Infinity, -Infinity, 6],
          [1e30, 1e30, 6],
        ],
      },
    );
  });

  it('an axis with nothing to hold shows the range of its outcome', () => {
    const { low, high } = outcomeAxis(outcomeOf('computeRatio'), '', Infinity, -Infinity);
    expect([low, high]).toEqual([-0.6, 3.6]);
  });

  it('hold what they were asked to hold, on whole steps', () => {
    const lead = outcomeOf('forwardLead');
    fc.assert(
      fc.property(
        fc.double({ min: -24, max: 50, noNaN: true }),
        fc.double({ min: 0.5, max: 60, noNaN: true }),
        (low, span) => {
          const axis = outcomeAxis(lead, '', low, low + span);
          expect(axis.low).toBeLessThanOrEqual(low + 1e-6);
          expect(axis.high).toBeGreaterThanOrEqual(low + span - 1e-6);
          expect(axis.ticks[0]).toBeCloseTo(axis.low, 9);
          expect(axis.ticks.at(-1)).toBeCloseTo(axis.high, 9);
        },
      ),
    );
  });

  it('of ratios are logarithmic and say the ratio', () => {
    const axis = outcomeAxis(outcomeOf('computeRatio'), '', Math.log10(3), Math.log10(80));
    expect(axis.ticks.map(axis.format)).toContain('10');
  });

  it('ticks are free of accumulated rounding', () => {
    expect(ticksBetween(0, 1, 0.1)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
  });
});

describe('labels at the end of lines', () => {
  it('two at one height are pushed apart by the gap', () => {
    const [a, b] = spread([10, 10], 2);
    expect(Math.abs(a! - b!)).toBeCloseTo(2, 1);
  });

  it('those far apart stay where they are', () => {
    expect(spread([1, 10, 5], 2)).toEqual([1, 10, 5]);
  });
});

const figure: Figure = {
  title: 'At least 12 <months> & "more"',
  description: 'dots',
  x: { label: 'months', low: 0, high: 10, ticks: [0, 5, 10], format: String },
  y: { label: '', low: 0, high: 1, ticks: [], format: String, hidden: true },
  marks: [
    { kind: 'dots', values: [1, 2, 3], base: 0, room: 1, ink: 0, threshold: 2 },
    { kind: 'line', xs: [0, 1], ys: [0, 1], ink: 'ink', width: 1, dash: [2, 3] },
    { kind: 'ruler', from: 0, to: 10, step: 5 },
  ],
  table: { columns: ['Scenario', 'Median, months'], rows: [['Act now, "changed"', '13.6']] },
};

const SHEET: Sheet = {
  width: 400,
  height: 300,
  colours: () => '#123456',
  font: { size: 12, css: '12px "Segoe UI", sans-serif' },
};

describe('downloads', () => {
  it('a CSV quotes what would break it', () => {
    expect(toCsv(figure)).toBe('Scenario,"Median, months"\n"Act now, ""changed""",13.6\n');
  });

  it('an SVG escapes its words and draws a dot for each value, filled from the threshold up', () => {
    const svg = toSvg(figure, SHEET);
    expect(svg).toContain('<title>At least 12 &lt;months&gt; &amp; &quot;more&quot;</title>');
    expect(svg).toContain('font:12px &quot;Segoe UI&quot;');
    expect(svg.match(/<circle [^>]*fill="none"/g)).toHaveLength(1);
    expect(svg.match(/<circle [^>]*fill="#123456"/g)).toHaveLength(2);
  });

  it('a CSV defuses names that a spreadsheet would run, and leaves estimates as they are', () => {
    const rows = [['=1+1', '+2.91 ± 0.02']];
    expect(toCsv({ ...figure, table: { columns: ['Scenario', 'Change'], rows } })).toContain("'=1+1,+2.91 ± 0.02\n");
  });

  it('says on its foot what it is of and where it is from, in as many lines as that takes', () => {
    const credit = ['Forward lead at mid-2028; policies: Act now', `${'A long line of provenance '.repeat(8)}end`];
    const svg = toSvg(figure, { ...SHEET, credit });
    expect(svg).toContain('policies: Act now');
    expect(svg.match(/provenance/g)!.length).toBe(8);
    const height = (text: string): number => Number(/height="([\d.]+)" viewBox/.exec(text)?.[1]);
    expect(height(svg)).toBeGreaterThan(height(toSvg(figure, SHEET)));
  });

  it('changed assumptions are in the file: a line of the picture, a column of the table', () => {
    const note = 'Under 1 changed assumption: Lag today';
    expect(toCsv({ ...figure, note })).toBe(
      `Scenario,"Median, months",Assumptions\n"Act now, ""changed""",13.6,${note}\n`,
    );
    const [plain, noted] = [toSvg(figure, SHEET), toSvg({ ...figure, note }, SHEET)];
    expect(noted).toContain(`>${note}</text>`);
    const heightOf = (svg: string): number => Number(/height="([\d.]+)"/.exec(svg)?.[1]);
    expect(heightOf(noted)).toBeCloseTo(heightOf(plain) + 12 * 1.35);
  });

  it('an SVG makes room for long names beside its rows and breaks a long title between numbers', () => {
    const name = 'Control of remote access to chips abroad, 0.1 → 0.9';
    const title = 'From Status quo to Act now the median forward lead would change by +2.91 ± 0.04 months';
    const y = { label: '', low: 0, high: 1, ticks: [0.5], format: () => name };
    const svg = toSvg({ ...figure, title, y }, SHEET);
    const left = Number(/<g transform="translate\((\d+(?:\.\d+)?) /.exec(svg)?.[1]);
    expect(left).toBeGreaterThan(name.length * 6);
    const lines = linesOf(title, 384, 12);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join(' ').replaceAll('\u00a0', ' ')).toBe(title);
    expect(lines.some((line) => line.includes('+2.91\u00a0±\u00a00.04'))).toBe(true);
    const drawn = [...svg.matchAll(/font-weight="600">([^<]*)</g)].map(([, line]) => line);
    expect(drawn.length).toBeGreaterThan(1);
    expect(drawn.join(' ').replaceAll('\u00a0', ' ')).toBe(title);
  });
});
