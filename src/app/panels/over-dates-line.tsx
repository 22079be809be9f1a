/** The answer across its dates as a sentence, for all shown policies. */
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { charted, levelsOverTime, outcome, settledRequest } from '../entries.ts';
import { overDatesWords } from '../over-dates.ts';
import { threshold } from '../state/view.ts';
import { useResting } from './resting.ts';

export function OverDatesLine(): VNode {
  const current = useResting(true);
  const [scenarios, shown, level, asked] = [charted.value, outcome.value, threshold.value, settledRequest.value];
  const words = useMemo(() => {
    const entries = levelsOverTime(current, scenarios, shown);
    return entries.length === 0
      ? '…'
      : overDatesWords(
          entries.map(({ scenario: { name }, counts }) => ({ name, counts })),
          shown,
          level,
        );
  }, [current, asked, scenarios, shown, level]);
  return <p class="over-dates">{words}</p>;
}
