/** The distribution of the answer, with its threshold. */

import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { assumptionsOf } from '../assumption-words.ts';
import { Chart } from '../charts/chart.tsx';
import { cumulativeFigure, dotFigure, histogramFigure } from '../charts/distribution.ts';
import { Choice } from '../controls/choice.tsx';
import { levels } from '../entries.ts';
import { date, type Shape, shape } from '../state/view.ts';
import { useDistributionView } from './distribution-view.ts';
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
  const view = useDistributionView(found);
  const kind = shape.value;
  const figure = useMemo(() => (found.length === 0 ? null : FIGURES[kind](view)), [found, view, kind]);
  if (!figure) return <Pending what="The distribution" />;
  return (
    <Chart
      figure={figure}
      assumed={assumptionsOf(found)}
      className="chart-tall"
      fileName={`headway-${view.outcome.id}-${date.value}-${kind}`}
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
