/** What each lever can still do for the answer on screen, from one run of all of them while the page rests. */
import { gainRequest, leverGains } from '../analysis/lever-gains.ts';
import { MEDIAN, type Target } from '../analysis/statistic.ts';
import type { IdleJob } from './idle.ts';
import { found } from './lever-gain.ts';
import { model } from './model.ts';
import { document as edited } from './state/store.ts';
import { date, outcomeId } from './state/view.ts';
import { subjectOf } from './subject.ts';

/** Of each end: differences on the same draws are told apart to a few hundredths of a month. */
const SAMPLES = 8192;

const target = (): Target => ({ outcome: outcomeId.value, date: date.value, statistic: MEDIAN });

export const gainsJob: IdleJob = {
  ask(settled) {
    const { selected } = edited.value;
    const scenario = settled.scenarios.find(({ id }) => id === selected);
    return scenario === undefined || model.meta.levers.length === 0
      ? null
      : gainRequest(settled, model.meta, scenario, target(), SAMPLES);
  },
  take({ request, tally }) {
    const [scenario] = request.scenarios;
    if (scenario === undefined) return;
    const [outcome] = request.outcomes;
    const [at] = outcome?.dates ?? [];
    if (outcome === undefined || at === undefined) return;
    const of = subjectOf(request, { scenario: scenario.id, outcome: outcome.id, date: at });
    const each = leverGains(tally, model.meta, scenario, { outcome: outcome.id, date: at, statistic: MEDIAN });
    if (of !== null) found.value = { of, byLever: new Map(each.map((gain) => [gain.id, gain])) };
  },
};
