/** Corners of the language, each with the values it must give: run as JavaScript, interpreted both ways, and as a kernel. */
import { beforeAll, describe, expect, test } from 'vitest';
import { compileModel } from '../../src/language/compile-model.ts';
import type { Kernels } from '../emit/kernels.ts';
import { linkKernels } from '../link/linked.ts';
import { asExact, asJavaScript, asOptimised, runModel, type Setting } from './run-model.ts';

const INFINITY = Number.POSITIVE_INFINITY;
const NAN = Number.NaN;

/** One model: what it is about, its equations, and runs with the values of y at dates 0, 2 and 4 (states 0, 4 and 8). */
interface Corner {
  readonly what: string;
  readonly body: string;
  readonly runs: readonly Run[];
}

interface Run {
  readonly a?: number;
  readonly b?: number;
  readonly n?: number;
  readonly m?: number;
  /** The lever's value in state k. */
  readonly p?: (k: number) => number;
  /** One value for all dates, or one per date. */
  readonly y: number | readonly number[];
}

const corner = (what: string, body: string, ...runs: readonly Run[]): Corner => ({ what, body, runs });

const textOf = ({
  body,
}: Corner) => `import { abs, clamp, crossingTime, firstTime, floor, input, lever, max, min, model, outcome, pow, product, sum, table, toggle } from 'headway';
export default model({
  title: 'Corner',
  clock: { start: 0, end: 4, step: 0.5 },
  inputs: { a: input({ family: 'uniform', min: 0, max: 1 }), b: input({ family: 'uniform', min: 0, max: 1 }) },
  levers: { p: lever({ min: 0, max: 9, statusQuo: 1 }) },
  switches: {
    n: toggle({ default: 3, options: [['three', 3]] }),
    m: toggle({ default: 0, options: [['no', 0]] }),
  },
  outcomes: { y: outcome({ range: [-64, 64], at: [0, 2, 4] }) },
  simulate({ clock, inputs, levers, statusQuo, switches, series, record }) {
    const a = inputs.a;
    const b = inputs.b;
    ${body}
  },
});`;

