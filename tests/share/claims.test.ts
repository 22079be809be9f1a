/**
 * False claims: 12,000 links with right checksums, each made of a true one by changing what it says of its result, its
 * names, its model or its question. None that says anything false may verify. A part of the corpus of hostile.test.ts.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/engine/canonical.ts';
import { forecastDigest } from '../../src/engine/digest.ts';
import { planRun } from '../../src/engine/plan.ts';
import { observe, quantileOf } from '../../src/engine/statistics.ts';
import type { ForecastRequest, Tally } from '../../src/engine/types.ts';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import { hexToBase64Url } from '../../src/share/base64url.ts';
import { figuresOf, makeClaim } from '../../src/share/claim.ts';
import { witnessOf } from '../../src/share/ending.ts';
import {
  claimedRequest,
  requestOf,
  runScenarios,
  type SharedForecast,
  type SharedScenario,
} from '../../src/share/forecast.ts';
import { encodeLink, type OpenedLink } from '../../src/share/link.ts';
import { isFaithful } from '../../src/share/notes.ts';
import { type Verdict, verify } from '../../src/share/verify.ts';
import { ENGINE_VERSION } from '../../src/share/versions.ts';
import { LEAD_META, leadKernel } from '../engine/lead.ts';
import { DIGEST, LEAD, plain, scenario } from './forecasts.ts';
import { opening } from './fuzz.ts';
import { forged, pick, type Random, seeded, takenApart, whole } from './mutations.ts';

const COUNT = 12_000;

type Parameters = readonly (readonly [string, string])[];
type Payload = Readonly<Record<string, unknown>>;

const small = { ...plain().sampling, samples: 1024 };
const lead = [{ id: 'forwardLead', dates: [2028, 2028.5] }];
const [quo, act] = [scenario('status-quo', { name: 'Status quo' }), scenario('act-now', { name: 'Act now' })];
const own: SharedScenario = scenario('own-1', {
  name: 'Ours',
  preset: null,
  levers: { ...act.levers, labSecurity: 0.25 },
});

const TRUE: readonly SharedForecast[] = [
  plain({ sampling: small, outcomes: lead, scenarios: [quo, act] }),
  plain({
    sampling: { ...small, sampler: 'philox', replicates: 1, samples: 500 },
    scenarios: [quo, act, own],
    outcomes: [{ id: 'computeRatio', dates: [2028.5] }],
    view: { ...plain().view, outcome: 'computeRatio', threshold: 10 },
  }),
  plain({
    sampling: { ...small, samples: 16_384, precision: 0.5 },
    outcomes: lead,
    scenarios: [quo, own],
    selected: 'own-1',
  }),
];

let run: (request: ForecastRequest) => Tally;
/** Links that tell the truth: as made, of a GPU, and of an earlier engine. */
let links: readonly string[];

beforeAll(async () => {
  const { module, meta, info } = await leadKernel();
  const engine = createWasmEngine(module, meta, info);
  const known = new Map<string, Tally>();
  run = (request) => {
    const key = canonicalJson(request);
    const before = known.get(key);
    if (before !== undefined) return before;
    const session = engine.open(planRun(meta, request));
    const tally = session.runBlocks({ from: 0, to: Math.ceil(request.samples / 4096) });
    known.set(key, tally);
    return tally;
  };
  links = TRUE.flatMap((forecast) => {
    // A run that ends at a precision ends after a whole block.
    const early = forecast.sampling.precision !== null;
    const request = { ...requestOf(forecast, LEAD), ...(early ? { samples: 4096 } : {}) };
    const goal = { scenario: 'own-1', outcome: 'forwardLead', date: 2028.5 };
    const claim = { ...makeClaim(request, run(request), 'wasm', forecast.view), ...(early ? { goal } : {}) };
    return [
      claim,
      { ...claim, digest: null, engine: 'webgpu' } as const,
      { ...claim, digest: DIGEST, engineVersion: ENGINE_VERSION - 1 },
    ].map((one) => encodeLink({ ...forecast, claim: one }, LEAD));
  });
});

/** Spellings that a reader takes for the name of a preset, and which. */
const SPELLINGS: Readonly<Record<string, string>> = {
  'Act now': 'act-now',
  'ACT NOW': 'act-now',
  'act-now': 'act-now',
  'Аct nоw': 'act-now',
  'Act\u00a0now ': 'act-now',
  'Act\u200b now': 'act-now',
  'Status quo': 'status-quo',
  'status-quo': 'status-quo',
  'Ѕtatus quo.': 'status-quo',
  Inaction: 'inaction',
  lnaction: 'inaction',
};

const lied = (random: Random, value: unknown): unknown => {
  const number = typeof value === 'number' ? value : 1;
  return pick(random, [null, 0, 1, 40, 99, 1e300, -number, number + 0.5, number * 1.01, number * 1.0005, value]);
};

const shortened = (random: Random, rows: readonly unknown[]): unknown =>
  pick(random, [null, [], rows.slice(1), [...rows, [1, 2, 3, 0.5]]]);

