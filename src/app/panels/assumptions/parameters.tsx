/** The numbers of a distribution, edited in place and refused in words by the family itself. */
import type { VNode } from 'preact';
import type { Distribution, QuantilesDistribution } from '../../../language/definition.ts';
import { NumberField } from '../../controls/number-field.tsx';
import { threeQuantiles } from '../../densities.ts';
import { parameterWords } from './parameter-words.ts';
import { problemOf } from './problem.ts';
import { QuantilePoints } from './quantile-points.tsx';

interface Parameter {
  readonly name: string;
  readonly value: number;
  readonly put: (value: number) => Distribution;
}

/** What can be typed, by family. */
function parametersOf(distribution: Exclude<Distribution, QuantilesDistribution>): readonly Parameter[] {
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
  }
}

export interface ParametersProps {
  readonly label: string;
  readonly distribution: Distribution;
  readonly onChange: (distribution: Distribution) => void;
}

const QUANTILES = new Set(['p5', 'p50', 'p95']);

export function Parameters({ label, distribution, onChange }: ParametersProps): VNode {
  if (distribution.family === 'quantiles') {
    return (
      <>
        <QuantilePoints label={label} distribution={distribution} onChange={onChange} />
        <ThreeQuantiles distribution={distribution} />
      </>
    );
  }
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
              check={(typed) => problemOf(put(typed))}
              onCommit={(typed) => onChange(put(typed))}
            />
          </span>
        ))}
      </span>
      {direct ? null : <ThreeQuantiles distribution={distribution} />}
    </>
  );
}

/** The points by which inputs are compared, where they are not what is typed. */
function ThreeQuantiles({ distribution }: { distribution: Distribution }): VNode {
  return (
    <span class="parameter-quantiles muted">
      5/50/95 %: {threeQuantiles(distribution).map(parameterWords).join(' / ')}
    </span>
  );
}
