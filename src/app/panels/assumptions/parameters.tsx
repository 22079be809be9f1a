/** The numbers of a distribution, edited in place and refused in words by the family itself. */
import type { VNode } from 'preact';
import type { Distribution } from '../../../language/definition.ts';
import { familyOf } from '../../../language/families/index.ts';
import { NumberField } from '../../controls/number-field.tsx';
import { threeQuantiles } from '../../densities.ts';
import { Pairs } from './pairs.tsx';
import { parameterWords } from './parameter-words.ts';
import { problemOf } from './problem.ts';

export interface ParametersProps {
  readonly label: string;
  readonly distribution: Distribution;
  readonly onChange: (distribution: Distribution) => void;
}

export function Parameters({ label, distribution, onChange }: ParametersProps): VNode {
  const { parameters, list } = familyOf(distribution);
  if (list !== undefined) {
    return (
      <>
        <Pairs label={label} list={list} distribution={distribution} onChange={onChange} />
        <ThreeQuantiles distribution={distribution} />
      </>
    );
  }
  const direct = parameters.every(({ quantile }) => quantile);
  const values = new Map<string, unknown>(Object.entries(distribution));
  // A field of the same distribution with another number.
  const put = (name: string, value: number) => ({ ...distribution, [name]: value }) as Distribution;
  return (
    <>
      <span class="parameters">
        {parameters.map(({ name }) => (
          <span class="parameter" key={name}>
            {direct ? null : <span class="parameter-name">{name}</span>}
            <NumberField
              label={`${label}, ${name}`}
              value={Number(values.get(name))}
              format={parameterWords}
              check={(typed) => problemOf(put(name, typed))}
              onCommit={(typed) => onChange(put(name, typed))}
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
