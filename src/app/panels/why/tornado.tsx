/** One thing at a time: how far each lever, criticism and assumption would move the answer, all else as it is. */
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { type Tornado, type TornadoBar, tornado } from '../../../analysis/tornado.ts';
import { criticalValue95, type Estimate } from '../../../engine/statistics.ts';
import type { Bar, BarRow, BarsView } from '../../charts/bars.ts';
import { changeAxis, extent, placeChange } from '../../charts/statistic-axis.ts';
import { Choice } from '../../controls/choice.tsx';
import { outcome } from '../../entries.ts';
import { model } from '../../model.ts';
import { selected } from '../../state/store.ts';
import { countWords } from '../../wording.ts';
import { createAnalysis, useAnalysis } from './analysis.ts';
import { type KnobKind, knobWords } from './knobs.ts';
import { effort, scenarioById, studied, studiedAlone, target } from './question.ts';
import { Legend, Rows } from './rows.tsx';
import { EffortChoice, Sentence, StatisticPick } from './sentence.tsx';
import { changeFull, changeText, changeUnit, estimateFull, labelled, statisticWords } from './words.ts';
import { Method, NotYet, Shown, WorkLine } from './work-line.tsx';

const SHOWN = ['all', 'lever', 'input', 'switch'] as const;
type Show = (typeof SHOWN)[number];
const WORDS: Readonly<Record<Show, string>> = {
  all: 'All',
  lever: 'Levers',
  input: 'Assumptions',
  switch: 'Criticisms',
};
const KINDS: readonly KnobKind[] = ['lever', 'switch', 'input'];
const FIRST_ROWS = 14;
/** A dot as in the chart, for its legend. */
const DOT =
  'border: 0; background: radial-gradient(circle, var(--ink) 0 0.19rem, transparent 0.22rem) center / 100% 100% no-repeat';

const analysis = createAnalysis<Tornado>();
const show = signal<Show>('all');

const wordsAt = (bar: TornadoBar, value: number): string => knobWords(bar, value);
const ends = ({ points }: TornadoBar): readonly [first: number, last: number] => [
  points[0]?.value ?? Number.NaN,
  points.at(-1)?.value ?? Number.NaN,
];

const DIRECTIONS: Readonly<Record<TornadoBar['direction'], string>> = {
  up: 'rises',
  down: 'falls',
  mixed: 'both rises and falls',
  none: 'no clear change',
};

/** From the largest fall to the largest rise, with a dot for each option: their order means nothing. */
function optionsRow(bar: TornadoBar, places: readonly number[], note: string): BarRow {
  const [low, high] = extent([0, ...places]);
  return {
    name: bar.label,
    note,
    bars: [{ from: low, to: high, ink: 'water', alpha: 1 }],
    intervals: [],
    points: places,
  };
}

function rowOf(bar: TornadoBar, found: Tornado, style: number, critical: number): BarRow {
  const { target: what } = found;
  const { low, high, points, direction } = bar;
  const place = (value: number | null): number => placeChange(what, value);
  const note =
    bar.span.value !== null && direction === 'none' ? 'none seen' : changeText(bar.span, what).replace('+', '');
  const places = points.map(({ changes }) => place(changes[0]?.value ?? null)).filter(Number.isFinite);
  if (bar.kind === 'switch') return optionsRow(bar, places, note);
  const [atLow, atHigh] = [place(low.value), place(high.value)];
  const part = (to: number, other: number, solid: boolean): Bar => ({
    from: 0,
    to,
    ink: solid ? style : 'edge',
    alpha: solid ? 1 : 0.45,
    // Both ends on one side: the nearer one stays in sight within the farther.
    height: to * other > 0 && Math.abs(to) < Math.abs(other) ? 0.6 : 1,
  });
  const parts = [part(atLow, atHigh, false), part(atHigh, atLow, true)].filter(({ to }) => Number.isFinite(to));
  const interval = ({ value, se }: Estimate): { low: number; high: number } => {
    const half = critical * place(se ?? 0);
    return { low: place(value) - half, high: place(value) + half };
  };
  return {
    name: bar.label,
    note,
    bars: parts.sort((a, b) => Math.abs(b.to) - Math.abs(a.to)),
    intervals: [interval(low), interval(high)],
    ...(direction === 'mixed' ? { points: places.slice(1, -1) } : {}),
  };
}

function titleOf(found: Tornado, bars: readonly TornadoBar[]): string {
  const what = found.target;
  const [first, second] = bars;
  const name = statisticWords(what, outcome.value);
  const span = (bar: TornadoBar): string => changeFull(bar.span, what, outcome.value).replace('+', '');
  if (!first) return `Nothing computed yet moves the ${name}`;
  const start = `${first.label} would move the ${name} most, by ${span(first)}`;
  return second ? `${start}, then ${second.label}, by ${span(second)}` : start;
}

