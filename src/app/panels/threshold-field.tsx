/** The threshold of "at least", typed: as far as can be known at the date. */
import type { VNode } from 'preact';
import { thresholdRange } from '../../share/held-threshold.ts';
import { horizonOf } from '../chance.ts';
import { NumberField } from '../controls/number-field.tsx';
import { outcome } from '../entries.ts';
import { date, threshold } from '../state/view.ts';
import { numberWords, unitOf } from '../wording.ts';

export function ThresholdField(): VNode {
  const [low, high] = thresholdRange(outcome.value);
  return (
    <NumberField
      className="inline-number"
      label={`Threshold in ${unitOf(outcome.value)}`}
      value={threshold.value}
      low={low}
      high={Math.min(high, horizonOf(outcome.value, date.value))}
      format={(value) => numberWords(value, 2)}
      onCommit={(value) => {
        threshold.value = value;
      }}
    />
  );
}
