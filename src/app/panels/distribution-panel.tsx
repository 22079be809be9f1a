/** The distribution of the answer, with its threshold. */

import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { Chart } from '../charts/chart.tsx';
import { cumulativeFigure, type DistributionView, dotFigure, histogramFigure } from '../charts/distribution.ts';
import { Choice } from '../controls/choice.tsx';
import { levels, outcome } from '../entries.ts';
import { document as edited } from '../state/store.ts';
import { date, type Shape, shape, threshold } from '../state/view.ts';
import { Pending } from './pending.tsx';
import { ThresholdHandle } from './threshold-handle.tsx';

const SHAPES: readonly (readonly [Shape, string])[] = [
  ['dots', 'Dots'],
  ['histogram', 'Histogram'],
  ['cumulative', 'Chance of at least'],
];

const FIGURES = { dots: dotFigure, histogram: histogramFigure, cumulative: cumulativeFigure } as const;

export function DistributionPanel(): VNode {
  const found = levels.value;
  const { selected, baseline } = edited.value;
  const [kind, shown, at, level] = [shape.value, outcome.value, date.value, threshold.value];
  const figure = useMemo(() => {
    if (found.length === 0) return null;
    const view: DistributionView = {
      entries: found.map(({ scenario, observed }) => ({ ...scenario, observed })),
      selected,
      baseline,
      outcome: shown,
      date: at,
      threshold: level,
    };
    return FIGURES[kind](view);
  }, [found, selected, baseline, shown, at, level, kind]);
  if (!figure) return <Pending what="The distribution" />;
  return (
    <Chart
      figure={figure}
      className="chart-tall"
      fileName={`headway-${shown.id}-${at}-${kind}`}
      controls={
        <Choice
          label="Shape of the distribution"
          value={kind}
          options={SHAPES}
          onChange={(next) => {
            shape.value = next;
          }}
        />
      }
      overlay={(geometry) => <ThresholdHandle geometry={geometry} />}
    />
  );
}
