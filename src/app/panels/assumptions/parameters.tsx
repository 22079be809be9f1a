/** What a distribution is given by, edited in place and refused in words by the family itself. */
import type { VNode } from 'preact';
import type { TypedRange } from '../../../engine/read-number.ts';
import type { Distribution } from '../../../language/definition.ts';
import { familyOf, parametersOf, recordOf } from '../../../language/families/index.ts';
import { NumberField } from '../../controls/number-field.tsx';
import { threeQuantiles } from '../../densities.ts';
import { LimitFields } from './limits.tsx';
import { Observed } from './observed.tsx';
import { Pairs } from './pairs.tsx';
import { parameterWords } from './parameter-words.ts';
import { Parts } from './parts.tsx';
import { problemOf } from './problem.ts';

export interface ParametersProps {
  readonly label: string;
  readonly distribution: Distribution;
  readonly onChange: (distribution: Distribution) => void;
}

export function Parameters(props: ParametersProps): VNode {
  const { distribution } = props;
  const direct = isDirect(distribution);
  return (
    <>
      <Fields {...props} />
      <LimitFields {...props} />
      {direct ? null : <ThreeQuantiles distribution={distribution} />}
    </>
  );
}

/** Whether what is typed are the quantiles by which inputs are compared. */
function isDirect(distribution: Distribution): boolean {
  const numbers = parametersOf(distribution);
  return distribution.within === undefined && numbers.length > 0 && numbers.every(({ quantile }) => quantile);
}

function Fields(props: ParametersProps): VNode {
  const { label, distribution, onChange } = props;
  const { list } = familyOf(distribution);
  if (list !== undefined) return <Pairs label={label} list={list} distribution={distribution} onChange={onChange} />;
  if (distribution.family === 'data') return <Observed label={label} distribution={distribution} onChange={onChange} />;
  if (distribution.family === 'mixture') return <Parts label={label} distribution={distribution} onChange={onChange} />;
  return <Numbers {...props} />;
}

function Numbers({ label, distribution, onChange }: ParametersProps): VNode {
  const numbers = parametersOf(distribution);
  const direct = numbers.every(({ quantile }) => quantile);
  const values = new Map<string, unknown>(Object.entries(distribution));
  // A field of the same distribution with another number.
  const put = (name: string, value: number) => ({ ...distribution, [name]: value }) as Distribution;
  const takeRange = (range: TypedRange): string | null => {
    const next =
      numbers.map(({ name }) => name).join() === 'p5,p50,p95'
        ? spread(distribution, range)
        : recordOf(distribution.family).like(threeOf(distribution, range));
    const problem = problemOf(next);
    if (problem === null) onChange(next);
    return problem;
  };
  return (
    <span class="parameters">
      {numbers.map(({ name }) => (
        <span class="parameter" key={name}>
          {direct ? null : <span class="parameter-name">{name}</span>}
          <NumberField
            label={`${label}, ${name}`}
            value={Number(values.get(name))}
            format={parameterWords}
            check={(typed) => problemOf(put(name, typed))}
            onCommit={(typed) => onChange(put(name, typed))}
            onRange={takeRange}
          />
        </span>
      ))}
    </span>
  );
}

/** A range as three quantiles: where no middle is said, the median stays if it lies within, or is the middle of the family. */
function threeOf(distribution: Distribution, { low, middle, high }: TypedRange): readonly [number, number, number] {
  const [, median] = threeQuantiles(distribution);
  const between = low > 0 && distribution.family === 'lognormal' ? Math.sqrt(low * high) : (low + high) / 2;
  const chosen = middle ?? (median > low && median < high ? median : Number(between.toPrecision(4)));
  return [low, chosen, high];
}

function spread(distribution: Distribution, range: TypedRange): Distribution {
  const [p5, p50, p95] = threeOf(distribution, range);
  return { ...distribution, p5, p50, p95 } as Distribution;
}

/** The points by which inputs are compared, where they are not what is typed. */
function ThreeQuantiles({ distribution }: { distribution: Distribution }): VNode {
  return (
    <span class="parameter-quantiles muted">
      5/50/95 %: {threeQuantiles(distribution).map(parameterWords).join(' / ')}
    </span>
  );
}
