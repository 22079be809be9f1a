/** The numbers of a distribution, edited in place and refused in words by the family itself. */
import type { VNode } from 'preact';
import type { Distribution } from '../../../language/definition.ts';
import { familyOf } from '../../../language/families/index.ts';
import { NumberField } from '../../controls/number-field.tsx';
import { threeQuantiles } from '../../densities.ts';

interface Parameter {
  readonly name: string;
  readonly value: number;
  readonly put: (value: number) => Distribution;
}

/** What can be typed, in three columns or fewer. */
function parametersOf(distribution: Distribution): readonly Parameter[] {
  switch (distribution.family) {
    case 'normal':
    case 'lognormal':
    case 'logitnormal':
      return (['p5', 'p50', 'p95'] as const).map((name) => ({
        name,
        value: distribution[name],
        put: (value) => ({ ...distribution, [name]: value }),
      }));
    case 'uniform':
      return (['min', 'max'] as const).map((name) => ({
        name,
        value: distribution[name],
        put: (value) => ({ ...distribution, [name]: value }),
      }));
    case 'triangular':
    case 'pert':
      return (['min', 'mode', 'max'] as const).map((name) => ({
        name,
        value: distribution[name],
        put: (value) => ({ ...distribution, [name]: value }),
      }));
    case 'beta':
      return (['alpha', 'beta', 'min', 'max'] as const).map((name) => ({
        name,
        value: distribution[name],
        put: (value) => ({ ...distribution, [name]: value }),
      }));
    case 'quantiles':
      return distribution.quantiles.map(([probability, value], index) => ({
        name: `${Number((100 * probability).toFixed(2))} %`,
        value,
        put: (next) => ({
          ...distribution,
          quantiles: distribution.quantiles.map((pair, at) => (at === index ? ([pair[0], next] as const) : pair)),
        }),
      }));
  }
}

/** Four significant digits: enough to type, few enough to read. */
export function parameterWords(value: number): string {
  return String(Number(value.toPrecision(4))).replace('-', '−');
}

export interface ParametersProps {
  readonly label: string;
  readonly distribution: Distribution;
  readonly onChange: (distribution: Distribution) => void;
}

const QUANTILES = new Set(['p5', 'p50', 'p95']);

export function Parameters({ label, distribution, onChange }: ParametersProps): VNode {
  const family = familyOf(distribution);
  const parameters = parametersOf(distribution);
  const direct = parameters.every(({ name }) => QUANTILES.has(name));
  return (
    <>
      <span class="parameters">
        {parameters.map(({ name, value, put }) => (
          <span class="parameter" key={name}>
            {direct ? null : <span class="parameter-name">{name}</span>}
            <NumberField
              label={`${label}, ${name}`}
              value={value}
              format={parameterWords}
              check={(typed) => {
                const problem = family.check(put(typed));
                return problem === null ? null : `${problem.problem}. ${problem.remedy}`;
              }}
              onCommit={(typed) => onChange(put(typed))}
            />
          </span>
        ))}
      </span>
      {direct ? null : (
        <span class="parameter-quantiles muted">
          5/50/95 %: {threeQuantiles(distribution).map(parameterWords).join(' / ')}
        </span>
      )}
    </>
  );
}
