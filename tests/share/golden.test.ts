/**
 * The corpus of golden links (tests/data/links.json): links as they were once published. They open for ever, to the
 * forecast that they were; and those of today's model and engine give today the digest that they carry.
 *
 * UPDATE_LINKS=1 npx vitest run tests/share/golden.test.ts adds links of today's model and engine where there are none;
 * links that are there are never changed. Each release adds some.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/engine/canonical.ts';
import { planRun } from '../../src/engine/plan.ts';
import type { ForecastRequest, Tally } from '../../src/engine/types.ts';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import { makeClaim } from '../../src/share/claim.ts';
import type { EarlierText } from '../../src/share/earlier.ts';
import { claimedRequest, requestOf, type SharedForecast } from '../../src/share/forecast.ts';
import { decodeLink, encodeLink } from '../../src/share/link.ts';
import { isFaithful } from '../../src/share/notes.ts';
import { shortHash } from '../../src/share/readable.ts';
import { type Verdict, verify } from '../../src/share/verify.ts';
import { ENGINE_VERSION, LINK_SCHEMA } from '../../src/share/versions.ts';
import { leadKernel } from '../engine/lead.ts';
import { full, LEAD, plain } from './forecasts.ts';

interface Golden {
  readonly name: string;
  readonly schema: number;
  readonly model: string;
  readonly engine: number;
  readonly link: string;
  /** The forecast, but for the hash of its model. */
  readonly forecast: Omit<SharedForecast, 'model' | 'claim' | 'cuts'> & Partial<Pick<SharedForecast, 'cuts'>>;
}

const FILE = new URL('../data/links.json', import.meta.url);
const golden: Golden[] = JSON.parse(readFileSync(FILE, 'utf8'));
const today = ({ schema, model, engine }: Golden): boolean =>
  schema === LINK_SCHEMA && model === shortHash(LEAD.hash) && engine === ENGINE_VERSION;

const SAMPLING = { ...plain().sampling, samples: 16_384 };
const RELEASE: readonly (readonly [name: string, forecast: SharedForecast])[] = [
  ['two presets', plain({ sampling: SAMPLING })],
  ['everything changed', { ...full(true), sampling: SAMPLING }],
  [
    'plain random draws, one outcome',
    plain({
      sampling: { ...SAMPLING, sampler: 'philox', replicates: 1, seed: 2 ** 40 + 7 },
      outcomes: [{ id: 'computeRatio', dates: [2027, 2028.5] }],
      view: { ...plain().view, outcome: 'computeRatio', threshold: 10 },
    }),
  ],
];

/** With the ids that were sent: one that belongs to a preset on other values is not shown. */
function content({ model: _model, claim: _claim, ...rest }: SharedForecast): Golden['forecast'] {
  const sent = new Map(rest.scenarios.map(({ id, sentId }) => [id, sentId ?? id]));
  return {
    ...rest,
    scenarios: rest.scenarios.map(({ sentId, ...scenario }) => ({ ...scenario, id: sentId ?? scenario.id })),
    selected: sent.get(rest.selected) ?? '',
    baseline: sent.get(rest.baseline) ?? '',
  };
}

/** A forecast without what the model has added since a text. */
function asThen(forecast: SharedForecast, { added }: EarlierText): SharedForecast {
  const old = (values: Readonly<Record<string, number>>): Record<string, number> =>
    Object.fromEntries(Object.entries(values).filter(([id]) => !added.has(id)));
  return {
    ...forecast,
    scenarios: forecast.scenarios.map((one) => ({ ...one, levers: old(one.levers), switches: old(one.switches) })),
    correlations: forecast.correlations?.filter(([a]) => !added.has(a)) ?? null,
    direction: forecast.direction?.filter((_, i) => !added.has(LEAD.meta.inputs[i]?.id ?? '')) ?? null,
  };
}