const CORNERS: readonly Corner[] = [
  corner(
    'a branch on an input changes variables and series, within another and without an else',
    'let x = 1; let y = 2; const s = series("s"); s[1] = 7; if (a > b) { x = a; if (a > 9) { s[1] = x; y += 1; } else y = 5; s[2] += a; } else { s[1] += 1; } record("y", () => x + 10 * y + 100 * s[1] + 1000 * s[2]);',
    { a: 3, b: 1, y: 3 + 50 + 700 + 3000 },
    { a: 10, b: 1, y: 10 + 30 + 1000 + 10_000 },
    { a: 1, b: 3, y: 1 + 20 + 800 },
    { a: NAN, b: 3, y: 1 + 20 + 800 },
  ),
  corner(
    'a branch on an input around a loop, and one on a variable that turns varying in a loop',
    'let x = 0; let big = false; for (let k = 0; k < 6; k++) { if (x > 2.5) { big = true; for (let i = 0; i < switches.n; i++) x -= 1; } else { x += a; } } record("y", () => big ? x : -x);',
    { a: 1, n: 2, y: 3 },
    { a: 0.25, n: 2, y: -1.5 },
  ),
  corner(
    'straight lines through points, flat beyond them',
    'record("y", () => table(a, [0, 1, 3], [10, 20, -20]));',
    { a: -5, y: 10 },
    { a: 0.5, y: 15 },
    { a: 2, y: 0 },
    { a: 9, y: -20 },
    { a: NAN, y: NAN },
    { a: INFINITY, y: -20 },
  ),
  // As SciPy's PchipInterpolator, to the last digit but one.
  corner(
    'a smooth curve through points that turns at none but them, flat beyond them',
    'record("y", () => table(a, [0, 1, 3, 4], [0, 8, 2, 2], "monotone"));',
    { a: -5, y: 0 },
    { a: 0.5, y: 5.458333333333333 },
    { a: 1, y: 8 },
    { a: 2, y: 5 },
    { a: 3.5, y: 2 },
    { a: 9, y: 2 },
    { a: NAN, y: NAN },
  ),
  corner(
    'a smooth curve through points that rise',
    'const XS = [0, 1, 3, 4, 6]; record("y", () => table(a, XS, [1, 2, 8, 9, 9.5], "monotone"));',
    { a: 0.25, y: 1.1365131578947367 },
    { a: 1.5, y: 3.2039473684210527 },
    { a: 3.5, y: 8.62406015037594 },
    { a: 5, y: 9.357142857142858 },
  ),
  corner(
    'a list read by a constant, by what is the same for all samples and by what is not; its length',
    'const RATES = [2, 3, 5]; let x = 0; for (let k = 0; k < RATES.length; k++) x += RATES[k]; record("y", () => RATES[floor(a)] + 10 * RATES[switches.m] + 100 * RATES[2] + 1000 * x);',
    { a: 1.5, m: 0, y: 3 + 20 + 500 + 10_000 },
    { a: 2, m: 1, y: 5 + 30 + 500 + 10_000 },
    { a: 3, m: 1, y: NAN },
  ),
  corner(
    'the sum and the product of series and lists',
    'const RATES = [2, 3, 5]; const s = series("s"); const t = series("t", 3); for (let k = 0; k < s.length; k++) s[k] = a + k; for (let k = 0; k < 3; k++) t[k] = 2; record("y", () => sum(s) + 1000 * product(t) + sum(RATES) * product([1, 2]));',
    { a: 1, y: 9 + 36 + 8000 + 20 },
    { a: 0.5, y: 4.5 + 36 + 8000 + 20 },
  ),
  corner(
    'the first time of a series that rises and falls, within a branch on an input too',
    'const s = series("s"); for (let k = 0; k <= clock.steps; k++) s[k] = b * (k < 3 ? k : 6 - k); let t = firstTime(s, a); if (a > 100) { t = firstTime(s, 1); } record("y", (date) => t + 0 * date.time);',
    { a: 2.5, b: 1, y: 1.25 },
    { a: 0, b: 1, y: 0 },
    { a: -1, b: 1, y: 0 },
    { a: 3, b: 1, y: 1.5 },
    { a: 3.5, b: 1, y: INFINITY },
    { a: 1.5, b: -1, y: 0.5 * (7 + 0.5) },
    { a: 101, b: 2, y: 0.25 },
    { a: NAN, b: 1, y: NAN },
    { a: 1, b: NAN, y: NAN },
  ),
  corner(
    'the smallest and the largest of several',
    'record("y", (date) => min(a, b, 3, switches.n, date.time) + 10 * max(a, b, levers.p[date.step]));',
    { a: 2, b: 5, n: 1, y: [50, 51, 51] },
    { a: -2, b: 0.5, n: 1, y: [8, 8, 8] },
    { a: NAN, b: 0.5, y: NAN },
  ),
  corner(
    'carried variables that swap are changed at once',
    'let x = a; let y = b; for (let k = 0; k < switches.n; k++) { const held = x; x = y; y = held; } record("y", () => x - 10 * y);',
    { a: 1, b: 2, n: 0, y: -19 },
    { a: 1, b: 2, n: 3, y: -8 },
    { a: 1, b: 2, n: 4, y: -19 },
  ),
  corner(
    'uniform variables that swap, read by varying work in the loop',
    'let x = 1; let y = 2; let z = a; for (let k = 0; k < 5; k++) { const held = x; x = y; y = held; z = z * 2 + x; } record("y", () => z + y);',
    { a: 1, y: 32 + 16 * 2 + 8 + 4 * 2 + 2 + 2 + 1 },
  ),
  corner(
    'a variable that is varying only from a later round on',
    'let x = 1; let y = 2; for (let k = 0; k < 6; k++) { y = x; x = k > 2 ? a : x + 1; } record("y", () => 100 * x + y);',
    { a: 7, y: 707 },
  ),
  corner(
    'a chain of variables that become varying one after the other',
    'let u = 0; let v = 0; let w = 0; for (let k = 0; k < 3; k++) { u = v; v = w; w = a; } record("y", () => u + 10 * v + 100 * w);',
    { a: 1, y: 111 },
  ),
  corner(
    'a uniform series that varying work reads by index',
    'const s = series("s"); for (let k = 0; k <= clock.steps; k++) s[k] = k * levers.p[k]; record("y", (date) => s[date.step] * a);',
    { a: 2, p: (k) => k, y: [0, 32, 128] },
  ),
  corner(
    'a uniform series in which a varying level is sought',
    'const s = series("s"); for (let k = 0; k <= clock.steps; k++) s[k] = k * levers.p[k]; record("y", () => crossingTime(s, a));',
    { a: 5, p: () => 2, y: 1.25 },
    { a: 99, p: () => 2, y: INFINITY },
  ),
  corner(
    'a uniform series in which a uniform level is sought',
    'const s = series("s"); for (let k = 0; k <= clock.steps; k++) s[k] = k * levers.p[k]; const t = crossingTime(s, switches.n, 2); record("y", () => t + a);',
    { a: 1, n: 5, p: () => 2, y: 2.25 },
    { a: 1, n: -6, p: () => 2, y: -2 },
    { a: 1, n: 17, p: () => 2, y: INFINITY },
  ),
  corner(
    'a branch on a switch with variables on both sides',
    'let x = a; let z = 3; if (switches.m > 0) { x = x + 1; z = 4; } else if (switches.n > 4) { z = z * 5; } record("y", (date) => x * z + date.time);',
    { a: 2, m: 0, n: 3, y: [6, 8, 10] },
    { a: 2, m: 1, n: 3, y: [12, 14, 16] },
    { a: 2, m: 0, n: 5, y: [30, 32, 34] },
  ),
  corner(
    'branches within branches within a loop',
    'let x = 0; for (let k = 0; k < 8; k++) { if (k < switches.n) { if (switches.m > k) x = x + a; else x = x + b; } else { x = x + 100 * a; } } record("y", () => x);',
    { a: 1, b: 10, n: 3, m: 2, y: 512 },
    { a: 1, b: 10, n: 8, m: 0, y: 80 },
  ),
  corner(
    'a branch on an odd round only',
    'let x = a; let odd = false; for (let k = 0; k < 6; k++) { odd = !odd; if (odd) x = x + levers.p[k]; } record("y", () => x);',
    { a: 1, p: (k) => 10 ** (k % 3), y: 1 + 1 + 100 + 10 },
  ),
  corner(
    'loops within loops, the inner bound from the outer counter, levers inside',
    'let x = 0; for (let k = 0; k < 5; k++) { for (let j = k; j < switches.n; j++) { x = x + levers.p[k] * (j + 1) * a; } x = x + b; } record("y", () => x);',
    { a: 1, b: 1000, n: 3, p: (k) => 10 ** k, y: 5000 + 6 + 50 + 300 },
    { a: 1, b: 1000, n: 0, y: 5000 },
  ),
  corner(
    'a loop that never runs leaves variables as they were',
    'let x = a; for (let k = 5; k < switches.n; k++) { x = x * 2; } record("y", () => x);',
    { a: 3, n: 3, y: 3 },
    { a: 3, n: -3, y: 3 },
    { a: 3, n: 7, y: 12 },
  ),
  corner(
    'an element not written is 0, whatever other samples wrote',
    'const s = series("s"); if (switches.m > 0) { for (let k = 0; k <= clock.steps; k++) s[k] = a; } record("y", (date) => s[date.step]);',
    { a: 5, m: 1, y: 5 },
    { a: 5, m: 0, y: 0 },
  ),
  corner(
    'an element is read as it stands at the time',
    'const s = series("s"); s[2] = a; const before = s[2]; s[2] += 1; const after = s[2]; for (let k = 0; k < 6; k++) s[2] = s[2] + s[k] + 1; record("y", () => before + 10 * after + 100 * s[2]);',
    { a: 1, y: 1 + 20 + 100 * 12 },
  ),
  corner(
    'a table with an index from a switch',
    'const t = series("t", 4); for (let k = 0; k < 4; k++) t[k] = a * k * k; record("y", () => t[switches.n]);',
    { a: 2, n: 3, y: 18 },
    { a: 2, n: 0, y: 0 },
  ),
  corner(
    'a condition that is carried through a loop',
    'let on = false; let x = a; for (let k = 0; k < 8; k++) { x = on ? x / 2 : x + b; on = x > 3; } record("y", () => (on ? x : -x));',
    { a: 1, b: 1, y: -3 },
  ),
  corner(
    'a helper with a loop of its own, and one given as an argument',
    'const power = (x, n) => { let y = 1; for (let i = 0; i < n; i++) y = y * x; return y; }; const twice = (f, x) => f(f(x)); record("y", () => twice((x) => power(x, switches.n), a));',
    { a: 2, n: 2, y: 16 },
  ),
  corner(
    'a helper sees variables as they are when it is called',
    'let x = a; const now = () => x; const first = now(); x = x + 1; const second = now(); record("y", () => first + 10 * second);',
    { a: 1, y: 21 },
  ),
  corner(
    'names of an inner block hide those outside',
    'let x = a; { let x = 5; x = x + 1; } for (let k = 0; k < 6; k++) { const x = k; } const f = (x) => x + 1; record("y", () => x + f(10));',
    { a: 1, y: 12 },
  ),
  corner(
    'whole and negative powers, also of negative numbers',
    'record("y", () => pow(a, 3) + a ** 2 + pow(a, -1) + pow(a, 0));',
    { a: -2, y: -8 + 4 - 0.5 + 1 },
  ),
  corner(
    'infinity and not-a-number go through select, min, max and comparisons',
    'record("y", (date) => date.step === 0 ? min(a, b) : date.step === 4 ? (a > b ? 1 : a <= b ? 2 : 3) : max(clamp(a, -5, 5), b));',
    { a: INFINITY, b: 1, y: [1, 1, 5] },
    { a: -INFINITY, b: -INFINITY, y: [-INFINITY, 2, -5] },
    { a: NAN, b: 1, y: [NAN, 3, NAN] },
    { a: 1, b: NAN, y: [NAN, 3, NAN] },
  ),
  corner(
    'crossingTime: before the start, at a state, between, never, flat, not a number',
    'const s = series("s"); for (let k = 0; k <= clock.steps; k++) s[k] = levers.p[k] * b; record("y", () => crossingTime(s, a));',
    // States at 0, 0.5, … 4: 1 1 2 4 4 4 4 8 8.
    ...(
      [
        [0.5, -0],
        [1, 0],
        [1.5, 0.75],
        [2, 1],
        [3, 1.25],
        [4, 1.5],
        [6, 3.25],
        [8, 3.5],
        [8.001, INFINITY],
        [INFINITY, INFINITY],
        [NAN, NAN],
      ] as const
    ).map(([a, y]) => ({ a, b: 1, p: (k: number) => [1, 1, 2, 4, 4, 4, 4, 8, 8][k]!, y })),
  ),
  corner(
    'crossingTime: before the start a slope says when',
    'const s = series("s"); for (let k = 0; k <= clock.steps; k++) s[k] = 3 + k; record("y", () => crossingTime(s, a, b));',
    { a: 1, b: 4, y: -0.5 },
    { a: 3, b: 4, y: 0 },
    { a: 1, b: INFINITY, y: -0 },
    { a: 1, b: NAN, y: NAN },
  ),
  corner(
    'crossingTime: a series that becomes not-a-number counts as reached there',
    'const s = series("s"); for (let k = 0; k <= clock.steps; k++) s[k] = k < 4 ? k : b; record("y", () => crossingTime(s, a));',
    { a: 2.5, b: NAN, y: 1.25 },
    { a: 3.5, b: NAN, y: NAN },
    { a: 3.5, b: INFINITY, y: 1.5 },
  ),
  corner('a record that no input changes', 'const u = switches.n * 2; record("y", (date) => u + date.step);', {
    n: 3,
    y: [6, 10, 14],
  }),
];

