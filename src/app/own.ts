/**
 * The answer under the model's own assumptions, to stand beside one under changed ones: the same policy in the same draws,
 * run once the forecast itself is done and nothing else is asked of the pool.
 */
import { computed, signal } from '@preact/signals';
import type { Observed } from '../engine/statistics.ts';
import type { ForecastRequest } from '../engine/types.ts';
import type { IdleJob } from './idle.ts';
import { model } from './model.ts';
import { levelOf, type Snapshot, subjectIn } from './results.ts';
import { policyStartSwitch } from './state/document.ts';
import { document as edited, request } from './state/store.ts';
import { date, outcomeId } from './state/view.ts';
import { subjectOf } from './subject.ts';

/** The request of one scenario with the model's own assumptions; null where it has them already. */
export function ownRequest(of: ForecastRequest, id: string): ForecastRequest | null {
  const scenario = of.scenarios.find((one) => one.id === id);
  if (scenario === undefined) return null;
  const { switches } = scenario;
  const start = policyStartSwitch(model.meta);
  const own = Object.fromEntries(
    model.meta.switches.map(({ id: name, default: usual }) => [
      name,
      name === start ? (switches[name] ?? usual) : usual,
    ]),
  );
  const next: ForecastRequest = {
    ...of,
    scenarios: [{ ...scenario, switches: own }],
    paired: false,
    inputs: {},
    correlations: null,
    cuts: Object.fromEntries(Object.entries(of.cuts).map(([name, cuts]) => [name, { ...cuts, differences: [] }])),
  };
  const asked = subjectOf(of, { scenario: id, outcome: '', date: 0 });
  return asked === null || asked.assumptions.length === 0 ? null : next;
}

const found = signal<Snapshot | null>(null);

/** The distribution on screen, had nothing been assumed otherwise; null while it is not known. */
export const ownObserved = computed<Observed | null>(() => {
  const { selected } = edited.value;
  const snapshot = found.value;
  const asked = ownRequest(request.value, selected);
  if (snapshot === null || asked === null) return null;
  const forecast = { preview: null, full: snapshot };
  const of = subjectIn(forecast, selected, outcomeId.value, date.value);
  const wanted = subjectOf(asked, { scenario: selected, outcome: outcomeId.value, date: date.value });
  return of !== null && of.key === wanted?.key ? levelOf(forecast, selected, outcomeId.value, date.value) : null;
});

export const ownJob: IdleJob = {
  ask: (settled) => ownRequest(settled, edited.value.selected),
  take: (result) => {
    found.value = result;
  },
};
