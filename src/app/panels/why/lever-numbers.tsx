/** One number for each lever (a cost, a weight), all at once or one by one. */
import type { VNode } from 'preact';
import { NumberField } from '../../controls/number-field.tsx';
import { model } from '../../model.ts';
import { numberWords } from '../../wording.ts';

export interface LeverNumbersProps {
  readonly summary: string;
  /** What a number is, after it: 'points for the whole range'. */
  readonly unit: string;
  readonly usual: number;
  readonly low: number;
  readonly values: Readonly<Record<string, number>>;
  readonly onChange: (values: Readonly<Record<string, number>>) => void;
  /** Where levers can be held still: ids of those that are. */
  readonly still?: ReadonlySet<string>;
  readonly onStill?: (id: string, still: boolean) => void;
}

const MOST = 1e6;

export function LeverNumbers(props: LeverNumbersProps): VNode {
  const { summary, unit, usual, low, values, onChange, still, onStill } = props;
  const { levers } = model.meta;
  const format = (value: number): string => numberWords(value, 3);
  const all = levers.map(({ id }) => values[id] ?? usual);
  const same = all.every((value) => value === all[0]);
  return (
    <details class="why-method lever-numbers">
      <summary>{summary}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Lever</th>
            <th scope="col">{unit}</th>
            {onStill ? <th scope="col">May move</th> : null}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Every lever</th>
            <td>
              <NumberField
                label={`Every lever: ${unit}`}
                value={same ? (all[0] ?? usual) : null}
                low={low}
                high={MOST}
                format={format}
                onCommit={(value) => onChange(Object.fromEntries(levers.map(({ id }) => [id, value])))}
              />
            </td>
            {onStill ? <td /> : null}
          </tr>
          {levers.map(({ id, label }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              <td>
                <NumberField
                  label={`${label}: ${unit}`}
                  value={values[id] ?? usual}
                  low={low}
                  high={MOST}
                  format={format}
                  onCommit={(value) => onChange({ ...values, [id]: value })}
                />
              </td>
              {onStill && still ? (
                <td>
                  <input
                    type="checkbox"
                    aria-label={`${label} may move`}
                    checked={!still.has(id)}
                    onChange={(event) => onStill(id, !event.currentTarget.checked)}
                  />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