const STATES = 9;

function settingOf({ n = 3, m = 0, p = () => 1 }: Run): Setting {
  return { levers: [Array.from({ length: STATES }, (_, k) => p(k))], switches: [n, m], dateSteps: [0, 4, 8] };
}

const valuesOf = ({ y }: Run): readonly number[] => (typeof y === 'number' ? [y, y, y] : y);
describe('corners of the language', () => {
  const models = CORNERS.map((one) => compileModel(textOf(one), 'corner.model.ts'));
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = linkKernels(models);
  });

  test.each(CORNERS.map((one, index) => [one.what, one, index] as const))('%s', (_, one, index) => {
    const model = models[index]!;
    for (const run of one.runs) {
      const setting = settingOf(run);
      const inputs = [run.a ?? 0, run.b ?? 0];
      const expected = [valuesOf(run)];
      expect(runModel(asJavaScript(textOf(one)), model.meta, setting, inputs), 'as JavaScript').toEqual(expected);
      expect(runModel(asExact(model), model.meta, setting, inputs), 'interpreted').toEqual(expected);
      const optimised = runModel(asOptimised(model), model.meta, setting, inputs);
      const { code, outcomes } = kernels.run(index, setting, [inputs]);
      expect(code).toBe(0);
      expected[0]!.forEach((value, d) => {
        if (!Number.isFinite(value)) {
          expect(optimised[0]![d], 'optimised').toBe(value);
          expect(outcomes[0]![0]![d], 'kernel').toBe(value);
          return;
        }
        expect(optimised[0]![d], 'optimised').toBeCloseTo(value, 12);
        // One division in f32.
        expect(Math.abs(outcomes[0]![0]![d]! - value), 'kernel').toBeLessThanOrEqual(2e-7 * Math.abs(value));
      });
    }
  });
});

