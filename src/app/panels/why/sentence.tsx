/** The setting of a question as a sentence whose underlined words can be changed. */
import type { ComponentChildren, VNode } from 'preact';
import { Choice } from '../../controls/choice.tsx';
import { Pick } from '../../controls/pick.tsx';
import { listed, outcome } from '../../entries.ts';
import { model } from '../../model.ts';
import { threshold } from '../../state/view.ts';
import { countWords, numberWords, unitOf } from '../../wording.ts';
import { chooseOutcome } from '../measure.tsx';
import { type KnobChoice, type KnobKind, keyOf, knobOptions, ofKey } from './knobs.ts';
import { measureKind } from './measures.ts';
import { EFFORTS, effort, STATISTICS, type StatisticName, statisticName } from './question.ts';

export function Sentence({ children }: { children: ComponentChildren }): VNode {
  return <p class="why-sentence">{children}</p>;
}

function statisticOption(name: StatisticName): string {
  switch (name) {
    case 'median':
      return 'median';
    case 'atLeast':
      return `chance of at least ${numberWords(threshold.value, 2)} ${unitOf(outcome.value)}`;
    case 'low':
      return '5 % quantile';
    case 'high':
      return '95 % quantile';
    case 'mean':
      return 'mean';
    default:
      return name satisfies never;
  }
}

/** 'the median of the forward lead'. The date and the threshold are those of the answer above. */
export function StatisticPick(): VNode {
  return (
    <>
      the{' '}
      <Pick
        label="Statistic"
        value={statisticName.value}
        options={STATISTICS.map((name) => [name, statisticOption(name)] as const)}
        onChange={(next) => {
          statisticName.value = next;
        }}
      />{' '}
      of the <OutcomePick />
    </>
  );
}

/** 'the spread of the forward lead', or 'whether the forward lead is at least 12 months'. */
export function MeasurePick(): VNode {
  const reaches = `is at least ${numberWords(threshold.value, 2)} ${unitOf(outcome.value)}`;
  return (
    <>
      <Pick
        label="What is explained"
        value={measureKind.value}
        options={[
          ['value', 'how large'],
          ['reaches', 'whether'],
        ]}
        onChange={(next) => {
          measureKind.value = next;
        }}
      />{' '}
      the <OutcomePick /> {measureKind.value === 'value' ? 'is' : reaches}
    </>
  );
}

export function OutcomePick(): VNode {
  return (
    <Pick
      label="Measure"
      value={outcome.value.id}
      options={model.meta.outcomes.map(({ id, label }) => [id, label.toLowerCase()] as const)}
      onChange={chooseOutcome}
    />
  );
}

export function ScenarioPick({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (id: string) => void;
}): VNode {
  const options = listed.value.map(({ id, name }) => [id, name] as const);
  return <Pick label={label} value={value} options={options} onChange={onChange} />;
}

export interface KnobPickProps {
  readonly label: string;
  readonly value: KnobChoice;
  readonly kinds: readonly KnobKind[];
  readonly onChange: (knob: KnobChoice) => void;
}

export function KnobPick({ label, value, kinds, onChange }: KnobPickProps): VNode {
  return (
    <Pick
      label={label}
      value={keyOf(value)}
      groups={knobOptions(kinds)}
      onChange={(key: string) => onChange(ofKey(key))}
    />
  );
}

export function EffortChoice({ what }: { what: string }): VNode {
  return (
    <span class="why-effort">
      {what}{' '}
      <Choice
        label={what}
        value={String(effort.value)}
        options={EFFORTS.map((count) => [String(count), countWords(count)] as const)}
        onChange={(next) => {
          effort.value = Number(next);
        }}
      />
    </span>
  );
}
