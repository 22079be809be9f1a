/** Which lever did it? The difference between two policies divided among what differs, by Shapley values. */
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { type Attribution, attribute, type Part } from '../../../analysis/attribution.ts';
import type { Factor } from '../../../analysis/factors.ts';
import { isProbability } from '../../../analysis/statistic.ts';
import { criticalValue95, type Estimate } from '../../../engine/statistics.ts';
import { linearAxis } from '../../charts/axis.ts';
import type { BarRow, BarsView } from '../../charts/bars.ts';
import { extent, placeChange } from '../../charts/statistic-axis.ts';
import { listed, outcome } from '../../entries.ts';
import { model } from '../../model.ts';
import type { ScenarioEdit } from '../../state/document.ts';
import { document as edited } from '../../state/store.ts';
import { countWords, numberWords } from '../../wording.ts';
import { createAnalysis, useAnalysis } from './analysis.ts';
import { knobWords } from './knobs.ts';
import { scenarioById, studied, target } from './question.ts';
import { Legend, Rows } from './rows.tsx';
import { ScenarioPick, Sentence, StatisticPick } from './sentence.tsx';
import { changeFull, changeText, estimateText, statisticWords, unitWords } from './words.ts';
import { Method, NotYet, Shown, WorkLine } from './work-line.tsx';

interface Attributed {
  readonly found: Attribution;
  /** Ids of the two policies. */
  readonly from: string;
  readonly to: string;
}

const analysis = createAnalysis<Attributed>();
/** Ids as chosen; null: the baseline, and the selected policy or the next one. */
const fromChosen = signal<string | null>(null);
const toChosen = signal<string | null>(null);

function pair(): readonly [from: ScenarioEdit, to: ScenarioEdit] {
  const { baseline, selected } = edited.value;
  const all = listed.value;
  const find = (id: string | null): ScenarioEdit | undefined => all.find((scenario) => scenario.id === id);
  const from = find(fromChosen.value) ?? find(baseline) ?? all[0];
  const to =
    find(toChosen.value) ?? (selected === from?.id ? undefined : find(selected)) ?? all.find((s) => s !== from);
  if (!from) throw new Error('there is no scenario to start from');
  return [from, to ?? from];
}

function factorWords(factor: Factor): string {
  if (factor.kind === 'lever' || factor.kind === 'switch') {
    return `${factor.label}, ${knobWords(factor, factor.from)} → ${knobWords(factor, factor.to)}`;
  }
  return factor.label;
}

/** "From Status quo to Act now the median forward lead would change by +2.9 ± 0.1 months, of which +1.0 ± 0.1 by …". */
function titleOf({ parts, difference, target: what }: Attribution, from: ScenarioEdit, to: ScenarioEdit): string {
  const [largest] = parts;
  const change = changeFull(difference, what, outcome.value);
  const name = statisticWords(what, outcome.value);
  const start = `From ${from.name} to ${to.name} the ${name} would change by ${change}`;
  return largest ? `${start}, of which ${changeText(largest.effect, what)} by ${largest.factor.label}` : start;
}

