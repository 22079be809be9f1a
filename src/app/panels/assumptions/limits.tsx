/** The limits that cut a distribution off: typed, added where most of it stays, and taken away. */
import type { VNode } from 'preact';
import type { Distribution } from '../../../language/definition.ts';
import { displayQuantile, type Limits } from '../../../language/families/index.ts';
import { NumberField } from '../../controls/number-field.tsx';
import { parameterWords } from './parameter-words.ts';
import type { ParametersProps } from './parameters.tsx';
import { problemOf } from './problem.ts';

export function LimitFields({ label, distribution, onChange }: ParametersProps): VNode | null {
  const { within } = distribution;
  if (within === undefined) return null;
  const put = (limits: Limits): Distribution => ({ ...distribution, within: limits });
  const field = (name: string, value: number, limitsOf: (typed: number) => Limits) => (
    <NumberField
      label={`${label}, ${name} limit`}
      value={value}
      format={parameterWords}
      check={(typed) => problemOf(put(limitsOf(typed)))}
      onCommit={(typed) => onChange(put(limitsOf(typed)))}
    />
  );
  const [low, high] = within;
  return (
    <span class="parameters">
      <span class="parameter">
        <span class="parameter-name">within</span>
        {field('lower', low, (typed) => [typed, high])}
        {field('upper', high, (typed) => [low, typed])}
        <button
          type="button"
          class="point-remove"
          aria-label={`Remove the limits of ${label}`}
          onClick={() => onChange(without(distribution))}
        >
          ×
        </button>
      </span>
    </span>
  );
}

function without({ within: _, ...rest }: Distribution): Distribution {
  return rest as Distribution;
}

/** In the disclosure of a row: limits where there are none, at about the ends of what is drawn. */
export function AddLimits({ label, distribution, onChange }: ParametersProps): VNode | null {
  if (distribution.within !== undefined) return null;
  const value = displayQuantile(distribution);
  const [low, high] = [value(-2.5), value(2.5)].map((x) => Number(x.toPrecision(3)));
  const next: Distribution = { ...distribution, within: [low ?? 0, high ?? 1] };
  return (
    <button
      type="button"
      class="link small"
      disabled={problemOf(next) !== null}
      aria-label={`Limit ${label} to a range`}
      onClick={() => onChange(next)}
    >
      limit to a range
    </button>
  );
}