type Lie = (random: Random, parameters: Parameters, payload: Payload) => readonly [Parameters, Payload];

const inPayload =
  (change: (random: Random, payload: Payload) => Payload): Lie =>
  (random, parameters, payload) => [parameters, { ...payload, ...change(random, payload) }];
const inParameter =
  (key: string, change: (random: Random, value: string) => string): Lie =>
  (random, parameters, payload) => [
    parameters.map(([name, value]) => [name, name === key ? change(random, value) : value] as const),
    payload,
  ];
const inClaim = (at: number, change: (random: Random, value: unknown) => unknown): Lie =>
  inPayload((random, { k }) => ({ k: (k as unknown[]).map((value, i) => (i === at ? change(random, value) : value)) }));
const inScenario = (at: number, values: readonly unknown[]): Lie =>
  inPayload((random, { s }) => {
    const rows = s as unknown[][];
    const which = whole(random, rows.length);
    return { s: rows.map((row, i) => row.map((value, k) => (i === which && k === at ? pick(random, values) : value))) };
  });
const exchanged = (at: number): Lie =>
  inPayload((_, { s }) => {
    const [a = [], b = [], ...rest] = s as unknown[][];
    const put = (row: unknown[], other: unknown[]) => row.map((value, i) => (i === at ? other[i] : value));
    return { s: [put(a, b), put(b, a), ...rest] };
  });

const LIES: readonly Lie[] = [
  inClaim(3, (random, rows) => {
    const list = (rows ?? []) as unknown[][];
    const [row, cell] = [whole(random, list.length), whole(random, 4)];
    return list.map((one, i) => one.map((value, k) => (i === row && k === cell ? lied(random, value) : value)));
  }),
  inClaim(3, (_, rows) => [...((rows ?? []) as unknown[])].reverse()),
  inClaim(3, (random, rows) => shortened(random, (rows ?? []) as unknown[])),
  inClaim(0, (random) => pick(random, ['wasm', 'reference', 'webgpu', 'abacus'])),
  inClaim(1, (random) => pick(random, [0, 1, 2, 3, 1_000_000, -1])),
  inClaim(2, (random) => pick(random, [64, 500, 512, 1024, 2048, 4096, 2 ** 20])),
  inClaim(4, (random, goal) =>
    pick(random, [goal, [0, 'forwardLead', 2028.5], [1, 'forwardLead', 2028], [7, 'x', 1], 'own-1']),
  ),
  inPayload((_, { k }) => ({ k: (k as unknown[]).slice(0, 4) })),
  inParameter('n', (random) => pick(random, ['500', '1024', '4096', '1048576', '4294963200'])),
  inParameter('seed', (random) => pick(random, ['1', '2'])),
  inParameter('model', (random) => pick(random, ['lead@00000000', 'lead', `lead@${LEAD.hash}`, 'lead@a0449c80'])),
  inParameter('digest', (random) => pick(random, [hexToBase64Url(DIGEST), DIGEST, '0'.repeat(64)])),
  inParameter('labSecurity', (random) => pick(random, ['0.2', '0.5', '0.25', '0.9'])),
  inParameter('policyStart', (random) => pick(random, ['2026.75', '2028'])),
  inPayload((random) => ({ p: pick(random, [null, 0.5, 1e-9]) })),
  inPayload((random) => ({ x: pick(random, [0, 1]) })),
  inPayload((random) => ({ b: whole(random, 2), f: whole(random, 2) })),
  inPayload((random, { w }) => ({
    w: (w as unknown[]).map((value, i) => (i === 1 ? pick(random, [2028, 2028.5]) : value)),
  })),
  inPayload((random, { w }) => ({
    w: (w as unknown[]).map((value, i) => (i === 2 ? pick(random, [3, 6, 12, 13]) : value)),
  })),
  inPayload((_, { s }) => ({ s: [...(s as unknown[])].reverse() })),
  inScenario(1, Object.keys(SPELLINGS)),
  inScenario(0, ['act-now', 'status-quo', 'a', 'own-1']),
  inScenario(2, [null, 'act-now', 'status-quo', 'inaction']),
  inScenario(4, [0, 1]),
  exchanged(0),
  exchanged(1),
  exchanged(2),
];

const isPreset = (id: string, { levers }: SharedScenario): boolean =>
  canonicalJson(levers) === canonicalJson(scenario(id).levers);

