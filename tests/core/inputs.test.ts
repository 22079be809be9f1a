/** Reflection, correlation and transforms of the core against f64. */
import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../src/language/portable.ts';
import { type Core, type Plan, type Transform, testCore } from './core.ts';

/** Row `input` of a scratch array. */
function row(core: Core, values: Float32Array, input: number): number[] {
  return Array.from(values.subarray(input * core.lanes, (input + 1) * core.lanes));
}

async function core5(plan: Partial<Plan>, vectors: 1 | 2 | 4 = 2): Promise<Core> {
  return testCore({ inputs: 5, vectors }, { sampler: 'philox', seed: 1, ...plan });
}

/** Runs `transform` on five inputs whose lanes are all `z`. */
async function transformed(transform: Transform, z: readonly number[]): Promise<number[]> {
  const core = await core5({ transforms: [transform, transform, transform, transform, transform] });
  return z.map((value) => {
    core.normals().fill(value);
    core.exports.transform();
    const values = core.inputValues();
    expect(new Set(values).size).toBe(1);
    return values[0] ?? Number.NaN;
  });
}

const Z = [-8, -3.3, -3.2, -1.7, -0.25, 0, 0.5, 1.6448536, 3.2, 4];
const clip = (z: number): number => Math.min(Math.max(z, -3.2), 3.2);
const linear = (z: number): number => 0.7 + (z < 0 ? 0.3 : 0.9) * clip(z);
const SPLIT = { center: 0.7, scaleLow: 0.3, scaleHigh: 0.9 };

function expectClose(actual: readonly number[], expected: readonly number[], relative: number): void {
  actual.forEach((value, i) => {
    const truth = expected[i] ?? Number.NaN;
    expect(Math.abs(value - truth)).toBeLessThanOrEqual(relative * Math.max(Math.abs(truth), 1));
  });
}

describe('transforms', () => {
  // Tolerances: a few roundings of 6e-8, times the slope of exp2 where that is larger.
  it('0: a scale on each side of a centre, clipped at 3.2', async () => {
    expectClose(await transformed({ kind: 0, ...SPLIT }, Z), Z.map(linear), 2e-7);
  });

  it('1: two to that power', async () => {
    expectClose(
      await transformed({ kind: 1, ...SPLIT }, Z),
      Z.map((z) => 2 ** linear(z)),
      6e-7,
    );
  });

  it('2: the logistic function of that, in powers of two', async () => {
    expectClose(
      await transformed({ kind: 2, ...SPLIT }, Z),
      Z.map((z) => 1 / (1 + 2 ** -linear(z))),
      4e-7,
    );
  });

  it('3: Phi stretched to a range, not clipped', async () => {
    const values = await transformed({ kind: 3, center: -2, scaleLow: 5 }, Z);
    expectClose(
      values,
      Z.map((z) => -2 + 5 * normalCdf(z)),
      4e-7,
    );
    expect(values[0]).toBe(-2);
  });

  it('4: a table over [-6, 6] with linear interpolation, flat beyond', async () => {
    const table = [10, 11, 15, 12, 12, 20, 30];
    const z = [-7, -6, -5.5, -4, -3, -0.5, 0, 3.9, 4, 5.99, 6, 100];
    const at = (value: number): number => {
      const position = (Math.min(Math.max(value, -6), 6) + 6) / 2;
      const index = Math.min(Math.floor(position), 5);
      const [low = 0, high = 0] = table.slice(index);
      return low + (high - low) * (position - index);
    };
    expectClose(await transformed({ kind: 4, table }, z), z.map(at), 2e-7);
  });

  it('5: two to the power of such a table', async () => {
    const table = [-20, -3, 0, 1.5, 30];
    const z = [-7, -6, -4, -1.5, 0, 2, 5.9, 6];
    const at = (value: number): number => {
      const position = (Math.min(Math.max(value, -6), 6) + 6) / 3;
      const index = Math.min(Math.floor(position), 3);
      const [low = 0, high = 0] = table.slice(index);
      return 2 ** (low + (high - low) * (position - index));
    };
    const found = await transformed({ kind: 5, table }, z);
    // Rounding of the exponent, up to 30.
    found.forEach((value, i) => {
      expect(Math.abs(value / at(z[i]!) - 1)).toBeLessThan(3e-6);
    });
  });

  it('6: steps, exactly', async () => {
    const table = [-1.5, 0, 0.25, 3, 7, 8.5, -2, 1e6, 4];
    const z = [-10, -1.5, -1.4, 0, 0.1, 0.25, 0.26, 3, 3.01, 9];
    expect(await transformed({ kind: 6, table }, z)).toEqual([7, 7, 8.5, 8.5, -2, -2, 1e6, 1e6, 4, 4]);
    expect(await transformed({ kind: 6, table: [5] }, [-1, 0, 9])).toEqual([5, 5, 5]);
    expect(await transformed({ kind: 6, table }, [Number.NaN])).toEqual([Number.NaN]);
  });

  it.each([0, 1, 2, 3, 4] as const)('%d lets NaN through', async (kind) => {
    expect(await transformed({ kind, ...SPLIT, table: [1, 2, 3] }, [Number.NaN])).toEqual([Number.NaN]);
  });

  it('are one for each input and lane', async () => {
    const transforms: Transform[] = [
      { kind: 4, table: [0, 1] },
      { kind: 0, center: 1, scaleLow: 1, scaleHigh: 2 },
      { kind: 3, center: 0, scaleLow: 1 },
      { kind: 1, center: 0, scaleLow: 1, scaleHigh: 1 },
      { kind: 4, table: [5, 5, 7] },
    ];
    const core = await core5({ transforms });
    core.normals().forEach((_, at, all) => {
      all[at] = (at % core.lanes) / 4 - 1;
    });
    core.exports.transform();
    const z = Array.from({ length: 8 }, (_, lane) => lane / 4 - 1);
    const expected = [
      z.map((v) => (v + 6) / 12),
      z.map((v) => 1 + v * (v < 0 ? 1 : 2)),
      z.map(normalCdf),
      z.map((v) => 2 ** v),
      z.map((v) => (v < 0 ? 5 : 5 + v / 3)),
    ];
    for (const [input, values] of expected.entries()) expectClose(row(core, core.inputValues(), input), values, 3e-7);
  });
});