describe('what only a run can know is checked before it', () => {
  const bodies = {
    index: 'const s = series("s", 4); s[1] = a; record("y", () => s[switches.n]);',
    bound: 'let x = 0; for (let k = 0; k < switches.n; k++) x += a; record("y", () => x);',
    lever: 'record("y", () => a * levers.p[switches.n]);',
    store: 'const s = series("s", 4); s[switches.n] = a; record("y", () => s[0]);',
  };
  const names = Object.keys(bodies) as (keyof typeof bodies)[];
  const models = names.map((name) =>
    compileModel(textOf({ what: name, body: bodies[name], runs: [] }), 'checks.model.ts'),
  );
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = linkKernels(models);
  });

  test.each([
    ['index', 3, undefined],
    ['index', 4, 's[switches.n]'],
    ['index', -1, 's[switches.n]'],
    ['index', 1.5, 's[switches.n]'],
    ['index', NAN, 's[switches.n]'],
    ['bound', 4096, undefined],
    ['bound', 4097, 'for (let k = 0; k < switches.n; k++) x += a;'],
    ['bound', 2.5, 'for (let k = 0; k < switches.n; k++) x += a;'],
    ['bound', INFINITY, 'for (let k = 0; k < switches.n; k++) x += a;'],
    ['bound', NAN, 'for (let k = 0; k < switches.n; k++) x += a;'],
    ['lever', 8, undefined],
    ['lever', 9, 'levers.p[switches.n]'],
    ['store', 9, 's[switches.n]'],
  ] as const)('%s %s: the kernel and the interpreter name the place', (name, n, text) => {
    const index = names.indexOf(name);
    const model = models[index]!;
    const setting = settingOf({ n, y: 0 });
    const { code } = kernels.run(index, setting, [[1, 1]]);
    const interpreted = () => runModel(asExact(model), model.meta, setting, [1, 1]);
    if (text === undefined) {
      expect(code).toBe(0);
      expect(interpreted).not.toThrow();
      return;
    }
    expect(model.optimised.sites[code - 1]).toMatchObject({ code, line: 15, text });
    expect(interpreted).toThrow(`line 15: ${text}: `);
  });
});

test('a model without a clock has one date, 0', async () => {
  const model = compileModel(
    `import { input, model, outcome } from 'headway';
export default model({
  title: 'Still',
  inputs: { a: input({ family: 'uniform', min: 0, max: 1 }) },
  outcomes: { y: outcome({ range: [-64, 64] }) },
  simulate({ inputs, clock, series, record }) {
    const s = series('s');
    s[0] = inputs.a * 2;
    record('y', (date) => s[date.step] + date.time + clock.steps);
  },
});`,
    'still.model.ts',
  );
  expect(model.meta.outcomes[0]!.at).toEqual([0]);
  const setting: Setting = { levers: [], switches: [], dateSteps: [0] };
  expect(runModel(asExact(model), model.meta, setting, [3])).toEqual([[6]]);
  expect(linkKernels([model]).run(0, setting, [[3]]).outcomes).toEqual([[[6]]]);
});
