/** Single samples as JSON and text: outcomes by date, inputs by id, series by name. */

import type { Evaluation, ForecastRequest } from '../engine/types.ts';

/** Null where censored; "NaN" and "-Infinity", which JSON cannot carry as numbers, as text. */
export type Value = number | null | 'NaN' | '-Infinity';

export type OutcomeValues = Readonly<Record<string, Readonly<Record<string, Value>>>>;

export function jsonValue(value: number): Value {
  if (Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? null : '-Infinity';
}

/** Outcomes of one row in the first scenario. */
export function outcomesOfRow(request: ForecastRequest, evaluation: Evaluation, row: number): OutcomeValues {
  const outcomes = evaluation.outcomes[row]?.[0] ?? [];
  return Object.fromEntries(
    request.outcomes.map(({ id, dates }, i) => {
      const values = dates.map((date, k): [string, Value] => [String(date), jsonValue(outcomes[i]?.[k] ?? Number.NaN)]);
      return [id, Object.fromEntries(values)];
    }),
  );
}

/** Series of one row in the first scenario, by name. */
export function seriesOfRow(evaluation: Evaluation, row: number): Readonly<Record<string, readonly Value[]>> {
  const series = evaluation.series[row]?.[0] ?? [];
  return Object.fromEntries(evaluation.seriesNames.map((name, i) => [name, [...(series[i] ?? [])].map(jsonValue)]));
}

/** A value for reading: six significant digits, "> horizon" where censored. */
export function valueText(value: Value): string {
  if (value === null) return '> horizon';
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : value;
}
