/** What panels show of the present forecast: the shown scenarios with their distributions, in the order of the document. */
import { computed } from '@preact/signals';
import type { HistogramView } from '../engine/histogram.ts';
import type { Observed } from '../engine/statistics.ts';
import type { OutcomeMeta } from '../language/definition.ts';
import type { Change } from '../share/changes.ts';
import { outcomeOf } from './model.ts';
import { countsOf, differenceOf, type Forecast, levelOf, subjectIn } from './results.ts';
import { forecast, settled } from './run.ts';
import type { ScenarioEdit } from './state/document.ts';
import { document as edited, request } from './state/store.ts';
import { date, outcomeId } from './state/view.ts';
import { type Subject, subjectOf } from './subject.ts';

/** What a chart shows of a scenario. */
export type Charted = Pick<ScenarioEdit, 'id' | 'name' | 'style'>;

export interface ScenarioResult {
  readonly scenario: Charted;
  readonly observed: Observed;
  /** What it is a distribution of. */
  readonly of: Subject;
}

export const outcome = computed<OutcomeMeta>(() => outcomeOf(outcomeId.value));

/** Scenarios in the order of the list that are not hidden, plus the selected one and the baseline. */
export const listed = computed(() => {
  const { scenarios, selected, baseline } = edited.value;
  return scenarios.filter((scenario) => !scenario.hidden || scenario.id === selected || scenario.id === baseline);
});

let lastCharted: readonly Charted[] = [];

/** `listed` for charts: the same array as long as they would show the same, so that a moved lever alone redraws none. */
export const charted = computed(() => {
  const next = listed.value.map(({ id, name, style }): Charted => ({ id, name, style }));
  if (!equal(lastCharted, next)) lastCharted = next;
  return lastCharted;
});
const equal = (a: readonly Charted[], b: readonly Charted[]): boolean =>
  a.length === b.length &&
  a.every(({ id, name, style }, i) => id === b[i]?.id && name === b[i]?.name && style === b[i]?.style);

/** What figures must be of; null while that is being computed. Whatever memoises a figure depends on it. */
export const settledRequest = computed(() => (settled.value ? request.value : null));

/**
 * What a figure from `from` is of, where it may be shown: it is of what the page now asks, or that is being computed, so
 * that a drag goes from answer to answer. Where nothing runs, a figure of anything else is no answer.
 */
function shownSubject(
  from: Forecast,
  scenario: string,
  outcomeShown: string,
  at: number,
  against?: string,
): Subject | null {
  const of = subjectIn(from, scenario, outcomeShown, at, against);
  // A chart that draws a frame later than the answer gets the newer forecast next.
  if (of === null || settledRequest.value === null || from !== forecast.value || isAsked(of)) return of;
  return null;
}

/** Whether a figure is of what the page now asks. */
export function isAsked({ key, scenario, against, outcome: id, date: at, threshold }: Subject): boolean {
  const aspect = {
    scenario: scenario.id,
    outcome: id,
    date: at,
    ...(against === null ? {} : { against: against.id }),
    ...(threshold === null ? {} : { threshold }),
  };
  return subjectOf(request.value, aspect)?.key === key;
}

/** Distributions of the answer at its date; scenarios without an answer are left out. */
export const levels = computed<readonly ScenarioResult[]>(() =>
  charted.value.flatMap((scenario) => {
    const observed = levelOf(forecast.value, scenario.id, outcomeId.value, date.value);
    const of = shownSubject(forecast.value, scenario.id, outcomeId.value, date.value);
    return observed && of ? [{ scenario, observed, of }] : [];
  }),
);

/** The answer: what is known of the selected scenario; null before its first answer. */
export const answer = computed<ScenarioResult | null>(
  () => levels.value.find(({ scenario }) => scenario.id === edited.value.selected) ?? null,
);

/** What the page now assumes of the selected scenario other than the model does. */
export const assumed = computed<readonly Change[]>(
  () => subjectOf(request.value, { scenario: edited.value.selected, outcome: '', date: 0 })?.assumptions ?? [],
);

/** Paired differences from the baseline, of those of the scenarios that have one. */
export function differencesIn(
  from: Forecast,
  scenarios: readonly Charted[],
  baseline: string,
  outcomeShown: string,
  at: number,
): readonly ScenarioResult[] {
  return scenarios.flatMap((scenario) => {
    const observed = differenceOf(from, scenario.id, baseline, outcomeShown, at);
    const of = observed && shownSubject(from, scenario.id, outcomeShown, at, baseline);
    return observed && of ? [{ scenario, observed, of }] : [];
  });
}

/** Paired differences of the answer. */
export const differences = computed(() =>
  differencesIn(forecast.value, charted.value, edited.value.baseline, outcomeId.value, date.value),
);

export interface ResultOverTime {
  readonly scenario: Charted;
  /** One per date of the outcome. */
  readonly counts: readonly HistogramView[];
  /** What the first of them is of. */
  readonly of: Subject;
}

/** An outcome by date in those of the scenarios that have an answer. */
export function levelsOverTime(
  from: Forecast,
  scenarios: readonly Charted[],
  shown: OutcomeMeta,
): readonly ResultOverTime[] {
  return scenarios.flatMap((scenario) => {
    const of = shownSubject(from, scenario.id, shown.id, shown.at[0] ?? 0);
    if (of === null) return [];
    const counts = shown.at.map((at) => countsOf(from, scenario.id, shown.id, at)).filter((one) => one !== null);
    return counts.length === shown.at.length && counts.length > 0 ? [{ scenario, counts, of }] : [];
  });
}
