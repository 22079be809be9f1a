/** The answer of the workbench: one outcome as a sentence and a chart, all outcomes as a table. */
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { caveatsOf } from '../../engine/caveats.ts';
import { describe } from '../../engine/describe.ts';
import { groupDigits } from '../../engine/format.ts';
import { observe } from '../../engine/statistics.ts';
import type { ModelMeta, OutcomeMeta } from '../../language/definition.ts';
import { chanceWords } from '../chance.ts';
import { Chart } from '../charts/chart.tsx';
import { Credited } from '../charts/credited.ts';
import { cumulativeFigure, type DistributionView, dotFigure, histogramFigure } from '../charts/distribution.ts';
import { CREDIT } from '../charts/svg.ts';
import { Choice } from '../controls/choice.tsx';
import { Pick } from '../controls/pick.tsx';
import { ScrollBox } from '../controls/scroll-box.tsx';
import { dateWords, quantileWords, valueWords } from '../wording.ts';
import type { Answer } from './bench.ts';

type Shape = 'dots' | 'histogram' | 'cumulative';
const SHAPES: readonly (readonly [Shape, string])[] = [
  ['histogram', 'Histogram'],
  ['dots', 'Dots'],
  ['cumulative', 'Chance of at least'],
];
const FIGURES = { dots: dotFigure, histogram: histogramFigure, cumulative: cumulativeFigure } as const;

/** What is looked at; kept while the text changes, as far as the new model has it. */
const chosen = signal<{ outcome: string; date: number | null; threshold: number | null; policy: string }>({
  outcome: '',
  date: null,
  threshold: null,
  policy: '',
});
const shape = signal<Shape>('histogram');

/** Digits of a hash by which a model is told from others. */
const CREDIT_DIGITS = 16;

const hasClock = ({ clock }: ModelMeta): boolean => clock.steps > 0;

interface Looked {
  readonly outcome: OutcomeMeta;
  readonly date: number;
  readonly threshold: number;
  readonly policy: number;
}

function look({ built: { meta }, request }: Answer): Looked | null {
  const wanted = chosen.value;
  const outcome = meta.outcomes.find(({ id }) => id === wanted.outcome) ?? meta.outcomes[0];
  if (outcome === undefined) return null;
  const date = wanted.date !== null && outcome.at.includes(wanted.date) ? wanted.date : outcome.headline;
  const known = wanted.threshold !== null && outcome.thresholds.includes(wanted.threshold);
  const threshold = known ? (wanted.threshold ?? 0) : (outcome.thresholds[outcome.thresholds.length >> 1] ?? 0);
  const policy = request.scenarios.findIndex(({ id }) => id === wanted.policy);
  return { outcome, date, threshold, policy: Math.max(policy, 0) };
}

const policyName = (meta: ModelMeta, id: string): string =>
  meta.presets.find((preset) => preset.id === id)?.label ?? (id === 'status-quo' ? 'Status quo' : id);

function viewOf(
  { built: { meta }, request, tally }: Answer,
  { outcome, date, threshold, policy }: Looked,
): DistributionView {
  const horizon =
    outcome.horizonUnitsPerYear > 0 ? outcome.horizonUnitsPerYear * (meta.clock.end - date) : Number.POSITIVE_INFINITY;
  return {
    entries: request.scenarios.map(({ id }, set) => ({
      id,
      name: request.scenarios.length === 1 ? outcome.label : policyName(meta, id),
      style: set % 8,
      observed: observe(tally, set, outcome.id, date),
    })),
    selected: request.scenarios[policy]?.id ?? '',
    baseline: request.scenarios[0]?.id ?? '',
    outcome,
    when: hasClock(meta) ? `at ${dateWords(date)}` : '',
    horizon,
    threshold,
    ghost: null,
  };
}

export function Answers({ answer, stale }: { answer: Answer; stale: boolean }): VNode {
  const looked = look(answer);
  const view = useMemo(() => (looked === null ? null : viewOf(answer, looked)), [answer, JSON.stringify(looked)]);
  const figure = useMemo(() => (view === null ? null : FIGURES[shape.value](view)), [view, shape.value]);
  if (looked === null || view === null || figure === null) return <p class="muted">The model has no outcomes.</p>;
  return (
    <div class={stale ? 'bench-answers bench-stale' : 'bench-answers'}>
      <Sentence answer={answer} looked={looked} view={view} />
      <Credited.Provider value={async () => creditOf(answer)}>
        <Chart
          figure={figure}
          assumed={[]}
          className="chart-tall"
          fileName={`headway-${answer.built.meta.id}-${looked.outcome.id}`}
          controls={
            <Choice
              label="Shape of the distribution"
              value={shape.value}
              options={SHAPES}
              onChange={(next) => {
                shape.value = next;
              }}
            />
          }
        />
      </Credited.Provider>
      <Outcomes answer={answer} looked={looked} />
    </div>
  );
}

