/** The two ends of a range as numbers in a sentence; an empty field is open. */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { readTyped } from '../../../engine/read-number.ts';
import { numberWords } from '../../wording.ts';

export interface EndFieldProps {
  readonly label: string;
  /** Infinite where open. */
  readonly value: number;
  readonly onCommit: (value: number | null) => void;
}

const DECIMALS = 3;

/** One end. Null is committed for an emptied field. */
export function EndField({ label, value, onCommit }: EndFieldProps): VNode {
  const shown = Number.isFinite(value) ? numberWords(value, DECIMALS) : '';
  const [text, setText] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    setText(null);
    setWrong(false);
  }, [value]);
  const commit = (): void => {
    if (text === null) return;
    const empty = text.trim() === '';
    const number = empty ? null : readTyped(text);
    setWrong(!empty && number === null);
    if (!empty && number === null) return;
    setText(null);
    onCommit(number);
  };
  return (
    <span class="number-field inline-number">
      <input
        type="text"
        inputMode="decimal"
        autocomplete="off"
        aria-label={label}
        aria-invalid={wrong}
        placeholder="open"
        value={text ?? shown}
        onInput={(event) => setText(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') setText(null);
        }}
      />
    </span>
  );
}
