/** Observed values as a text of numbers: pasted from a sheet, taken when the field is left. */
import type { VNode } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Distribution } from '../../../language/definition.ts';
import { problemOf } from './problem.ts';

export interface ObservedProps {
  readonly label: string;
  readonly distribution: Extract<Distribution, { family: 'data' }>;
  readonly onChange: (distribution: Distribution) => void;
}

export function Observed({ label, distribution, onChange }: ObservedProps): VNode {
  const [problem, setProblem] = useState<string | null>(null);
  const problemId = useId();
  const commit = (text: string): void => {
    const words = text.split(/[\s,;]+/).filter((word) => word !== '');
    const wrong = words.find((word) => !Number.isFinite(Number(word)));
    const next: Distribution = { ...distribution, values: words.map(Number) };
    const fault = wrong === undefined ? problemOf(next) : `"${wrong}" is not a number`;
    setProblem(fault);
    if (fault === null) onChange(next);
  };
  return (
    <span class="number-field observed">
      <textarea
        rows={2}
        cols={28}
        aria-label={`${label}, observed values`}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : problemId}
        value={distribution.values.join(' ')}
        onChange={(event) => commit(event.currentTarget.value)}
      />
      {problem === null ? null : (
        <span id={problemId} class="field-problem" role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}
