/** What every question of the Why area is asked about: the measure on screen, at its date, under the policies shown. */
import { computed, signal } from '@preact/signals';
import { MEDIAN, type Statistic, type Target } from '../../../analysis/statistic.ts';
import type { ForecastRequest } from '../../../engine/types.ts';
import { outcome } from '../../entries.ts';
import type { ScenarioEdit } from '../../state/document.ts';
import { document as edited, request, selected } from '../../state/store.ts';
import { date, threshold } from '../../state/view.ts';

export const STATISTICS = ['median', 'atLeast', 'low', 'high', 'mean'] as const;
export type StatisticName = (typeof STATISTICS)[number];

export const statisticName = signal<StatisticName>('median');

function statisticOf(name: StatisticName): Statistic {
  switch (name) {
    case 'median':
      return MEDIAN;
    case 'atLeast':
      return { kind: 'atLeast', threshold: threshold.value };
    case 'low':
      return { kind: 'quantile', p: 0.05 };
    case 'high':
      return { kind: 'quantile', p: 0.95 };
    case 'mean':
      return { kind: 'mean' };
    default:
      return name satisfies never;
  }
}

export const target = computed<Target>(() => ({
  outcome: outcome.value.id,
  date: date.value,
  statistic: statisticOf(statisticName.value),
}));

/** The forecast under study without what analyses choose for themselves: how long and what the live run counts. */
export const studied = computed<ForecastRequest>(() => ({
  ...request.value,
  samples: 4096,
  paired: false,
  outcomes: [{ id: outcome.value.id, dates: [date.value] }],
}));

/** The request of one scenario alone. */
export function studiedAlone(of: ForecastRequest, scenario: string): ForecastRequest {
  return { ...of, scenarios: of.scenarios.filter(({ id }) => id === scenario) };
}

/** Samples of each point or setting. */
export const EFFORTS = [1024, 4096, 16_384] as const;
export const effort = signal<number>(4096);

/** A scenario of the document by id; the selected one where it has gone. */
export function scenarioById(id: string): ScenarioEdit {
  return edited.value.scenarios.find((scenario) => scenario.id === id) ?? selected.value;
}
