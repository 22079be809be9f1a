/** A link's claim is checked against a run of one's own, and what differs is told number by number. */
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/engine/canonical.ts';
import { planRun } from '../../src/engine/plan.ts';
import { createReferenceEngine } from '../../src/engine/reference/engine.ts';
import { observe, quantileOf } from '../../src/engine/statistics.ts';
import type { ForecastRequest, Tally } from '../../src/engine/types.ts';
import { changesOf } from '../../src/share/changes.ts';
import { makeClaim } from '../../src/share/claim.ts';
import { witnessOf } from '../../src/share/ending.ts';
import { type Claim, claimedRequest, requestOf } from '../../src/share/forecast.ts';
import { verify } from '../../src/share/verify.ts';
import { ENGINE_VERSION } from '../../src/share/versions.ts';
import { LEAD_META, leadSimulate } from '../engine/lead.ts';
import { full, LEAD, plain, scenario } from './forecasts.ts';

const engine = createReferenceEngine(LEAD_META, leadSimulate);
const known = new Map<string, Tally>();
function run(request: ForecastRequest): Tally {
  const key = canonicalJson(request);
  const tally = known.get(key) ?? runAnew(request);
  known.set(key, tally);
  return tally;
}

function runAnew(request: ForecastRequest): Tally {
  const session = engine.open(planRun(LEAD_META, request));
  const pieces = session.pieces({ from: 0, to: Math.ceil(request.samples / 4096) });
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
  }
}

const forecast = plain({
  sampling: { ...plain().sampling, samples: 4096 },
  outcomes: [{ id: 'forwardLead', dates: [2028.5] }],
});
const request = requestOf(forecast, LEAD);
const tally = run(request);
const claim = makeClaim(request, tally, 'reference', forecast.view);
const own = { request, tally, engine: 'reference' } as const;

