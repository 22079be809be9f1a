/** A number typed exactly: taken on Enter or when the field is left, refused in words when it cannot be. */
import type { VNode } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { readTyped, readTypedRange, type TypedRange } from '../../engine/read-number.ts';

export interface NumberFieldProps {
  readonly label: string;
  /** Null where it stands for several that differ. */
  readonly value: number | null;
  readonly format: (value: number) => string;
  readonly low?: number;
  readonly high?: number;
  /** Returns what is wrong with a number within the limits, or null. */
  readonly check?: (value: number) => string | null;
  readonly onCommit: (value: number) => void;
  /** Takes a range where the field is one of several that make one: returns what is wrong with it, or null. */
  readonly onRange?: (range: TypedRange) => string | null;
  readonly className?: string;
  readonly suffix?: string;
}

export function NumberField(props: NumberFieldProps): VNode {
  const { label, value, format, low = -Infinity, high = Infinity, check, onCommit, onRange, className, suffix } = props;
  const [text, setText] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const problemId = useId();

  // A value changed from elsewhere (undo, a slider) replaces what is being typed.
  useEffect(() => {
    setText(null);
    setProblem(null);
  }, [value]);

  const commit = (): void => {
    if (text === null) return;
    const percent = suffix === '%';
    const number = readTyped(text, percent);
    const range = number === null && onRange !== undefined ? readTypedRange(text, percent) : null;
    if (range !== null && onRange !== undefined) {
      const wrong = onRange(range);
      setProblem(wrong);
      if (wrong === null) setText(null);
      return;
    }
    const fault =
      number === null
        ? `"${text}" is not a number`
        : number < low || number > high
          ? `${text} is outside ${format(low)} to ${format(high)}`
          : (check?.(number) ?? null);
    setProblem(fault);
    if (fault !== null || number === null) return;
    setText(null);
    if (number !== value) onCommit(number);
  };

  return (
    <span class={`number-field ${className ?? ''}`}>
      <input
        type="text"
        inputMode="decimal"
        autocomplete="off"
        aria-label={label}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : problemId}
        value={text ?? (value === null ? 'various' : format(value))}
        onInput={(event) => setText(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') {
            setText(null);
            setProblem(null);
          }
        }}
      />
      {suffix === undefined ? null : <span class="number-suffix">{suffix}</span>}
      {problem === null ? null : (
        <span class="field-problem" id={problemId} role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}
