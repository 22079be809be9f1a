/** A number typed exactly: taken on Enter or when the field is left, refused in words when it cannot be. */
import type { VNode } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';

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
  readonly className?: string;
  readonly suffix?: string;
}

/** Accepts a comma or a full stop for the decimal, a true minus, thin spaces and thousands separated by commas. */
export function parseNumber(text: string): number {
  const clean = text.replace(/[\s\u2009%×x]/g, '').replace('\u2212', '-');
  const grouped = /^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(clean);
  const plain = grouped ? clean.replaceAll(',', '') : clean.replace(',', '.');
  return plain === '' ? Number.NaN : Number(plain);
}

export function NumberField(props: NumberFieldProps): VNode {
  const { label, value, format, low = -Infinity, high = Infinity, check, onCommit, className, suffix } = props;
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
    const number = parseNumber(text);
    const fault = Number.isNaN(number)
      ? `"${text}" is not a number`
      : number < low || number > high
        ? `${text} is outside ${format(low)} to ${format(high)}`
        : (check?.(number) ?? null);
    setProblem(fault);
    if (fault !== null) return;
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