describe('correlation', () => {
  const factor = [
    [1, 0, 0, 0, 0],
    [0.5, 0.75, 0, 0, 0],
    [0, 0, 1, 0, 0],
    [0, -0.25, 0.5, 0.8, 0],
    [0.125, 0, 0, 0.25, 0.9],
  ];

  it.each([1, 2, 4] as const)('multiplies by the rows of the factor in place, with %d vectors', async (vectors) => {
    const core = await core5({ factor }, vectors);
    core.exports.draw(0, 100);
    const z = Array.from({ length: 5 }, (_, input) => row(core, core.normals(), input));
    core.exports.transform();
    factor.forEach((coefficients, input) => {
      // In f32, columns ascending: the order the core promises.
      const expected = Array.from({ length: core.lanes }, (_, lane) =>
        coefficients.reduce((sum, l, column) => {
          return l === 0 ? sum : Math.fround(sum + Math.fround(Math.fround(l) * (z[column]?.[lane] ?? 0)));
        }, 0),
      );
      expect(row(core, core.normals(), input)).toEqual(expected);
    });
  });
});

describe('reflection', () => {
  const length = Math.hypot(1, 2, 3, 4, 5);
  const reflection = [1, 2, 3, 4, 5].map((v) => v / length);

  it.each([1, 2, 4] as const)('turns z to z - 2 v (v.z), with %d vectors', async (vectors) => {
    const core = await core5({ reflection }, vectors);
    core.exports.draw(0, 7);
    const z = Array.from({ length: 5 }, (_, input) => row(core, core.normals(), input));
    core.exports.transform();
    for (let lane = 0; lane < core.lanes; lane++) {
      const dot = reflection.reduce((sum, v, i) => sum + v * (z[i]?.[lane] ?? 0), 0);
      reflection.forEach((v, i) => {
        const value = row(core, core.normals(), i)[lane] ?? Number.NaN;
        expect(Math.abs(value - ((z[i]?.[lane] ?? 0) - 2 * v * dot))).toBeLessThan(1e-6);
      });
    }
  });

  it('comes before the correlation', async () => {
    const factor = [[1], [0.6, 0.8], [0, 0, 1], [0, 0, 0, 1], [0, 0, 0, 0, 1]].map((r) =>
      [...r, 0, 0, 0, 0].slice(0, 5),
    );
    const both = await core5({ reflection, factor });
    const alone = await core5({ reflection });
    for (const core of [both, alone]) {
      core.exports.draw(0, 7);
      core.exports.transform();
    }
    const [first = 0, second = 0] = [alone.normals()[0], alone.normals()[alone.lanes]];
    expect(both.normals()[both.lanes]).toBeCloseTo(0.6 * first + 0.8 * second, 6);
  });
});
