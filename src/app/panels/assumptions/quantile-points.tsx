/** A distribution given by its quantiles: each point's chance and value are typed, points are added and taken away. */
import type { VNode } from 'preact';
import type { QuantilesDistribution } from '../../../language/definition.ts';
import { displayQuantile } from '../../../language/families/index.ts';
import { normalQuantile } from '../../../language/portable.ts';
import { NumberField } from '../../controls/number-field.tsx';
import { parameterWords } from './parameter-words.ts';
import { problemOf } from './problem.ts';

type Point = QuantilesDistribution['quantiles'][number];

export interface QuantilePointsProps {
  readonly label: string;
  readonly distribution: QuantilesDistribution;
  readonly onChange: (distribution: QuantilesDistribution) => void;
}

const percent = (probability: number): number => Number((100 * probability).toFixed(4));

/**
 * With one more point, in the middle of the widest gap between two (the chances 0 and 1 count as ends), where the
 * distribution is now: adding it changes next to nothing.
 */
export function withPoint(distribution: QuantilesDistribution): QuantilesDistribution {
  const points = distribution.quantiles;
  const ends = [0, ...points.map(([probability]) => probability), 1];
  let widest = 1;
  ends.forEach((end, k) => {
    if (k > 0 && end - (ends[k - 1] ?? 0) > (ends[widest] ?? 0) - (ends[widest - 1] ?? 0)) widest = k;
  });
  const probability = Number((((ends[widest - 1] ?? 0) + (ends[widest] ?? 1)) / 2).toPrecision(4));
  const value = Number(displayQuantile(distribution)(normalQuantile(probability)).toPrecision(4));
  const quantiles = [...points, [probability, value] as const].sort(([a], [b]) => a - b);
  return { ...distribution, quantiles };
}

export function QuantilePoints({ label, distribution, onChange }: QuantilePointsProps): VNode {
  const points = distribution.quantiles;
  const replaced = (index: number, point: Point): QuantilesDistribution => ({
    ...distribution,
    quantiles: points.map((old, at) => (at === index ? point : old)),
  });
  const without = (index: number): QuantilesDistribution => ({
    ...distribution,
    quantiles: points.filter((_, at) => at !== index),
  });
  return (
    <span class="parameters">
      {points.map(([probability, value], index) => (
        <span class="parameter" key={`${index}`}>
          <NumberField
            className="chance"
            label={`${label}, chance below point ${index + 1}, %`}
            value={percent(probability)}
            low={0}
            high={100}
            format={parameterWords}
            check={(typed) => problemOf(replaced(index, [typed / 100, value]))}
            onCommit={(typed) => onChange(replaced(index, [typed / 100, value]))}
            suffix="%"
          />
          <NumberField
            label={`${label}, ${percent(probability)} %`}
            value={value}
            format={parameterWords}
            check={(typed) => problemOf(replaced(index, [probability, typed]))}
            onCommit={(typed) => onChange(replaced(index, [probability, typed]))}
          />
          <button
            type="button"
            class="point-remove"
            disabled={problemOf(without(index)) !== null}
            aria-label={`Remove the point at ${percent(probability)} % of ${label}`}
            onClick={() => onChange(without(index))}
          >
            ×
          </button>
        </span>
      ))}
      <button
        type="button"
        class="link small"
        disabled={problemOf(withPoint(distribution)) !== null}
        onClick={() => onChange(withPoint(distribution))}
      >
        add a point
      </button>
    </span>
  );
}