describe('verification', () => {
  test('knows its own run by the digest', () => {
    expect(verify(forecast, claim, own, null)).toEqual({ kind: 'reproduced', digest: claim.digest, told: [] });
  });

  test('puts every reported number beside one’s own where the digest is another', () => {
    const first = claim.figures![0]!;
    const forged: Claim = {
      ...claim,
      digest: '0'.repeat(64),
      figures: [[first[0], 99, first[2], first[3]], claim.figures![1]!],
    };
    const verdict = verify(forecast, forged, own, null);
    if (verdict.kind !== 'differs') throw new Error(verdict.kind);
    expect(verdict.rows).toHaveLength(8);
    expect(verdict.rows.filter(({ close }) => !close)).toMatchObject([
      { scenario: 'status-quo', statistic: 'p50', reported: 99, found: first[1] },
    ]);
    expect(verdict.reasons).toEqual([expect.stringContaining('the reported result is not of this link')]);
  });

  test('does not take a right digest for right figures', () => {
    for (const [set, statistic, lie] of [
      [0, 0, 40],
      [1, 1, null],
      [1, 3, 0.999],
    ] as const) {
      const figures = claim.figures!.map((row, i) => row.map((x, k) => (i === set && k === statistic ? lie : x)));
      const verdict = verify(forecast, { ...claim, figures: figures as unknown as Claim['figures'] }, own, null);
      if (verdict.kind !== 'misreported') throw new Error(verdict.kind);
      expect(verdict.rows.filter(({ close }) => !close)).toHaveLength(1);
      expect(verdict.reasons).toEqual([]);
    }
  });

  test('does not mistake a last digit that was rounded the other way for a false one', () => {
    const figures = claim.figures!.map((row) => row.map((x) => x! * (1 + 4e-5))) as unknown as Claim['figures'];
    expect(verify(forecast, { ...claim, figures }, own, null).kind).toBe('reproduced');
  });

  test('names another model or engine version under a right digest', () => {
    expect(verify(forecast, claim, own, 'abcdef01')).toMatchObject({
      kind: 'misreported',
      reasons: ['The link names version abcdef01 of the model, but its counts are those of this version.'],
    });
    expect(verify(forecast, { ...claim, engineVersion: ENGINE_VERSION + 1 }, own, null)).toMatchObject({
      kind: 'misreported',
      reasons: [expect.stringContaining(`names version ${ENGINE_VERSION + 1} of the engine`)],
    });
  });

  test('compares the figures of an earlier engine, whose digests are of another kind, and says so', () => {
    const earlier: Claim = { ...claim, digest: '0'.repeat(64), engineVersion: ENGINE_VERSION - 1 };
    expect(verify(forecast, earlier, own, null)).toMatchObject({ kind: 'agrees', because: 'engine' });
    const [first, ...rest] = claim.figures!;
    const lying = { ...earlier, figures: [[first![0], 99, first![2], first![3]] as const, ...rest] };
    expect(verify(forecast, lying, own, null)).toMatchObject({
      kind: 'differs',
      reasons: [expect.stringContaining('digests are of another kind')],
    });
  });

  test('names the versions and engines behind a difference', () => {
    const other: Claim = { ...claim, digest: '0'.repeat(64), engine: 'wasm', engineVersion: ENGINE_VERSION + 1 };
    const verdict = verify(forecast, other, own, 'abcdef01');
    expect(verdict).toMatchObject({
      kind: 'differs',
      reasons: [
        'The link was made with version abcdef01 of the model.',
        expect.stringContaining(`version ${ENGINE_VERSION + 1} of the engine`),
        expect.stringContaining('on the wasm engine, you on reference'),
      ],
    });
  });

  test.each([64, 4096])(
    'without a digest, nobody takes a lie of a displayed digit for rounding: %d samples',
    (samples) => {
      const few = {
        ...forecast,
        sampling: { ...forecast.sampling, sampler: 'philox', replicates: 1, samples },
      } as const;
      const asked = requestOf(few, LEAD);
      const counts = run(asked);
      const honest = { ...makeClaim(asked, counts, 'webgpu', few.view), digest: null };
      const mine = { request: asked, tally: counts, engine: 'reference' } as const;
      for (const change of [
        { engine: 'webgpu' },
        { engine: 'wasm', engineVersion: 1, digest: '1'.repeat(64) },
      ] as const) {
        const told = { ...honest, ...change };
        expect(verify(few, told, mine, null).kind).toBe('agrees');
        for (const [statistic, by] of [0.1, 0.1, 0.1, 0.01].entries()) {
          for (const sign of [-1, 1]) {
            const figures = honest.figures!.map((row) =>
              row.map((x, i) => (i === statistic ? x! + sign * by : x)),
            ) as unknown as Claim['figures'];
            expect(verify(few, { ...told, figures }, mine, null).kind, `${statistic} by ${sign * by}`).toBe('differs');
          }
        }
      }
    },
  );

  test('on a GPU, agreement within the rounding of samples is enough, and no more is claimed', () => {
    const gpu: Claim = { ...claim, digest: '1'.repeat(64), engine: 'webgpu' };
    expect(verify(forecast, gpu, own, null).kind).toBe('agrees');
    expect(verify(forecast, { ...gpu, engine: 'wasm' }, own, null).kind).toBe('differs');
    const shifted: Claim = { ...gpu, figures: claim.figures!.map(([a, b, c, d]) => [a, b! + 1, c, d]) };
    expect(verify(forecast, shifted, own, null).kind).toBe('differs');
  });

  test('is of the samples counted, also where a run ended early', () => {
    const early = { ...forecast, sampling: { ...forecast.sampling, samples: 65_536, precision: 1 }, claim };
    expect(claimedRequest(early, LEAD).samples).toBe(4096);
    expect(verify(early, claim, { ...own, request: claimedRequest(early, LEAD) }, null)).toMatchObject({
      kind: 'reproduced',
      told: [expect.stringContaining('but not of what')],
    });
  });

  test('tells a run that would have ended elsewhere from one that ended at its precision', () => {
    const goal = { scenario: 'act-now', outcome: 'forwardLead', date: 2028.5 };
    const judged = (precision: number, samples: number, prefixes: readonly number[]) => {
      const sampling = { ...forecast.sampling, samples: 65_536, precision };
      const asked = { ...forecast, sampling };
      const counted = run({ ...request, samples });
      const early = {
        ...asked,
        claim: { ...makeClaim({ ...request, samples }, counted, 'reference', forecast.view), goal },
      };
      const wanted = claimedRequest(early, LEAD);
      const seen = witnessOf(early, wanted, true)!;
      for (const prefix of prefixes) seen.enough(run({ ...request, samples: prefix }));
      return verify(early, early.claim, { request: wanted, tally: counted, engine: 'reference', seen }, null);
    };
    const error = (samples: number) =>
      quantileOf(observe(run({ ...request, samples }), 1, 'forwardLead', 2028.5), 0.5).se!;
    const [first, second] = [error(4096), error(8192)];
    expect(first).toBeGreaterThan(second);
    const between = (first + second) / 2;
    expect(judged(between, 8192, [4096, 8192])).toMatchObject({ kind: 'reproduced', told: [] });
    // A result that was ended when it looked best, and one that went on.
    expect(judged(between, 4096, [4096])).toMatchObject({
      kind: 'misreported',
      reasons: [expect.stringContaining('would not have ended after 4,096 samples')],
    });
    expect(judged(2 * first, 8192, [4096, 8192])).toMatchObject({
      kind: 'misreported',
      reasons: [expect.stringContaining('would have ended after 4,096 samples')],
    });
    expect(judged(2 * first, 6144, [4096, 6144]).kind).toBe('misreported');
  });
});

describe('changes', () => {
  test('of presets as the model has them: none', () => {
    expect(changesOf(plain(), LEAD)).toEqual([]);
  });

  test('are each lever, switch, input and correlation that is not the model’s', () => {
    const own = scenario('own-1', { preset: null, levers: { ...scenario('status-quo').levers, labSecurity: 0.9 } });
    const changed = plain({
      scenarios: [scenario('status-quo'), own].map((one) => ({
        ...one,
        switches: { ...one.switches, weightTheft: 0 },
      })),
      selected: 'own-1',
      inputs: { lagToday: { family: 'lognormal', p5: 4, p50: 7, p95: 12 } },
      correlations: LEAD_META.correlations.slice(1).map(({ a, b, rho }) => [a, b, rho] as const),
    });
    const [gone] = LEAD_META.correlations;
    expect(changesOf(changed, LEAD)).toMatchObject([
      { kind: 'input', id: 'lagToday', value: { p5: 4 }, usual: { p5: 4.5 } },
      { kind: 'correlation', a: gone!.a, b: gone!.b, usual: gone!.rho, value: 0 },
      { kind: 'switch', scenario: null, id: 'weightTheft', usual: 1, value: 0 },
      { kind: 'lever', scenario: 'own-1', id: 'labSecurity', usual: 0.2, value: 0.9 },
    ]);
  });

  test('of a full forecast: all of them', () => {
    const kinds = changesOf(full(), LEAD).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'lever')).toHaveLength(3 * LEAD_META.levers.length);
    expect(kinds.filter((kind) => kind === 'input')).toHaveLength(20);
  });
});