/** What a picture of the answer says of itself. */
function creditOf({ built: { meta, info }, request, tally }: Answer): readonly string[] {
  return [
    `${CREDIT}. Model ${meta.id} ${meta.version} (${info.hash.slice(0, CREDIT_DIGITS)}), ${groupDigits(tally.samples)} samples, seed ${request.seed}`,
  ];
}

function Sentence({ answer, looked, view }: { answer: Answer; looked: Looked; view: DistributionView }): VNode | null {
  const { meta } = answer.built;
  const { outcome, date, threshold, policy } = looked;
  const entry = view.entries[policy];
  if (entry === undefined) return null;
  const { pooled } = entry.observed;
  const unit = outcome.unit === '' ? '' : ` ${outcome.unit}`;
  const caveats = caveatsOf(describe(answer.tally, policy, outcome.id, date, []), meta.clock.end);
  const change = (part: Partial<(typeof chosen)['value']>): void => {
    chosen.value = { ...chosen.value, ...part };
  };
  return (
    <>
      <p class="bench-sentence">
        Under these assumptions
        {answer.request.scenarios.length > 1 ? (
          <>
            {' and '}
            <Pick
              label="Policy"
              value={answer.request.scenarios[policy]?.id ?? ''}
              options={answer.request.scenarios.map(({ id }) => [id, policyName(meta, id)] as const)}
              onChange={(id) => change({ policy: id })}
            />
          </>
        ) : null}
        ,{' '}
        <Pick
          label="Outcome"
          value={outcome.id}
          options={meta.outcomes.map(({ id, label }) => [id, label] as const)}
          onChange={(id) => change({ outcome: id, date: null, threshold: null })}
        />
        {hasClock(meta) ? (
          <>
            {' at '}
            <Pick
              label="Date"
              value={String(date)}
              options={outcome.at.map((at) => [String(at), dateWords(at)] as const)}
              onChange={(at) => change({ date: Number(at) })}
            />
          </>
        ) : null}{' '}
        has a median of <strong>{quantileWords(pooled, 0.5, outcome, 'long')}</strong>
        {unit}; nine in ten futures lie between {quantileWords(pooled, 0.05, outcome)} and{' '}
        {quantileWords(pooled, 0.95, outcome)}
        {outcome.thresholds.length === 0 ? (
          '.'
        ) : (
          <>
            , and it is at least{' '}
            <Pick
              label="Threshold"
              value={String(threshold)}
              options={outcome.thresholds.map((at) => [String(at), String(at)] as const)}
              onChange={(at) => change({ threshold: Number(at) })}
            />{' '}
            in <strong>{chanceWords(entry.observed, threshold)}</strong>.
          </>
        )}
      </p>
      {caveats.map((caveat) => (
        <p class="trouble small" key={caveat}>
          {caveat}
        </p>
      ))}
    </>
  );
}

/** Every outcome under every policy, at its date. */
function Outcomes({ answer, looked }: { answer: Answer; looked: Looked }): VNode {
  const { built, request, tally } = answer;
  const rows = built.meta.outcomes.flatMap((outcome) => {
    const date = outcome.at.includes(looked.date) ? looked.date : outcome.headline;
    return request.scenarios.map(({ id }, set) => {
      const { pooled } = observe(tally, set, outcome.id, date);
      const about = describe(tally, set, outcome.id, date, []);
      return {
        key: `${outcome.id} ${id}`,
        cells: [
          `${outcome.label}${outcome.unit === '' ? '' : `, ${outcome.unit}`}`,
          ...(request.scenarios.length > 1 ? [policyName(built.meta, id)] : []),
          ...[0.05, 0.5, 0.95].map((p) => quantileWords(pooled, p, outcome)),
          valueWords({ value: about.mean, se: about.se.mean }, outcome, '–'),
          valueWords({ value: about.sd, se: about.se.sd }, outcome, '–'),
        ],
      };
    });
  });
  const columns = [
    'Outcome',
    ...(request.scenarios.length > 1 ? ['Policy'] : []),
    '5 %',
    'median',
    '95 %',
    'mean',
    'deviation',
  ];
  return (
    <ScrollBox className="bench-scroll" label="All outcomes">
      <table class="bench-table">
        <caption class="muted">
          {groupDigits(tally.samples)} samples{hasClock(built.meta) ? `, at ${dateWords(looked.date)}` : ''}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) => (
                <td key={columns[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