function viewOf(found: Tornado, bars: readonly TornadoBar[]): Omit<BarsView, 'names'> {
  const { target: what } = found;
  const shown = outcome.value;
  const { name, style } = scenarioById(found.scenario);
  const critical = criticalValue95(studied.value.replicates);
  const rows = bars.map((bar) => rowOf(bar, found, style, critical));
  const [low, high] = extent(
    rows.flatMap(({ intervals, points = [] }) => [...intervals.flatMap((i) => [i.low, i.high]), ...points]),
  );
  const change = labelled(`change of the ${statisticWords(what, shown)}`, changeUnit(what, shown));
  const label = `${change}, from ${estimateFull(found.present, what, shown)} under ${name}`;
  return {
    title: titleOf(found, bars),
    description:
      'One thing at a time from its lowest to its highest band (assumptions: from the 5 % to the 95 % quantile). Hairs are 95 % intervals from sampling alone; dots are points between, where the effect goes both ways, and the options of a criticism.',
    axis: changeAxis(what, shown, label, Math.min(low, 0), Math.max(high, 0), 7),
    rows,
    origin: 0,
    table: {
      columns: ['What moves', 'From', 'To', 'Change at the low end', 'Change at the high end', 'Span', 'As it goes up'],
      rows: bars.map((bar) => {
        const [first, last] = ends(bar);
        return [
          bar.label,
          wordsAt(bar, first),
          wordsAt(bar, last),
          changeText(bar.low, what),
          changeText(bar.high, what),
          changeText(bar.span, what).replace('+', ''),
          DIRECTIONS[bar.direction],
        ];
      }),
    },
  };
}

function Picture({ found }: { found: Tornado }): VNode {
  const kind = show.value;
  const bars = useMemo(() => found.bars.filter((bar) => kind === 'all' || bar.kind === kind), [found, kind]);
  const view = useMemo(() => viewOf(found, bars), [found, bars]);
  const turning = bars.some((bar) => bar.kind !== 'switch' && bar.direction === 'mixed');
  const { style } = scenarioById(found.scenario);
  return (
    <>
      <Rows
        view={view}
        first={FIRST_ROWS}
        fileName="headway-tornado"
        controls={
          <Choice
            label="What is shown"
            value={kind}
            options={SHOWN.map((name) => [name, WORDS[name]] as const)}
            onChange={(next) => {
              show.value = next;
            }}
          />
        }
      />
      <Legend
        entries={[
          ['background: color-mix(in srgb, var(--edge) 45%, transparent)', 'at its low end'],
          [`background: var(--series-${style})`, 'at its high end'],
          ['background: var(--water)', 'options of a criticism'],
          ...(turning ? [[DOT, 'between its ends, where the effect goes both ways'] as const] : []),
        ]}
      />
    </>
  );
}

export function TornadoPart(): VNode {
  const [what, samples, { id }] = [target.value, effort.value, selected.value];
  const request = studiedAlone(studied.value, id);
  const key = JSON.stringify([what, request, samples]);
  const work = useAnalysis(analysis, key, (base, report) =>
    tornado(
      { ...base, meta: model.meta, request },
      {
        target: what,
        kinds: KINDS,
        samples,
        onProgress: (partial) => report(partial, partial.progress.done / partial.progress.total),
      },
    ),
  );
  const { result } = work;
  return (
    <>
      <Sentence>
        If each thing in turn moved from low to high and all else stayed as in {selected.value.name}, how far would{' '}
        <StatisticPick /> move?
      </Sentence>
      <WorkLine analysis={analysis} asked={key}>
        {result === null
          ? null
          : `${result.progress.done} of ${result.progress.total} things, ${countWords(samples)} samples for each of their points; ± is one standard error`}
      </WorkLine>
      {result === null || result.bars.length === 0 ? (
        <NotYet what="The first bars appear in a moment." />
      ) : (
        <Shown of={work.of} asked={key}>
          <Picture found={result} />
        </Shown>
      )}
      <EffortChoice what="Samples of each point" />
      <Method>
        <p>
          A lever goes over its named bands, a criticism over its options, an assumption from its 5 % to its 95 %
          quantile (those correlated with it follow). All on the same simulated futures, so small effects show. A row
          whose effect goes both ways says so and shows the points between.
        </p>
        <p>
          This says nothing of what things do together: that is the other two ways to ask. And a long bar of an
          assumption is uncertainty about the world, while a long bar of a lever is a choice.
        </p>
      </Method>
    </>
  );
}
