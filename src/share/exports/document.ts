/** A finished forecast as one JSON document: question, answer, and what it takes to check it. */
import { noChange } from '../../engine/cuts.ts';
import { type Change, type Description, describeChange, describe as describeOutcome } from '../../engine/describe.ts';
import { pairedSet } from '../../engine/histogram.ts';
import type { EngineKind, ForecastRequest, Tally } from '../../engine/types.ts';
import type { ModelMeta, OutcomeMeta } from '../../language/definition.ts';
import type { SharedForecast } from '../forecast.ts';
import { ENGINE_VERSION } from '../versions.ts';

/** Descriptions by outcome and date, dates as text: `outcomes.forwardLead['2028.5']`. */
export type Outcomes = Readonly<Record<string, Readonly<Record<string, Description>>>>;

/** The same of paired differences, and which way they went. */
export type PairedOutcomes = Readonly<
  Record<string, Readonly<Record<string, Description & { readonly change: Change }>>>
>;

export interface ForecastDocument {
  readonly title: string;
  readonly note: string;
  readonly link: string;
  readonly model: { readonly id: string; readonly version: string; readonly hash: string };
  readonly engine: EngineKind;
  readonly engineVersion: number;
  readonly digest: string | null;
  readonly samples: number;
  readonly request: ForecastRequest;
  readonly scenarios: readonly { readonly id: string; readonly name: string; readonly outcomes: Outcomes }[];
  /** `of` minus `against`, on the same draws. */
  readonly paired: readonly { readonly of: string; readonly against: string; readonly outcomes: PairedOutcomes }[];
}

export interface Finished {
  readonly meta: ModelMeta;
  readonly forecast: SharedForecast;
  /** The request that was run, with as many samples as were counted. */
  readonly request: ForecastRequest;
  readonly tally: Tally;
  readonly engine: EngineKind;
  /** The whole address. */
  readonly link: string;
}

export function forecastDocument(finished: Finished): ForecastDocument {
  const { meta, forecast, request, tally, engine, link } = finished;
  const [baseline] = request.scenarios;
  return {
    title: forecast.title,
    note: forecast.note,
    link,
    model: { id: meta.id, version: meta.version, hash: request.model.hash },
    engine,
    engineVersion: ENGINE_VERSION,
    digest: forecast.claim?.digest ?? null,
    samples: tally.samples,
    request,
    scenarios: request.scenarios.map(({ id }, set) => ({
      id,
      name: forecast.scenarios.find((scenario) => scenario.id === id)?.name ?? id,
      outcomes: outcomesOf(finished, set, (outcome) => [...outcome.thresholds, ...ownThreshold(outcome, forecast)]),
    })),
    paired: request.scenarios.slice(request.paired ? 1 : request.scenarios.length).map(({ id }, i) => ({
      of: id,
      against: baseline?.id ?? '',
      outcomes: pairedOutcomesOf(finished, pairedSet(tally.layout, i + 1)),
    })),
  };
}

/** The threshold that the author looked at. */
function ownThreshold({ id, thresholds }: OutcomeMeta, { view }: SharedForecast): readonly number[] {
  return id === view.outcome && !thresholds.includes(view.threshold) ? [view.threshold] : [];
}

function pairedOutcomesOf({ meta, request, tally }: Finished, set: number): PairedOutcomes {
  return Object.fromEntries(
    request.outcomes.map(({ id, dates }) => {
      const none = noChange({ scale: meta.outcomes.find((outcome) => outcome.id === id)?.scale ?? 'linear' });
      return [id, Object.fromEntries(dates.map((date) => [String(date), describeChange(tally, set, id, date, none)]))];
    }),
  );
}

function outcomesOf(
  { meta, request, tally }: Finished,
  set: number,
  thresholdsOf: (outcome: OutcomeMeta) => readonly number[],
): Outcomes {
  return Object.fromEntries(
    request.outcomes.map(({ id, dates }) => {
      const thresholds = meta.outcomes.filter((outcome) => outcome.id === id).flatMap(thresholdsOf);
      return [
        id,
        Object.fromEntries(dates.map((date) => [String(date), describeOutcome(tally, set, id, date, thresholds)])),
      ];
    }),
  );
}
