/**
 * What the page must show: the same controls moved in a document of the test's own, run here by the engine without the page,
 * and put into words. Nothing in it is read off the page.
 */
import { readFileSync } from 'node:fs';
import { type Document, initialDocument, selectedScenario } from '../../src/app/state/document.ts';
import { toRequest } from '../../src/app/state/request.ts';
import {
  numberWords,
  percentWords,
  quantileEstimate,
  quantileWords,
  signedWords,
  unitOf,
} from '../../src/app/wording.ts';
import { changeOf } from '../../src/engine/describe.ts';
import { pairedSet } from '../../src/engine/histogram.ts';
import { planRun } from '../../src/engine/plan.ts';
import { type Observed, observe, probabilityAtLeast } from '../../src/engine/statistics.ts';
import type { ForecastRequest, Tally } from '../../src/engine/types.ts';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import type { ModelMeta, OutcomeMeta } from '../../src/language/definition.ts';

const built = (name: string): Buffer => readFileSync(new URL(`../../build/${name}`, import.meta.url));
export const meta: ModelMeta = JSON.parse(built('lead.meta.json').toString());
const info = JSON.parse(built('lead.json').toString());

export interface Asked {
  readonly document: Document;
  readonly outcome: string;
  readonly date: number;
  readonly threshold: number;
}

export const atFirst: Asked = {
  document: { ...initialDocument(meta), sampling: { ...initialDocument(meta).sampling, samples: 16_384 } },
  outcome: 'forwardLead',
  date: 2028.5,
  threshold: 12,
};

export type Run = (request: ForecastRequest) => Tally;

export async function openEngine(): Promise<Run> {
  const engine = createWasmEngine(await WebAssembly.compile(new Uint8Array(built('lead.wasm'))), meta, info);
  const block = 4096;
  return (request) =>
    engine.open(planRun(meta, request)).runBlocks({ from: 0, to: Math.ceil(request.samples / block) });
}

export interface ExpectedRow {
  readonly name: string;
  readonly median: string;
  readonly range: string;
  readonly chance: string;
  readonly change: string;
  readonly ways: string;
}

export interface Expected {
  readonly scenario: string;
  readonly median: string;
  readonly low: string;
  readonly high: string;
  readonly chance: string;
  readonly rows: readonly ExpectedRow[];
  /** Of the selected scenario's title over time. */
  readonly overTime: string;
  /** The median under the model's own assumptions. */
  readonly own: string;
  readonly changed: number;
}

function chanceText(observed: Observed, threshold: number): string {
  const { value } = probabilityAtLeast(observed, threshold);
  const { censored, horizon } = observed.pooled;
  return threshold > horizon && censored > 0 ? `at most ${Math.ceil(100 * (value ?? 0))} %` : percentWords(value);
}

function rowOf(asked: Asked, tally: Tally, request: ForecastRequest, id: string, outcome: OutcomeMeta): ExpectedRow {
  const set = request.scenarios.findIndex((one) => one.id === id);
  const observed = observe(tally, set, outcome.id, asked.date);
  const quantile = (p: number): string => quantileEstimate(observed, p, outcome)[0];
  const common = {
    name: asked.document.scenarios.find((one) => one.id === id)?.name ?? id,
    median: quantile(0.5),
    range: `${quantile(0.05)} to ${quantile(0.95)}`,
    chance: chanceText(observed, asked.threshold).replace(' %', ''),
  };
  if (set === 0) return { ...common, change: 'baseline', ways: '' };
  const paired = observe(tally, pairedSet(tally.layout, set), outcome.id, asked.date);
  const [text] = quantileEstimate(paired, 0.5, outcome);
  const ratio = outcome.scale === 'log10';
  const { larger, equal, smaller } = changeOf(paired, ratio ? 1 : 0);
  const ways = [larger, equal, smaller].map(({ p }) => percentWords(p).replace(' %', '')).join(' · ');
  return { ...common, change: ratio ? `×${text}` : signedWords(text), ways };
}

/** The figures of the forecast room for what is asked. */
export function expectedOf(asked: Asked, run: Run): Expected {
  const { document } = asked;
  const outcome = meta.outcomes.find(({ id }) => id === asked.outcome);
  if (!outcome) throw new Error(`no outcome "${asked.outcome}"`);
  const request = toRequest(document, meta, info.hash, info.direction);
  const tally = run(request);
  const chosen = selectedScenario(document);
  const set = request.scenarios.findIndex(({ id }) => id === chosen.id);
  const observed = observe(tally, set, outcome.id, asked.date);
  const long = (p: number): string => quantileEstimate(observed, p, outcome, 'long')[0];
  const plain: Document = { ...document, inputs: {}, correlations: null, switches: {} };
  const own = toRequest(plain, meta, info.hash, info.direction);
  const ends = [outcome.at[0] ?? 0, outcome.at.at(-1) ?? 0].map((at) => observe(tally, set, outcome.id, at).pooled);
  const [from, to] = ends.map((view) => quantileWords(view, 0.5, outcome));
  return {
    scenario: chosen.name,
    median: long(0.5),
    low: long(0.05),
    high: long(0.95),
    chance: chanceText(observed, asked.threshold),
    rows: document.scenarios
      .filter(({ id }) => request.scenarios.some((one) => one.id === id))
      .map(({ id }) => rowOf(asked, tally, request, id, outcome)),
    overTime: `from ${from} to ${to} ${unitOf(outcome)} by`,
    own: quantileEstimate(observe(run(own), set, outcome.id, asked.date), 0.5, outcome, 'long')[0],
    changed:
      Object.keys(document.inputs).length +
      Object.keys(document.switches).length +
      (document.correlations === null ? 0 : changedPairs(document.correlations)),
  };
}

function changedPairs(pairs: NonNullable<Document['correlations']>): number {
  const usual = new Map(meta.correlations.map(({ a, b, rho }) => [[a, b].sort().join(), rho]));
  const now = new Map(pairs.map(([a, b, rho]) => [[a, b].sort().join(), rho]));
  return [...new Set([...usual.keys(), ...now.keys()])].filter((key) => usual.get(key) !== now.get(key)).length;
}

export const thresholdText = (threshold: number): string => numberWords(threshold, 2);
