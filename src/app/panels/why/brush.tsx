/** What do these futures share? Select futures by their outcome and see what went into them; or by an assumption, and see what came out. */
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { Choice } from '../../controls/choice.tsx';
import { BrushInput } from './brush-input.tsx';
import { BrushOutcome } from './brush-outcome.tsx';

const WAYS = [
  ['outcome', 'Futures by their outcome'],
  ['input', 'Futures by an assumption'],
] as const;

const way = signal<(typeof WAYS)[number][0]>('outcome');

export function BrushTab(): VNode {
  return (
    <>
      <Choice
        label="How futures are chosen"
        value={way.value}
        options={WAYS}
        onChange={(next) => {
          way.value = next;
        }}
      />
      {way.value === 'outcome' ? <BrushOutcome /> : <BrushInput />}
    </>
  );
}
