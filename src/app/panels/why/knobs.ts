/** What can be moved: levers, the policy start, criticisms and inputs, as the page names and adopts them. */
import type { SweepAxis } from '../../../analysis/sweep.ts';
import type { InputMeta, LeverMeta, SwitchMeta } from '../../../language/definition.ts';
import { tickStep, ticksBetween } from '../../charts/axis.ts';
import { byGroup, inputOf, leverOf, model, switchOf } from '../../model.ts';
import { setSwitch } from '../../state/assumptions.ts';
import { policyStartSwitch, type ScenarioEdit } from '../../state/document.ts';
import { moveLevers, select, setPolicyStart } from '../../state/scenarios.ts';
import { change } from '../../state/store.ts';
import { dateWords } from '../../wording.ts';
import { leverScale, leverWords } from '../levers/lever-words.ts';
import { plain } from './words.ts';

/** Ids of levers that are a response of the other side: no policy of the reader's moves or pays for them. */
export const OTHER_SIDE: readonly string[] = model.meta.levers
  .filter(({ group }) => group === 'Chinese response')
  .map(({ id }) => id);

export type KnobKind = SweepAxis['kind'];

export interface KnobChoice {
  readonly kind: KnobKind;
  readonly id: string;
}

/** 'lever:labSecurity', as the value of an option. */
export const keyOf = ({ kind, id }: KnobChoice): string => `${kind}:${id}`;

export function ofKey(key: string): KnobChoice {
  const [kind = '', id = ''] = key.split(':');
  if (kind !== 'lever' && kind !== 'switch' && kind !== 'input') throw new Error(`"${key}" names nothing that moves`);
  return { kind, id };
}

export type OptionGroup = readonly [label: string, options: readonly (readonly [key: string, words: string])[]];

function groups<T extends { readonly id: string; readonly label: string; readonly group: string }>(
  kind: KnobKind,
  list: readonly T[],
  suffix: string,
): OptionGroup[] {
  return byGroup(list).map(
    ([name, members]): OptionGroup => [
      `${name}${suffix}`,
      members.map(({ id, label }) => [keyOf({ kind, id }), label] as const),
    ],
  );
}

/** Options by group, of the kinds wanted. */
export function knobOptions(kinds: readonly KnobKind[]): readonly OptionGroup[] {
  const { levers, switches, inputs } = model.meta;
  return [
    ...(kinds.includes('lever') ? groups('lever', levers, '') : []),
    ...(kinds.includes('switch')
      ? [
          [
            'Structural choices',
            switches.map(({ id, label }) => [keyOf({ kind: 'switch', id }), label] as const),
          ] as const,
        ]
      : []),
    ...(kinds.includes('input') ? groups('input', inputs, ' (assumption)') : []),
  ];
}

export function knobLabel({ kind, id }: KnobChoice): string {
  return kind === 'lever' ? leverOf(id).label : kind === 'switch' ? switchOf(id).label : inputOf(id).label;
}

const isStart = ({ kind, id }: KnobChoice): boolean => kind === 'switch' && id === policyStartSwitch(model.meta);

/** Factor from the model's number to the one that is read, and its unit. */
export function knobScale(knob: KnobChoice): { readonly factor: number; readonly unit: string } {
  if (knob.kind === 'lever') {
    const lever: LeverMeta = leverOf(knob.id);
    const { factor, suffix } = leverScale(lever);
    return { factor, unit: suffix === '' ? '' : suffix };
  }
  if (knob.kind === 'input') {
    const input: InputMeta = inputOf(knob.id);
    return { factor: 1, unit: input.unit };
  }
  return { factor: 1, unit: '' };
}

/** '0.4', '12 %', 'April 2027', 'compute matters less', '7.5 months'. */
export function knobWords(knob: KnobChoice, value: number): string {
  if (knob.kind === 'lever') return leverWords(leverOf(knob.id), value);
  if (isStart(knob)) return dateWords(value);
  if (knob.kind === 'switch') {
    const declared: SwitchMeta = switchOf(knob.id);
    return declared.options.find((option) => option.value === value)?.label ?? plain(value);
  }
  const { unit } = inputOf(knob.id);
  return unit === 'number' || unit === 'share' ? plain(value) : `${plain(value)} ${unit}`;
}

/** About `wanted` points over the whole range: round steps of a lever, all options of a switch, quantiles of an input. */
export function knobValues(knob: KnobChoice, wanted: number): readonly number[] {
  if (knob.kind === 'input') return Array.from({ length: wanted }, (_, i) => 0.02 + (0.96 * i) / (wanted - 1));
  if (knob.kind === 'switch') {
    const declared = switchOf(knob.id);
    return [...new Set([declared.default, ...declared.options.map(({ value }) => value)])].sort((a, b) => a - b);
  }
  const { min, max } = leverOf(knob.id);
  const { factor } = knobScale(knob);
  const inside = ticksBetween(min * factor, max * factor, tickStep((max - min) * factor, wanted, false));
  return [...new Set([min, ...inside.map((at) => Math.min(Math.max(at / factor, min), max)), max])];
}

/** What adopting a position is called: a preset stays as it is, and a criticism holds in every policy. */
export function adoptWords(knob: KnobChoice, value: number, { name, preset }: ScenarioEdit): string {
  const what = `adopt ${knobWords(knob, value)}`;
  if (knob.kind === 'switch' && !isStart(knob)) return `${what} in every policy`;
  return preset === null ? `${what} in ${name}` : `${what} in a policy of your own`;
}

/** Takes positions over: levers into the scenario (or a copy of a preset), a criticism into all. Inputs are no choice. */
export function adopt(scenario: string, moves: readonly (readonly [KnobChoice, number])[]): void {
  const words = moves.map(([knob, value]) => `${knobLabel(knob)} to ${knobWords(knob, value)}`).join(', ');
  change(words, (document) => {
    let next = select(document, scenario);
    const levers = Object.fromEntries(
      moves.flatMap(([{ kind, id }, value]) => (kind === 'lever' ? [[id, value] as const] : [])),
    );
    if (Object.keys(levers).length > 0) next = moveLevers(next, model.meta, levers);
    for (const [knob, value] of moves) {
      if (isStart(knob)) next = setPolicyStart(next, value);
      else if (knob.kind === 'switch') next = setSwitch(next, model.meta, knob.id, value);
    }
    return next;
  });
}
