/** Outcomes as a SIPmath 3.0 library: metalogs that are what they were fitted to, and futures drawn from them as a reader would. */
import { beforeAll, describe, expect, test } from 'vitest';
import { ensure } from '../../scripts/lib/stages.mjs';
import type { Description } from '../../src/engine/describe.ts';
import { normalCdf, normalQuantile } from '../../src/language/portable.ts';
import type { ForecastDocument } from '../../src/share/exports/document.ts';
import { fitMetalog, metalogQuantile, type QuantilePoint } from '../../src/share/exports/metalog.ts';
import type { Sip, SipmathLibrary } from '../../src/share/exports/sipmath.ts';
import { forecast } from '../cli/forecast.ts';
import { seeded } from './mutations.ts';

const SHARES = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
const pointsOf = (quantile: (p: number) => number): QuantilePoint[] => SHARES.map((p) => ({ p, value: quantile(p) }));

describe('a metalog', () => {
  test('finds the logistic distribution, which it holds with two terms', () => {
    const fit = fitMetalog(
      pointsOf((p) => 3 + 2 * Math.log(p / (1 - p))),
      null,
    );
    const [location, scale, ...rest] = fit.coefficients;
    expect(location).toBeCloseTo(3, 10);
    expect(scale).toBeCloseTo(2, 10);
    expect(rest.every((a) => Math.abs(a) < 1e-9)).toBe(true);
  });

  test('follows the normal distribution closely, also between and beyond the points it was given', () => {
    const fit = fitMetalog(pointsOf(normalQuantile), null);
    expect(fit.worst).toBeLessThan(1e-3);
    for (const p of [0.003, 0.0155, 0.333, 0.5005, 0.9845, 0.997]) {
      expect(Math.abs(metalogQuantile(fit, p) - normalQuantile(p))).toBeLessThan(0.02);
    }
  });

  test('with a lower bound stays above it', () => {
    const fit = fitMetalog(
      pointsOf((p) => 1 + Math.exp(normalQuantile(p))),
      1,
    );
    expect(fit.worst).toBeLessThan(0.01);
    expect(metalogQuantile(fit, 1e-9)).toBeGreaterThan(1);
  });

  test('is refused where nothing varies or too little is known', () => {
    expect(() =>
      fitMetalog(
        pointsOf(() => 4),
        null,
      ),
    ).toThrow(RangeError);
    expect(() => fitMetalog([{ p: 0.5, value: 1 }], null)).toThrow('1 quantiles that no metalog');
  });
});

const LINK = '#v=1&preset=act-now&n=16384';

