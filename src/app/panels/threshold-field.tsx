/** The threshold of "at least", typed. */
import type { VNode } from 'preact';
import { NumberField } from '../controls/number-field.tsx';
import { outcome } from '../entries.ts';
import { threshold } from '../state/view.ts';
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
      high={high ?? 0}
      format={(value) => numberWords(value, 2)}
      onCommit={(value) => {
        threshold.value = value;
      }}
    />
  );
}
