/** The threshold of "at least", typed: as far as can be known at the date. */
import type { VNode } from 'preact';
import { horizonOf } from '../chance.ts';
import { NumberField } from '../controls/number-field.tsx';
import { outcome } from '../entries.ts';
import { date, threshold } from '../state/view.ts';
import { numberWords, unitOf } from '../wording.ts';

export function ThresholdField(): VNode {
  const { range, scale } = outcome.value;
  const [low, high] = scale === 'log10' ? range.map((at) => 10 ** at) : range;
  return (
    <NumberField
      className="inline-number"
      label={`Threshold in ${unitOf(outcome.value)}`}
      value={threshold.value}
      low={low ?? 0}
      high={Math.min(high ?? 0, horizonOf(outcome.value, date.value))}
      format={(value) => numberWords(value, 2)}
      onCommit={(value) => {
        threshold.value = value;
      }}
    />
  );
}
