/** All at once, by group: Sobol' indices of the groups of correlated assumptions, each with its interval. */
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { type GroupIndices, type Sensitivity, sensitivity } from '../../../analysis/sensitivity.ts';
import { linearAxis } from '../../charts/axis.ts';
import type { BarRow, BarsView } from '../../charts/bars.ts';
import { inputOf, model } from '../../model.ts';
import { selected } from '../../state/store.ts';
import { createAnalysis, useAnalysis } from './analysis.ts';
import { indexText, measure, measureWords, precisionWords, shareDone } from './measures.ts';
import { scenarioById, studied, studiedAlone } from './question.ts';
import { Legend, Rows } from './rows.tsx';
import { MeasurePick, Sentence } from './sentence.tsx';
import { Method, NotYet, Shown, WorkLine } from './work-line.tsx';

const FIRST_ROWS = 12;
const analysis = createAnalysis<Sensitivity>();

/** The first label, and how many go with it. */
function groupName(inputs: readonly string[]): string {
  const [first = ''] = inputs;
  const others = inputs.length - 1;
  return others === 0 ? inputOf(first).label : `${inputOf(first).label} and ${others} correlated`;
}

const percent = (share: number): number => 100 * share;

function rowOf({ inputs, first, total }: GroupIndices, style: number): BarRow {
  return {
    name: groupName(inputs),
    note: indexText(total),
    bars: [
      { from: 0, to: Math.max(0, percent(total.value)), ink: style, alpha: 0.35 },
      { from: 0, to: Math.max(0, percent(first.value)), ink: style, alpha: 1, height: 0.5 },
    ],
    intervals: [{ low: Math.max(0, percent(total.low)), high: percent(total.high) }],
  };
}

function viewOf(found: Sensitivity): Omit<BarsView, 'names'> {
  const { style } = scenarioById(found.scenario);
  const [result] = found.measures;
  const groups = result?.groups ?? [];
  const high = Math.max(5, ...groups.map(({ total }) => percent(total.high)));
  const [top] = groups;
  const words = result ? measureWords(result.measure) : '';
  return {
    title: top
      ? `${groupName(top.inputs)} would leave ${indexText(top.total)} of the uncertainty about ${words} if all else were known; what groups do together makes ${indexText(result?.interactions ?? top.total)}`
      : 'Nothing is uncertain here',
    description:
      'Pale: the share of the variance that would remain if all else were known (total). Solid: the share that would go if this alone were known (first order). Hairs are 95 % intervals of the total.',
    axis: linearAxis('share of the variance, %', 0, high, 6),
    rows: groups.map((group) => rowOf(group, style)),
    origin: 0,
    table: {
      columns: ['Group', 'Assumptions in it', 'Alone (95 % interval)', 'In all (95 % interval)'],
      rows: groups.map(({ inputs, first, total }) => [
        groupName(inputs),
        inputs.map((id) => inputOf(id).label).join('; '),
        indexText(first),
        indexText(total),
      ]),
    },
  };
}

function Members({ groups }: { groups: readonly GroupIndices[] }): VNode | null {
  const several = groups.filter(({ inputs }) => inputs.length > 1);
  if (several.length === 0) return null;
  return (
    <details class="why-method">
      <summary>Which assumptions are correlated, and so in one group</summary>
      <ul class="prose">
        {several.map(({ inputs }) => (
          <li key={inputs.join()}>{inputs.map((id) => inputOf(id).label).join('; ')}</li>
        ))}
      </ul>
    </details>
  );
}

function Picture({ found }: { found: Sensitivity }): VNode {
  const view = useMemo(() => viewOf(found), [found]);
  const { style } = scenarioById(found.scenario);
  const [result] = found.measures;
  return (
    <>
      <Rows view={view} first={FIRST_ROWS} fileName="headway-sensitivity" />
      <Legend
        entries={[
          [
            `background: color-mix(in srgb, var(--series-${style}) 35%, transparent)`,
            'in all: would remain if all else were known',
          ],
          [`background: var(--series-${style})`, 'alone: would go if this were known'],
        ]}
      />
      <Members groups={result?.groups ?? []} />
    </>
  );
}

export function IndicesPart(): VNode {
  const asked = measure.value;
  const request = studiedAlone(studied.value, selected.value.id);
  const key = JSON.stringify([asked, request]);
  const work = useAnalysis(analysis, key, (base, report) =>
    sensitivity(
      { ...base, meta: model.meta, request },
      {
        measures: [asked],
        onProgress: (partial) => report(partial, shareDone(partial)),
      },
    ),
  );
  const { result } = work;
  return (
    <>
      <Sentence>
        With everything uncertain at once under {selected.value.name}, how much of the uncertainty about <MeasurePick />{' '}
        would each group of correlated assumptions be responsible for?
      </Sentence>
      <WorkLine analysis={analysis} asked={key}>
        {result === null ? null : precisionWords(result, 'total')}
      </WorkLine>
      {result === null ? (
        <NotYet what="First indices, with wide intervals, appear in a moment." />
      ) : (
        <Shown of={work.of} asked={key}>
          <Picture found={result} />
        </Shown>
      )}
      <Method>
        <p>
          <b>Alone</b> (first order): the share of the variance that would go, on average, if this group were known.{' '}
          <b>In all</b> (total): the share that would remain, on average, if everything else were known. In all minus
          alone is what the group does only together with others. Totals can sum to more than 100 %.
        </p>
        <p>
          Sobol’ indices need independent sources, and assumptions here are correlated: so each source is a group of
          assumptions that move together, and how a group’s share divides among its members is asked in “by assumption”.
          Estimated by pick-freeze (Saltelli and others 2010, Jansen 1999) on scrambled nets; intervals are from
          independent randomisations. An interval that reaches below zero means too small to tell.
        </p>
      </Method>
    </>
  );
}