describe('golden links', () => {
  let run: (request: ForecastRequest) => Tally;

  beforeAll(async () => {
    const { module, meta, info } = await leadKernel();
    const engine = createWasmEngine(module, meta, info);
    run = (request) => {
      const session = engine.open(planRun(meta, request));
      return session.runBlocks({ from: 0, to: Math.ceil(request.samples / 4096) });
    };
    if (process.env['UPDATE_LINKS'] !== '1' || golden.some(today)) return;
    for (const [name, forecast] of RELEASE) {
      const request = requestOf(forecast, LEAD);
      const claimed = { ...forecast, claim: makeClaim(request, run(request), 'wasm', forecast.view) };
      golden.push({
        name,
        schema: LINK_SCHEMA,
        model: shortHash(LEAD.hash),
        engine: ENGINE_VERSION,
        link: encodeLink(claimed, LEAD),
        forecast: content(claimed),
      });
    }
    writeFileSync(FILE, `${JSON.stringify(golden, null, 1)}\n`);
  });

  test('are there', () => {
    expect(golden.length).toBeGreaterThanOrEqual(RELEASE.length);
  });

  test('open to the forecast that they were', () => {
    for (const one of golden) {
      const result = decodeLink(one.link, LEAD);
      if (!result.ok) throw new Error(`${one.name}: ${result.notes.map(({ text }) => text).join(' ')}`);
      // Every text that links were released with is today's, or one that today's answers for.
      expect(result.otherModel, one.name).toBe(null);
      expect(
        result.notes.filter((note) => !isFaithful(note)),
        one.name,
      ).toEqual([]);
      const found = result.earlier === null ? result.forecast : asThen(result.forecast, result.earlier);
      // Before there were cuts, a forecast had none.
      expect(canonicalJson(content(found)), one.name).toBe(canonicalJson({ cuts: {}, ...one.forecast }));
    }
  });

  /** A golden link checked with today's model: its verdict. */
  function verdictOf(one: Golden): Verdict {
    const result = decodeLink(one.link, LEAD);
    if (!result.ok || result.forecast.claim === null) throw new Error(`${one.name} has lost its claim`);
    const { forecast, otherModel, earlier } = result;
    const request = claimedRequest(forecast, LEAD);
    const madeWith = earlier === null ? null : { text: earlier, meta: LEAD.meta };
    const own = { request, tally: run(request), engine: 'wasm' } as const;
    return verify(forecast, result.forecast.claim, own, otherModel, madeWith);
  }

  test('of an earlier engine agree in every figure, and do not pass for reproduced', () => {
    const earlier = golden.filter(({ engine }) => engine < ENGINE_VERSION);
    expect(earlier.length).toBeGreaterThan(0);
    for (const one of earlier) {
      expect(verdictOf(one), one.name).toMatchObject({ kind: 'agrees', because: 'engine' });
    }
  });

  test('of an earlier version of the model reproduce, count for count, and say of which version they are', () => {
    const earlier = golden.filter(({ model, engine }) => model !== shortHash(LEAD.hash) && engine === ENGINE_VERSION);
    expect(earlier.length).toBeGreaterThan(0);
    for (const one of earlier) {
      const verdict = verdictOf(one);
      expect(verdict.kind, one.name).toBe('reproduced');
      expect(verdict, one.name).toMatchObject({ told: [expect.stringContaining('version 1.0.0 of the model')] });
    }
  });

  test('that name an earlier version but hold what it did not have are told apart', () => {
    for (const { link, name } of golden.filter(({ model }) => model !== shortHash(LEAD.hash))) {
      const result = decodeLink(link.replace(/&check=[^&]*/, '').replace('&z=', '&usAdoptionPush=0.9&z='), LEAD);
      expect(
        result.notes.map(({ kind }) => kind),
        name,
      ).toContain('integrity');
    }
  });

  test('of today’s model and engine are written the same way today, and reproduce', (context) => {
    const present = golden.filter(today);
    if (present.length === 0) {
      context.skip(`no golden link of model ${shortHash(LEAD.hash)}, engine ${ENGINE_VERSION}: add some, as above`);
    }
    for (const one of present) {
      const result = decodeLink(one.link, LEAD);
      const { forecast } = result.ok ? result : { forecast: null };
      if (forecast?.claim == null) throw new Error(`${one.name} has lost its claim`);
      expect(encodeLink(forecast, LEAD), one.name).toBe(one.link);
      const request = claimedRequest(forecast, LEAD);
      const verdict = verify(forecast, forecast.claim, { request, tally: run(request), engine: 'wasm' }, null);
      // Fails when the same request gives other counts: then ENGINE_VERSION must be raised.
      expect(verdict.kind, one.name).toBe('reproduced');
    }
  });
});