describe('a library', () => {
  let library: SipmathLibrary;
  let document: ForecastDocument;
  beforeAll(async () => {
    await ensure(['node']);
    const { stdout } = await forecast(['export', LINK, '--format', 'sipmath', '--date', '2026-07-01']);
    library = JSON.parse(stdout) as SipmathLibrary;
    document = JSON.parse((await forecast(['export', LINK])).stdout) as ForecastDocument;
  });

  const described = ({ metadata }: Sip, name: string): Description | undefined =>
    document.scenarios.find(({ id }) => id === metadata['scenario'])?.outcomes[name.split('@')[0] ?? '']?.[
      String(metadata['date'])
    ];
  const cellOf = (sip: Sip): string => sip.name.slice(sip.name.indexOf('.') + 1);
  const quantile = ({ arguments: { aCoefficients, lowerBound } }: Sip, y: number): number =>
    metalogQuantile({ coefficients: aCoefficients, lowerBound: lowerBound ?? null }, y);

  test('has a packet for every scenario and outcome, under the names of the standard', () => {
    expect([library.objectType, library.libraryType, library.dateCreated]).toEqual([
      'sipModel',
      'SIPmath_3_0',
      '07-01-2026',
    ]);
    expect(library.sips.map(({ name }) => name)).toContain('policy.forwardLead@2028.5');
    expect(library.sips).toHaveLength(document.scenarios.length * document.request.outcomes.length);
    expect(library.provenance).toContain(document.digest?.slice(0, 12));
    const { rng, copula } = library.U01;
    expect(new Set(rng.map((one) => JSON.stringify(one))).size).toBe(library.sips.length);
    expect(copula).toHaveLength(1);
  });

  test('gives the quantiles of the run, within the difference that it states', () => {
    for (const sip of library.sips) {
      const found = described(sip, cellOf(sip));
      for (const [name, p] of [
        ['p5', 0.05],
        ['p25', 0.25],
        ['p50', 0.5],
        ['p75', 0.75],
        ['p95', 0.95],
      ] as const) {
        const value = found?.[name];
        if (value == null) continue;
        expect(Math.abs(quantile(sip, p) - value), `${sip.name} ${name}`).toBeLessThanOrEqual(
          Number(sip.metadata['worstFit']) + 1e-9,
        );
      }
    }
  });

  test('drawn from as a reader would, gives the chances of the run and keeps scenarios together', () => {
    const value = (
      library.globalVariables[0] as { value: { rows: string[]; matrix: { row: string; col: string; value: number }[] } }
    ).value;
    const names = ['status-quo.forwardLead@2028.5', 'policy.forwardLead@2028.5'] as const;
    const [before, after] = names.map((name) => library.sips.find((sip) => sip.name === name)!);
    const rho = value.matrix.find(({ row, col }) => row === names[1] && col === names[0])!.value;
    expect(rho).toBeGreaterThan(0.9);
    const random = seeded(11);
    const draws = 20_000;
    let reached = 0;
    let better = 0;
    for (let i = 0; i < draws; i++) {
      const [a, b] = [normalQuantile(random()), normalQuantile(random())];
      const lead = quantile(after!, normalCdf(rho * a + Math.sqrt(1 - rho * rho) * b));
      if (lead >= 12) reached += 1;
      if (lead > quantile(before!, normalCdf(a))) better += 1;
    }
    const wanted = document.scenarios[1]?.outcomes['forwardLead']?.['2028.5']?.atLeast['12']?.p ?? Number.NaN;
    // Five standard errors of the draws, and half a point for the fit.
    expect(Math.abs(reached / draws - wanted)).toBeLessThan(5 * Math.sqrt(0.25 / draws) + 0.005);
    // Act now is ahead of the status quo in nearly all futures; independent draws would say so in about 64 %.
    expect(better / draws).toBeGreaterThan(0.9);
  });
});

describe('what no metalog fits', () => {
  const MODEL = 'tests/engine/outcomes/log-with-zero.model.ts';
  const EXPORT = ['--format', 'sipmath', '--date', '2026-07-01'];

  test('is left out with its name and the reason, and what remains is kept', async () => {
    const { code, stdout, stderr } = await forecast(['export', '#v=1&n=4096', '--model', MODEL, ...EXPORT]);
    // Here nothing remains: two have a share at 0 or below the range, one does not vary.
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('status-quo.y@0 is left out of the SIPmath library: many futures share the value 0');
    expect(stderr).toContain('status-quo.z@0 is left out of the SIPmath library: it does not vary');
    expect(stderr).toMatch(/status-quo.neg@0 is left out of the SIPmath library: (29|30).* out of its range/);
    const mixed = await forecast([...['export', '#v=1&n=4096', '--model', 'tests/share/mixed.model.ts'], ...EXPORT]);
    expect(mixed.code).toBe(0);
    const library = JSON.parse(mixed.stdout) as SipmathLibrary;
    expect(library.sips.map(({ name }) => name)).toEqual(['status-quo.smooth@0', 'status-quo.other@0']);
    expect(library.U01.rng).toHaveLength(2);
    expect(mixed.stderr).toContain('status-quo.zero@0 is left out');
  });
});
