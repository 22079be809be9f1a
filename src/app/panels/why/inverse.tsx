/** What would it take? The least movement of levers that reaches a chance, with runners-up, or the best that can be reached. */
import { computed, signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { type Answer, type Inverse, type InverseProgress, inverse } from '../../../analysis/inverse.ts';
import type { Target } from '../../../analysis/statistic.ts';
import { formatEstimate } from '../../../engine/format.ts';
import type { BarRow, BarsView } from '../../charts/bars.ts';
import { Choice } from '../../controls/choice.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { outcome } from '../../entries.ts';
import { leverOf, model } from '../../model.ts';
import { selected } from '../../state/store.ts';
import { date, threshold } from '../../state/view.ts';
import { listWords, numberWords, unitOf } from '../../wording.ts';
import { leverWords } from '../levers/lever-words.ts';
import { ThresholdField } from '../threshold-field.tsx';
import { createAnalysis, useAnalysis } from './analysis.ts';
import { adopt, OTHER_SIDE } from './knobs.ts';
import { LeverNumbers } from './lever-numbers.tsx';
import { scenarioById, studied, studiedAlone } from './question.ts';
import { Rows } from './rows.tsx';
import { OutcomePick, Sentence } from './sentence.tsx';
import { shareText } from './words.ts';
import { Method, NotYet, Shown, WorkLine } from './work-line.tsx';

interface Searched {
  readonly progress: InverseProgress;
  readonly found: Inverse | null;
}

const USUAL_WEIGHT = 1;
const LEAST_WEIGHT = 0.01;
const analysis = createAnalysis<Searched>();
/** The chance wanted, percent. */
const wanted = signal(60);
const weights = signal<Readonly<Record<string, number>>>({});
/** Levers that stay where they are. At first those of the other side: no policy of the reader's moves its response. */
const still = signal<ReadonlySet<string>>(new Set(OTHER_SIDE));

const goal = computed<Target>(() => ({
  outcome: outcome.value.id,
  date: date.value,
  statistic: { kind: 'atLeast', threshold: threshold.value },
}));

/** Levers that stay have no price at which they move. */
const priced = computed<Readonly<Record<string, number>>>(() =>
  Object.fromEntries(
    model.meta.levers.map(({ id }) => [
      id,
      still.value.has(id) ? Number.POSITIVE_INFINITY : (weights.value[id] ?? USUAL_WEIGHT),
    ]),
  ),
);

function costWords({ cost, costError }: Answer): string {
  return formatEstimate(cost, costError, { binWidth: 0.1 });
}

/** 'Security of US labs 0.2 → 0.74'. */
function movesOf(answer: Answer, from: Readonly<Record<string, number>>): string[] {
  return Object.entries(answer.levers).map(([id, value]) => {
    const lever = leverOf(id);
    return `${lever.label} ${leverWords(lever, from[id] ?? lever.statusQuo)} → ${leverWords(lever, value)}`;
  });
}

function goalWords(found: Inverse): string {
  const at = found.target.statistic.kind === 'atLeast' ? numberWords(found.target.statistic.threshold, 2) : '';
  return `a ${numberWords(100 * found.level)} % chance of at least ${at} ${unitOf(outcome.value)}`;
}

const CONFIRMED: Readonly<Record<Answer['confirmed'], string>> = {
  yes: 'confirmed on fresh draws',
  'within error': 'within error of the goal on fresh draws',
  no: 'short of the goal on fresh draws',
};

function titleOf(found: Inverse, answer: Answer): string {
  const { name } = scenarioById(found.scenario);
  if (!found.feasible) {
    return `No movement of these levers reaches ${goalWords(found)}: the highest is ${shareText(found.bestReachable.reached)}`;
  }
  if (Object.keys(answer.levers).length === 0) return `${name} reaches ${goalWords(found)} as it stands`;
  return `From ${name}, ${goalWords(found)} would take ${costWords(answer)} lever ranges of weighted movement`;
}

function viewOf(found: Inverse, answer: Answer): Omit<BarsView, 'names'> {
  const { levers: from, style } = scenarioById(found.scenario);
  const rows = model.meta.levers.flatMap((lever): BarRow[] => {
    const to = answer.levers[lever.id];
    if (to === undefined) return [];
    const present = from[lever.id] ?? lever.statusQuo;
    const place = (value: number): number => (100 * (value - lever.min)) / (lever.max - lever.min);
    return [
      {
        name: lever.label,
        note: `${leverWords(lever, present)} → ${leverWords(lever, to)}`,
        bars: [{ from: place(present), to: place(to), ink: style, alpha: 1 }],
        intervals: [],
        points: [place(present)],
      },
    ];
  });
  return {
    title: titleOf(found, answer),
    description: 'Each lever that moves: from the dot, where it stands, to the end of the bar, on its own range.',
    axis: {
      label: 'place in the range of the lever, %',
      low: 0,
      high: 100,
      ticks: [0, 25, 50, 75, 100],
      format: String,
    },
    rows,
    origin: null,
    table: {
      columns: ['Lever', 'Now', 'Then'],
      rows: rows.map(({ name, note }) => [name, ...note.split(' → ')]),
    },
  };
}

function Answers({ found }: { found: Inverse }): VNode {
  const [at, setAt] = useState(0);
  const choices = found.feasible ? found.answers : [found.bestReachable];
  const answer = choices[Math.min(at, choices.length - 1)] ?? found.bestReachable;
  const view = useMemo(() => viewOf(found, answer), [found, answer]);
  const { id, name, levers, preset } = scenarioById(found.scenario);
  const moves = movesOf(answer, levers);
  const take = (): void =>
    adopt(
      id,
      Object.entries(answer.levers).map(([lever, value]) => [{ kind: 'lever', id: lever }, value] as const),
    );
  return (
    <>
      {choices.length > 1 ? (
        <Choice
          label="Answers"
          value={String(Math.min(at, choices.length - 1))}
          options={choices.map((one, index) => [
            String(index),
            `${index === 0 ? 'Least movement' : `Runner-up ${index}`}: ${costWords(one)}`,
          ])}
          onChange={(next) => setAt(Number(next))}
        />
      ) : null}
      <Rows view={view} fileName="headway-inverse" />
      <p class="why-reading">
        <span>
          {moves.length === 0 ? 'Nothing would have to move. ' : `${listWords(moves)}. `}
          The chance would be {shareText(answer.reached)}, {CONFIRMED[answer.confirmed]}; now it is{' '}
          {shareText(found.present)}.
        </span>
        {moves.length === 0 ? null : (
          <button type="button" class="link" onClick={take}>
            adopt this{preset === null ? ` in ${name}` : ' in a policy of your own'}
          </button>
        )}
      </p>
    </>
  );
}

export function InverseTab(): VNode {
  const { id, name } = selected.value;
  const [what, level, prices] = [goal.value, wanted.value / 100, priced.value];
  const request = studiedAlone(studied.value, id);
  const key = JSON.stringify([
    request,
    what,
    level,
    Object.entries(prices).map(([lever, price]) => [lever, String(price)]),
  ]);
  const work = useAnalysis(analysis, key, async (base, report) => {
    let progress: InverseProgress = { settingsTried: 0, best: null };
    const found = await inverse(
      { ...base, meta: model.meta, request },
      {
        target: what,
        level,
        weights: prices,
        onProgress: (now) => {
          progress = now;
          report({ progress, found: null }, null);
        },
      },
    );
    return { progress, found };
  });
  const { result } = work;
  const found = result?.found ?? null;
  return (
    <>
      <Sentence>
        What is the least movement of levers from {name} that would bring the chance that the <OutcomePick /> is at
        least <ThresholdField /> {unitOf(outcome.value)} to{' '}
        <NumberField
          className="inline-number"
          label="Chance wanted, percent"
          value={wanted.value}
          low={0.1}
          high={99.9}
          format={(value) => numberWords(value, 1)}
          onCommit={(value) => {
            wanted.value = value;
          }}
        />{' '}
        %?
      </Sentence>
      <LeverNumbers
        summary="How hard each lever is to move (all alike unless you say otherwise), and which may move (not the Chinese response, unless you say so)"
        unit="Weight of the whole range"
        usual={USUAL_WEIGHT}
        low={LEAST_WEIGHT}
        values={weights.value}
        onChange={(values) => {
          weights.value = values;
        }}
        still={still.value}
        onStill={(lever, stays) => {
          const next = new Set(still.value);
          if (stays) next.add(lever);
          else next.delete(lever);
          still.value = next;
        }}
      />
      <WorkLine analysis={analysis} asked={key}>
        {result === null
          ? null
          : `${result.progress.settingsTried} settings tried${found ? '; the answers are measured on 16 times as many fresh draws; ± is one standard error' : result.progress.best ? `, the cheapest that reaches it so far moves ${numberWords(result.progress.best.cost, 2)} lever ranges` : ', none reaches it yet'}`}
      </WorkLine>
      {found === null ? (
        <NotYet what="The answer appears when the search is done." />
      ) : (
        <Shown of={work.of} asked={key}>
          <Answers key={`${found.level} ${found.scenario}`} found={found} />
        </Shown>
      )}
      <Method>
        <p>
          Movement is counted as a share of each lever’s whole range, from where the selected policy stands, times its
          weight. The search goes up by the step with the greatest gain for its weight and then looks for cheaper
          neighbours (pattern search, Hooke and Jeeves 1961); it finds a least that no single step or exchange improves,
          and does not prove that there is no other. Runners-up each do without one lever of the answer.
        </p>
        <p>
          A search takes hold of chance, so how far to go is measured again on draws it has not seen, and what is shown
          is from those. The error of the movement is that of the chance, over how much the chance gains by moving on.
        </p>
      </Method>
    </>
  );
}
