/** Is A better than B? Both policies in the same futures. */
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { assumptionsOf } from '../assumption-words.ts';
import { Chart } from '../charts/chart.tsx';
import { differenceFigure } from '../charts/difference.ts';
import { useOnScreen } from '../controls/on-screen.ts';
import { charted, differencesIn, outcome, settledRequest } from '../entries.ts';
import { scenarioOf } from '../state/document.ts';
import { document as edited } from '../state/store.ts';
import { date } from '../state/view.ts';
import { Pending } from './pending.tsx';
import { useResting } from './resting.ts';

export function DifferencePanel(): VNode {
  const [host, seen] = useOnScreen<HTMLDivElement>();
  const current = useResting(seen);
  const scenarios = charted.value;
  const { baseline, selected } = edited.value;
  const baselineName = scenarioOf(edited.value, baseline).name;
  const [shown, at, asked] = [outcome.value, date.value, settledRequest.value];
  const drawn = useMemo(() => {
    const found = differencesIn(current, scenarios, baseline, shown.id, at);
    if (found.length === 0) return null;
    const figure = differenceFigure({
      entries: found.map(({ scenario, observed }) => ({ ...scenario, observed })),
      selected,
      baselineName,
      outcome: shown,
      date: at,
    });
    return { figure, assumed: assumptionsOf(found) };
  }, [current, asked, scenarios, baseline, baselineName, selected, shown, at]);
  return (
    <div ref={host} style={{ '--rows': scenarios.length - 1 }}>
      {drawn ? (
        <Chart {...drawn} className="chart-rows" fileName={`headway-${shown.id}-difference`} />
      ) : (
        <Pending what="The difference" />
      )}
    </div>
  );
}
