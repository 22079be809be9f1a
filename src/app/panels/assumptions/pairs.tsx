/** A distribution given by pairs of a value and its chance: both are typed, pairs are added and taken away. */
import type { VNode } from 'preact';
import type { Distribution } from '../../../language/definition.ts';
import type { PairList } from '../../../language/families/index.ts';
import { NumberField } from '../../controls/number-field.tsx';
import { parameterWords } from './parameter-words.ts';
import { problemOf } from './problem.ts';

type Pair = readonly [number, number];

export interface PairsProps {
  readonly label: string;
  readonly list: PairList<Distribution>;
  readonly distribution: Distribution;
  readonly onChange: (distribution: Distribution) => void;
}

const percent = (chance: number): number => Number((100 * chance).toFixed(4));

export function Pairs({ label, list, distribution, onChange }: PairsProps): VNode {
  const pairs = list.pairsOf(distribution);
  const { chance } = list;
  // Of quantiles the chance comes first, and is that of being below; else the value, and its own chance.
  const isBelow = chance === 0;
  const put = (next: readonly Pair[]) => ({ ...distribution, [list.name]: next }) as Distribution;
  const replaced = (index: number, place: 0 | 1, number: number): Distribution =>
    put(pairs.map((old, at): Pair => (at !== index ? old : place === 0 ? [number, old[1]] : [old[0], number])));
  const without = (index: number): Distribution => put(pairs.filter((_, at) => at !== index));
  const grown = put(list.grown(distribution));
  return (
    <span class="parameters">
      {pairs.map((pair, index) => {
        const of = isBelow ? `${percent(pair[0])} %` : `value ${index + 1}`;
        const fields = [
          <NumberField
            key="chance"
            className="chance"
            label={
              isBelow ? `${label}, chance below point ${index + 1}, %` : `${label}, chance of value ${index + 1}, %`
            }
            value={percent(pair[chance])}
            low={0}
            high={100}
            format={parameterWords}
            check={(typed) => problemOf(replaced(index, chance, typed / 100))}
            onCommit={(typed) => onChange(replaced(index, chance, typed / 100))}
            suffix="%"
          />,
          <NumberField
            key="value"
            label={`${label}, ${of}`}
            value={pair[isBelow ? 1 : 0]}
            format={parameterWords}
            check={(typed) => problemOf(replaced(index, isBelow ? 1 : 0, typed))}
            onCommit={(typed) => onChange(replaced(index, isBelow ? 1 : 0, typed))}
          />,
        ];
        return (
          <span class="parameter" key={`${index}`}>
            {isBelow ? fields : fields.reverse()}
            <button
              type="button"
              class="point-remove"
              disabled={problemOf(without(index)) !== null}
              aria-label={`Remove ${isBelow ? 'the point at' : ''} ${of} of ${label}`.replace('  ', ' ')}
              onClick={() => onChange(without(index))}
            >
              ×
            </button>
          </span>
        );
      })}
      <button type="button" class="link small" disabled={problemOf(grown) !== null} onClick={() => onChange(grown)}>
        {isBelow ? 'add a point' : 'add a value'}
      </button>
    </span>
  );
}
