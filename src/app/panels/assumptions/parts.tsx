/** The parts of a mixture: each with its weight, its family and that family's own numbers. */
import type { VNode } from 'preact';
import type { Distribution } from '../../../language/definition.ts';
import { FAMILIES, type Part } from '../../../language/families/index.ts';
import { NumberField } from '../../controls/number-field.tsx';
import { asFamily } from '../../densities.ts';
import { parameterWords } from './parameter-words.ts';
import { Parameters } from './parameters.tsx';
import { problemOf } from './problem.ts';

export interface PartsProps {
  readonly label: string;
  readonly distribution: Extract<Distribution, { family: 'mixture' }>;
  readonly onChange: (distribution: Distribution) => void;
}

const CHOICES = Object.values(FAMILIES).filter(({ family }) => family !== 'mixture');

export function Parts({ label, distribution, onChange }: PartsProps): VNode {
  const { parts } = distribution;
  const put = (next: typeof parts): Distribution => ({ ...distribution, parts: next });
  const replaced = (index: number, weight: number, part: Distribution): Distribution =>
    // Only families of parts can be chosen.
    put(parts.map((old, at) => (at === index ? [weight, part as Part] : old)));
  const without = (index: number): Distribution => put(parts.filter((_, at) => at !== index));
  const [, last] = parts.at(-1) ?? [1, undefined];
  const grown = last === undefined ? distribution : put([...parts, [parts.at(-1)?.[0] ?? 1, last]]);
  return (
    <span class="parts">
      {parts.map(([weight, part], index) => {
        const name = `${label}, part ${index + 1}`;
        return (
          <span class="mixture-part" key={`${index}`}>
            <span class="parameter">
              <NumberField
                label={`${name}, weight`}
                value={weight}
                format={parameterWords}
                check={(typed) => problemOf(replaced(index, typed, part))}
                onCommit={(typed) => onChange(replaced(index, typed, part))}
              />
              <span class="parameter-name">×</span>
              <select
                aria-label={`${name}, family`}
                value={part.family}
                onChange={(event) => {
                  const next = replaced(index, weight, asFamily(part, event.currentTarget.value as Part['family']));
                  if (problemOf(next) === null) onChange(next);
                  else event.currentTarget.value = part.family;
                }}
              >
                {CHOICES.map(({ family, label: words }) => (
                  <option key={family} value={family}>
                    {words}
                  </option>
                ))}
              </select>
              <button
                type="button"
                class="point-remove"
                disabled={parts.length === 1}
                aria-label={`Remove ${name}`}
                onClick={() => onChange(without(index))}
              >
                ×
              </button>
            </span>
            <Parameters label={name} distribution={part} onChange={(next) => onChange(replaced(index, weight, next))} />
          </span>
        );
      })}
      <button type="button" class="link small" disabled={problemOf(grown) !== null} onClick={() => onChange(grown)}>
        add a part
      </button>
    </span>
  );
}