function viewOf(found: Attribution, from: ScenarioEdit, to: ScenarioEdit): Omit<BarsView, 'names'> {
  const { parts, target: what } = found;
  const shown = outcome.value;
  const place = ({ value }: Estimate): number => placeChange(what, value);
  const critical = criticalValue95(studied.value.replicates);
  const error = ({ se }: Estimate): number => critical * placeChange(what, se ?? 0);
  const total = place(found.difference);
  let reached = place(found.from);
  const end = (name: string, estimate: Estimate): BarRow => ({
    name,
    note: `${estimateText(estimate, what, shown)} ${unitWords(what, shown)}`,
    bars: [],
    intervals: [{ low: place(estimate) - error(estimate), high: place(estimate) + error(estimate) }],
    points: [place(estimate)],
    strong: true,
  });
  const steps = parts.map(({ factor, effect }: Part): BarRow => {
    const next = reached + place(effect);
    const along = place(effect) * total >= 0;
    const row: BarRow = {
      name: factorWords(factor),
      note: changeText(effect, what),
      bars: [{ from: reached, to: next, ink: along ? to.style : 'edge', alpha: along ? 1 : 0.7 }],
      intervals: [{ low: next - error(effect), high: next + error(effect) }],
    };
    reached = next;
    return row;
  });
  const rows = [end(from.name, found.from), ...steps, end(to.name, found.to)];
  const [low, high] = extent(
    rows.flatMap(({ bars, intervals }) => [
      ...bars.flatMap((bar) => [bar.from, bar.to]),
      ...intervals.map((i) => i.low),
      ...intervals.map((i) => i.high),
    ]),
  );
  const months = shown.unit === 'months' && !isProbability(what.statistic);
  const label = `${statisticWords(what, shown)}, ${unitWords(what, shown)}`;
  return {
    title: titleOf(found, from, to),
    description:
      'Each bar starts where the one above it ends; hairs are 95 % intervals of the part from sampling alone. The parts sum to the difference exactly.',
    axis: linearAxis(label, low, high, 7, months),
    rows,
    origin: null,
    table: {
      columns: ['What differs', 'Its part', 'If it moved alone', 'If it moved last'],
      rows: [
        ...parts.map(({ factor, effect, alone, last }) => [
          factorWords(factor),
          changeText(effect, what),
          changeText(alone, what),
          changeText(last, what),
        ]),
        ['Sum, the whole difference', changeText(found.difference, what), '', ''],
      ],
    },
  };
}

function Picture({ attributed }: { attributed: Attributed }): VNode {
  const { found } = attributed;
  const [from, to] = [scenarioById(attributed.from), scenarioById(attributed.to)];
  const view = useMemo(() => viewOf(found, from, to), [found, from.name, to.name, to.style]);
  return (
    <>
      <Rows view={view} fileName={`headway-attribution-${from.id}-${to.id}`} />
      <Legend
        entries={[
          [`background: var(--series-${to.style})`, 'along with the whole difference'],
          ['background: color-mix(in srgb, var(--edge) 70%, transparent)', 'against it'],
        ]}
      />
    </>
  );
}

export function AttributionTab(): VNode {
  const [from, to] = pair();
  const [what, request] = [target.value, studied.value];
  const scenarios = [from, to].flatMap(({ id }) => request.scenarios.filter((scenario) => scenario.id === id));
  const key = JSON.stringify([what, { ...request, scenarios }]);
  const work = useAnalysis(analysis, key, async (base, report) => {
    const found = await attribute(
      { ...base, meta: model.meta, request: { ...request, scenarios } },
      {
        target: what,
        onProgress: ({ settingsDone, settingsTotal }) => report(null, settingsDone / settingsTotal),
      },
    );
    return { found, from: from.id, to: to.id };
  });
  const { result } = work;
  return (
    <>
      <Sentence>
        How much of the way from{' '}
        <ScenarioPick
          label="From"
          value={from.id}
          onChange={(id) => {
            fromChosen.value = id;
          }}
        />{' '}
        to{' '}
        <ScenarioPick
          label="To"
          value={to.id}
          onChange={(id) => {
            toChosen.value = id;
          }}
        />
        , in <StatisticPick />, is each lever’s doing?
      </Sentence>
      <WorkLine analysis={analysis} asked={key}>
        {result === null
          ? null
          : `${countWords(result.found.settings)} settings (${result.found.method}), ${countWords(result.found.samples)} samples each on the same draws; ± is one standard error`}
      </WorkLine>
      {result === null ? (
        <NotYet what={`The parts appear when all settings are computed${progressWords(work.share)}.`} />
      ) : (
        <Shown of={work.of} asked={key}>
          <Picture attributed={result} />
        </Shown>
      )}
      <Method>
        <p>
          A lever’s part is the change that its move makes, averaged over all orders in which the levers could move
          (Shapley 1953). So levers that work only together share what they do together, the order of a list plays no
          role, and the parts sum to the difference exactly. Up to twelve levers every combination is computed; above
          that, orders are sampled and their error is included.
        </p>
        <p>
          The table shows beside each part what the lever would do alone, and what it would do if all others had moved
          first: where these differ, levers stand in for or need each other.
        </p>
      </Method>
    </>
  );
}

const progressWords = (share: number | null): string => (share === null ? '' : ` (${numberWords(100 * share, 0)} %)`);
