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
import { claimedRequest, requestOf, type SharedForecast } from '../../src/share/forecast.ts';
import { decodeLink, encodeLink } from '../../src/share/link.ts';
import { isFaithful } from '../../src/share/notes.ts';
import { shortHash } from '../../src/share/readable.ts';
import { verify } from '../../src/share/verify.ts';
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
      const changed = one.model !== shortHash(LEAD.hash);
      expect(result.otherModel, one.name).toBe(changed ? one.model : null);
      // What a later model has no more is said; all else is as it was.
      if (result.notes.every(isFaithful)) {
        // Before there were cuts, a forecast had none.
        const then = { cuts: {}, ...one.forecast };
        expect(canonicalJson(content(result.forecast)), one.name).toBe(canonicalJson(then));
      } else expect(changed, one.name).toBe(true);
    }
  });

  test('of an earlier engine agree in every figure, and do not pass for reproduced', (context) => {
    const earlier = golden.filter(
      ({ model, engine, schema }) =>
        schema === LINK_SCHEMA && model === shortHash(LEAD.hash) && engine < ENGINE_VERSION,
    );
    if (earlier.length === 0) context.skip('no golden link of an earlier engine and today’s model');
    for (const one of earlier) {
      const result = decodeLink(one.link, LEAD);
      const { forecast } = result.ok ? result : { forecast: null };
      if (forecast?.claim == null) throw new Error(`${one.name} has lost its claim`);
      const request = claimedRequest(forecast, LEAD);
      const own = { request, tally: run(request), engine: 'wasm' } as const;
      expect(verify(forecast, forecast.claim, own, null), one.name).toMatchObject({
        kind: 'agrees',
        because: 'engine',
      });
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