/** What a link, as opened and as it was sent, says that is false; in words. Knows nothing of how verification goes about it. */
function lies(
  text: string,
  { forecast }: OpenedLink,
  request: ForecastRequest,
  tally: Tally,
  verdict: Extract<Verdict, { readonly told: readonly string[] }>,
): string[] {
  const { parameters, payload } = takenApart(text);
  const sent = new Map(parameters);
  const [engine, version, samples, rows] = payload['k'] as [string, number, number, (number | null)[][] | null];
  const truth = figuresOf(request, tally, forecast.view) ?? [];
  const said: string[] = [];
  rows?.forEach((row, set) => {
    row.forEach((value, i) => {
      const right = truth[set]?.[i] ?? null;
      // Without a digest: less than a displayed digit, which is a tenth of a month (of a tenth, for ratios) or a percentage point.
      const digit = verdict.kind === 'agrees' ? (i === 3 ? 0.0051 : 0.08 * Math.max(1, Math.abs(right ?? 0) / 4)) : 0;
      const allowed = digit + 1.01e-4 * Math.abs(right ?? 0);
      const same = value === null || right === null ? value === right : Math.abs(value - right) <= allowed;
      if (!same) said.push(`figure ${i} of scenario ${set} is ${value}, not ${right}`);
    });
  });
  if (rows !== null && rows.length !== truth.length) said.push('figures of other scenarios');
  if (verdict.kind === 'reproduced') {
    if (version !== ENGINE_VERSION) said.push(`engine version ${version}`);
    const digest = forecastDigest(request, tally);
    if (![digest, hexToBase64Url(digest)].includes(sent.get('digest') ?? '')) said.push('another digest');
  } else if (engine !== 'webgpu' && !(version < ENGINE_VERSION)) said.push('agrees without a reason');
  if (samples !== tally.samples || samples > Number(sent.get('n'))) said.push(`${samples} samples`);
  const early = samples < Number(sent.get('n'));
  const goal = (payload['k'] as unknown[])[4] as readonly [number, string, number] | undefined;
  if (early && goal !== undefined) {
    const set = runScenarios(forecast).findIndex(({ id }) => id === forecast.scenarios[goal[0]]?.id);
    const error = quantileOf(observe(tally, set, goal[1], goal[2]), 0.5).se ?? Number.POSITIVE_INFINITY;
    const slack = verdict.kind === 'agrees' ? 1.05 : 1;
    if (error > slack * (payload['p'] as number)) said.push(`ended at ${payload['p']}, but the error is ${error}`);
  } else if (early && verdict.told.length === 0) said.push(`ended after ${samples} without a reason`);
  if (payload['p'] === null && Number(sent.get('n')) !== samples) said.push(`${samples} samples of ${sent.get('n')}`);
  const hash = sent.get('model')?.split('@')[1];
  if (hash !== undefined && !LEAD.hash.startsWith(hash)) said.push(`model ${hash}`);
  for (const one of forecast.scenarios) {
    const owner = SPELLINGS[one.name] ?? SPELLINGS[one.name.trim()];
    if (owner !== undefined && !isPreset(owner, one)) said.push(`"${one.name}" is not ${owner}`);
    if (one.preset !== null && !isPreset(one.preset, one)) said.push(`"${one.name}" stands for ${one.preset}`);
    const other = LEAD_META.presets.find(({ id }) => id !== one.id && isPreset(id, one));
    if (other !== undefined && LEAD_META.presets.some(({ id }) => id === one.id))
      said.push(`id ${one.id} of ${other.id}`);
    if (LEAD_META.presets.some(({ id }) => id === one.id && !isPreset(id, one))) said.push(`id ${one.id}`);
  }
  return said;
}

describe('a link that says something false', () => {
  test('never verifies, and the true ones do', { timeout: 900_000 }, () => {
    const random = seeded(7);
    const sources = links.map(takenApart);
    const ends = { refused: 0, faulty: 0, bare: 0, reproduced: 0, misreported: 0, agrees: 0, differs: 0, told: 0 };
    for (let i = 0; i < COUNT; i++) {
      const source = pick(random, sources);
      let link: readonly [Parameters, Payload] = [source.parameters, source.payload];
      for (let round = whole(random, 4); round > 0; round--) link = pick(random, LIES)(random, ...link);
      const text = forged(...link);
      const opened = opening(text);
      if (!opened.ok) {
        ends.refused += 1;
        continue;
      }
      const { forecast, otherModel, earlier } = opened;
      const { claim } = forecast;
      if (claim === null || claim.samples > 4096) {
        ends.bare += 1;
        continue;
      }
      const request = claimedRequest(forecast, LEAD);
      const tally = run(request);
      const seen = witnessOf(forecast, request, claim.engine === 'wasm');
      seen?.enough(tally);
      const madeWith = earlier === null ? null : { text: earlier, meta: LEAD.meta };
      const verdict = verify(forecast, claim, { request, tally, engine: 'wasm', seen }, otherModel, madeWith);
      // A link that is not as it says is told apart before it is run; the page runs what is left of it.
      const faithful = opened.notes.every(isFaithful);
      ends[faithful ? verdict.kind : 'faulty'] += 1;
      if (!('told' in verdict) || !faithful) continue;
      if (verdict.told.length > 0) ends.told += 1;
      const said = lies(text, opened, request, tally, verdict);
      if (said.length > 0) throw new Error(`${verdict.kind}, though ${said.join('; ')}: ${text}`);
    }
    for (const [end, count] of Object.entries(ends)) if (end !== 'refused') expect(count, end).toBeGreaterThan(50);
  });
});
