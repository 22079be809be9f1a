/** Which numbers a distribution is given by, and the bounds that it may have: chosen in the disclosure of a row. */
import type { VNode } from 'preact';
import type { Distribution } from '../../../language/definition.ts';
import { displayQuantile, parametersOf, recordOf } from '../../../language/families/index.ts';
import { normalQuantile } from '../../../language/portable.ts';
import type { ParametersProps } from './parameters.tsx';
import { problemOf } from './problem.ts';

const digits = (x: number): number => Number(x.toPrecision(4));

/** Quantiles, by their percentages, that one may choose to type. */
const PERCENTS: readonly (readonly number[])[] = [[5, 50, 95], [10, 50, 90], [25, 50, 75], [1, 50, 99], [10, 90], [5, 95]]; // biome-ignore format: a list

interface Form {
  readonly label: string;
  readonly names: string;
  make(): Distribution;
}

function formsOf(distribution: Distribution): Form[] {
  const { family, form, parameters } = recordOf(distribution.family);
  if (form === undefined) return [];
  const value = displayQuantile(distribution);
  const fields = new Map<string, unknown>(Object.entries(distribution));
  const kept = parameters.flatMap(({ name, optional }) =>
    optional === true && fields.has(name) ? [[name, fields.get(name)]] : [],
  );
  const made = (entries: readonly (readonly unknown[])[]): Distribution =>
    ({ family, ...Object.fromEntries([...entries, ...kept] as [string, unknown][]) }) as unknown as Distribution;
  const forms = PERCENTS.map((percents) => ({
    label: `${percents.join(', ')} %`,
    names: percents.map((percent) => `p${percent}`).join(),
    make: () => made(percents.map((percent) => [`p${percent}`, digits(value(normalQuantile(percent / 100)))])),
  }));
  if (form(['mean']) === null) return forms;
  return [...forms, { label: 'mean and standard deviation', names: 'mean,sd', make: () => made(momentsOf(value)) }];
}

/** By the midpoint rule. */
function momentsOf(value: (z: number) => number): (readonly [string, number])[] {
  const count = 2000;
  const values = Array.from({ length: count }, (_, i) => value(normalQuantile((i + 0.5) / count)));
  const mean = values.reduce((sum, x) => sum + x, 0) / count;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / count;
  return [['mean', digits(mean)], ['sd', digits(Math.sqrt(variance))]]; // biome-ignore format: pairs
}

export function Forms({ label, distribution, onChange }: ParametersProps): VNode | null {
  const forms = formsOf(distribution);
  if (forms.length === 0 || distribution.within !== undefined) return null;
  const own = parametersOf(distribution).filter(({ optional }) => optional !== true);
  const names = own.map(({ name }) => name).join();
  const open = forms.filter((form) => form.names === names || problemOf(form.make()) === null);
  return (
    <>
      <label>
        Given by{' '}
        <select
          aria-label={`What ${label} is given by`}
          value={names}
          onChange={(event) => {
            const chosen = open.find((form) => form.names === event.currentTarget.value);
            if (chosen !== undefined) onChange(chosen.make());
          }}
        >
          {open.some((form) => form.names === names) ? null : (
            <option value={names}>{names.replaceAll(',', ', ')}</option>
          )}
          {open.map((form) => (
            <option key={form.names} value={form.names}>
              {form.label}
            </option>
          ))}
        </select>
      </label>{' '}
      <Bounds label={label} distribution={distribution} onChange={onChange} />
    </>
  );
}

/** Bounds that are there or may be added, a little beyond what is drawn. */
function Bounds({ label, distribution, onChange }: ParametersProps): VNode {
  const value = displayQuantile(distribution);
  const fields = Object.entries(distribution);
  const bounds = recordOf(distribution.family).parameters.filter(({ optional }) => optional === true);
  return (
    <>
      {bounds.map(({ name }) => {
        const has = Object.hasOwn(distribution, name);
        const rest = fields.filter(([field]) => field !== name);
        const far = digits(name === 'min' ? value(-4) : value(4));
        const next = Object.fromEntries(has ? rest : [...rest, [name, far]]) as unknown as Distribution;
        return (
          <button
            key={name}
            type="button"
            class="link small"
            disabled={problemOf(next) !== null}
            aria-label={`${has ? 'Remove' : 'Add'} ${name} of ${label}`}
            onClick={() => onChange(next)}
          >
            {has ? 'remove' : 'add'} {name}
          </button>
        );
      })}
    </>
  );
}
