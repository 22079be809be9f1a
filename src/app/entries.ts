/** What panels show of the present forecast: the shown scenarios with their distributions, in the order of the document. */
import { computed } from '@preact/signals';
import type { HistogramView } from '../engine/histogram.ts';
import type { Observed } from '../engine/statistics.ts';
import type { OutcomeMeta } from '../language/definition.ts';
import { outcomeOf } from './model.ts';
import { countsOf, differenceOf, type Forecast, levelOf } from './results.ts';
import { forecast } from './run.ts';
import type { ScenarioEdit } from './state/document.ts';
import { document as edited } from './state/store.ts';
import { date, outcomeId } from './state/view.ts';

/** What a chart shows of a scenario. */
export type Charted = Pick<ScenarioEdit, 'id' | 'name' | 'style'>;

export interface ScenarioResult {
  readonly scenario: Charted;
  readonly observed: Observed;
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

/** Distributions of the answer at its date; scenarios without a first answer yet are left out. */
export const levels = computed<readonly ScenarioResult[]>(() =>
  charted.value.flatMap((scenario) => {
    const observed = levelOf(forecast.value, scenario.id, outcomeId.value, date.value);
    return observed ? [{ scenario, observed }] : [];
  }),
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
    return observed ? [{ scenario, observed }] : [];
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
}

/** An outcome by date in those of the scenarios that have an answer. */
export function levelsOverTime(
  from: Forecast,
  scenarios: readonly Charted[],
  shown: OutcomeMeta,
): readonly ResultOverTime[] {
  return scenarios.flatMap((scenario) => {
    const counts = shown.at.map((at) => countsOf(from, scenario.id, shown.id, at)).filter((one) => one !== null);
    return counts.length === shown.at.length && counts.length > 0 ? [{ scenario, counts }] : [];
  });
}
