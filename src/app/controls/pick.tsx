/** A choice that stands in a sentence: a native select, dressed as an underlined word. */
import type { VNode } from 'preact';

export type PickOption<T extends string> = readonly [value: T, words: string];

export interface PickProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options?: readonly PickOption<T>[];
  readonly groups?: readonly (readonly [label: string, options: readonly PickOption<T>[]])[];
  readonly onChange: (value: T) => void;
}

function Options<T extends string>({ options }: { options: readonly PickOption<T>[] }): VNode {
  return (
    <>
      {options.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </>
  );
}

export function Pick<T extends string>({ label, value, options = [], groups = [], onChange }: PickProps<T>): VNode {
  const values = [...options, ...groups.flatMap(([, members]) => members)].map(([id]) => id);
  return (
    <select
      class="inline-select pick"
      aria-label={label}
      value={value}
      onChange={(event) => {
        const chosen = values.find((id) => id === event.currentTarget.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      <Options options={options} />
      {groups.map(([name, members]) => (
        <optgroup key={name} label={name}>
          <Options options={members} />
        </optgroup>
      ))}
    </select>
  );
}
