/** The distribution of the answer as its charts take it, on screen and on paper. */
import { useMemo } from 'preact/hooks';
import { ghost } from '../before.ts';
import { horizonOf } from '../chance.ts';
import type { DistributionView } from '../charts/distribution.ts';
import { outcome, type ScenarioResult } from '../entries.ts';
import { document as edited } from '../state/store.ts';
import { date, threshold } from '../state/view.ts';
import { dateWords } from '../wording.ts';

/** Of `found`; the same object as long as it would show the same. */
export function useDistributionView(found: readonly ScenarioResult[]): DistributionView {
  const { selected, baseline } = edited.value;
  const [shown, at, level, was] = [outcome.value, date.value, threshold.value, ghost.value];
  return useMemo(
    () => ({
      entries: found.map(({ scenario, observed }) => ({ ...scenario, observed })),
      selected,
      baseline,
      outcome: shown,
      when: `at ${dateWords(at)}`,
      horizon: horizonOf(shown, at),
      threshold: level,
      ghost: was,
    }),
    [found, selected, baseline, shown, at, level, was],
  );
}
