/** The threshold of "at least", typed. */
import type { VNode } from 'preact';
import { thresholdRange } from '../../share/held-threshold.ts';
import { NumberField } from '../controls/number-field.tsx';
import { outcome } from '../entries.ts';
import { threshold } from '../state/view.ts';
import { numberWords, unitOf } from '../wording.ts';

export function ThresholdField(): VNode {
  const [low, high] = thresholdRange(outcome.value);
  return (
    <NumberField
      className="inline-number"
      label={`Threshold in ${unitOf(outcome.value)}`}
      value={threshold.value}
      low={low}
      high={high}
      format={(value) => numberWords(value, 2)}
      onCommit={(value) => {
        threshold.value = value;
      }}
    />
  );
}
