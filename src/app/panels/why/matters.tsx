/** What matters most? One thing at a time, or all at once: three ways to ask, each computed when it is asked. */
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { Choice } from '../../controls/choice.tsx';
import { EffectsPart } from './effects.tsx';
import { IndicesPart } from './indices.tsx';
import { TornadoPart } from './tornado.tsx';

const WAYS = [
  ['one', 'One thing at a time'],
  ['groups', 'All at once, by group'],
  ['inputs', 'All at once, by assumption'],
] as const;
type Way = (typeof WAYS)[number][0];

const way = signal<Way>('one');
const PARTS = { one: TornadoPart, groups: IndicesPart, inputs: EffectsPart } as const;

export function MattersTab(): VNode {
  const Part = PARTS[way.value];
  return (
    <>
      <Choice
        label="How it is asked"
        value={way.value}
        options={WAYS}
        onChange={(next) => {
          way.value = next;
        }}
      />
      <Part key={way.value} />
    </>
  );
}
