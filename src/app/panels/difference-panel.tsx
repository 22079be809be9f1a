/** Is A better than B? Both policies in the same futures. */
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { Chart } from '../charts/chart.tsx';
import { differenceFigure } from '../charts/difference.ts';
import { differences, outcome } from '../entries.ts';
import { scenarioOf } from '../state/document.ts';
import { document as edited } from '../state/store.ts';
import { date } from '../state/view.ts';
import { Pending } from './pending.tsx';

export function DifferencePanel(): VNode {
  const found = differences.value;
  const doc = edited.value;
  const [shown, at] = [outcome.value, date.value];
  const figure = useMemo(() => {
    if (found.length === 0) return null;
    return differenceFigure({
      entries: found.map(({ scenario, observed }) => ({ ...scenario, observed })),
      selected: doc.selected,
      baselineName: scenarioOf(doc, doc.baseline).name,
      outcome: shown,
      date: at,
    });
  }, [found, doc, shown, at]);
  if (!figure) return <Pending what="The difference" />;
  return <Chart figure={figure} fileName={`headway-${shown.id}-difference`} />;
}
