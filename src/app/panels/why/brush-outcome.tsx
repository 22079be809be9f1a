/** Futures by their outcome: which assumptions lie elsewhere in them, ranked, and a short rule that finds them. */
import { signal, untracked } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Range, Shift } from '../../../analysis/explain.ts';
import type { Futures } from '../../../analysis/futures.ts';
import { ruleInWords } from '../../../analysis/prim.ts';
import { formatEstimate } from '../../../engine/format.ts';
import { quantileOf } from '../../../engine/statistics.ts';
import { linearAxis, outcomeAxis, toAxis } from '../../charts/axis.ts';
import type { BarsView } from '../../charts/bars.ts';
import { binsOf, brushedFigure } from '../../charts/brushed.ts';
import { Assumed, Chart } from '../../charts/chart.tsx';
import { levels, outcome } from '../../entries.ts';
import { inputOf } from '../../model.ts';
import { selected } from '../../state/store.ts';
import { threshold } from '../../state/view.ts';
import { countWords, dateWords, numberWords, percentWords, signedWords, unitOf } from '../../wording.ts';
import { createAnalysis, ledgerOf, useAnalysis } from './analysis.ts';
import { type Explained, explainRange, futuresOf } from './futures.ts';
import { studied, studiedAlone, target } from './question.ts';
import { type Ends, RangeBrush } from './range-brush.tsx';
import { EndField } from './range-fields.tsx';
import { Rows } from './rows.tsx';
import { OutcomePick, Sentence } from './sentence.tsx';
import { shareText } from './words.ts';
import { Method, NotYet, Shown, WorkLine } from './work-line.tsx';

const FIRST_ROWS = 10;
/** Display runs between these quantiles of the futures. */
const TAIL = 0.005;

const analysis = createAnalysis<Explained>();
/** By outcome id; null ends never: open ends are infinite. */
const ranges = signal<Readonly<Record<string, Range>>>({});

/** At first the lowest tenth or so of the futures, to a round number. */
function usualRange(): Range {
  const own = levels.value.find(({ scenario }) => scenario.id === selected.value.id);
  const tenth = own ? quantileOf(own.observed, 0.1).value : null;
  const step = tenth !== null && Math.abs(tenth) >= 10 ? 1 : 0.5;
  return { from: Number.NEGATIVE_INFINITY, to: tenth === null ? threshold.value / 2 : step * Math.round(tenth / step) };
}

/** Kept from when it was first looked at: a range must not move as the forecast refines. By outcome id. */
const usual = new Map<string, Range>();

function rangeNow(): Range {
  const { id } = outcome.value;
  const chosen = ranges.value[id];
  if (chosen) return chosen;
  const range = usual.get(id) ?? untracked(usualRange);
  usual.set(id, range);
  return range;
}

function setRange(range: Range): void {
  if (range.from < range.to) ranges.value = { ...ranges.value, [outcome.value.id]: range };
}

function rangeWords({ from, to }: Range): string {
  const unit = unitOf(outcome.value);
  if (from === Number.NEGATIVE_INFINITY) return `below ${numberWords(to, 2)} ${unit}`;
  if (to === Number.POSITIVE_INFINITY) return `of at least ${numberWords(from, 2)} ${unit}`;
  return `from ${numberWords(from, 2)} to ${numberWords(to, 2)} ${unit}`;
}

function Histogram({ futures }: { futures: Futures }): VNode {
  const shown = outcome.value;
  const { style, name } = selected.value;
  const range = rangeNow();
  const coordinates = useMemo(() => {
    const values = (futures.outcomes[0] ?? new Float64Array(0)).map((value) =>
      Number.isFinite(value) ? toAxis(shown, value) : value,
    );
    const sorted = values.filter(Number.isFinite).sort();
    const at = (p: number): number => sorted[Math.floor(p * (sorted.length - 1))] ?? 0;
    return { values, low: at(TAIL), high: at(1 - TAIL) };
  }, [futures, shown]);
  const ends: Ends = [
    Number.isFinite(range.from) ? toAxis(shown, range.from) : range.from,
    Number.isFinite(range.to) ? toAxis(shown, range.to) : range.to,
  ];
  const figure = useMemo(() => {
    const { values, low, high } = coordinates;
    const inside = Uint8Array.from(values, (value) =>
      value >= ends[0] && (value < ends[1] || ends[1] === Number.POSITIVE_INFINITY) ? 1 : 0,
    );
    const label = `${shown.label.toLowerCase()} at ${dateWords(futures.histogram.date)}, ${unitOf(shown)}`;
    const axis = outcomeAxis(shown, label, low, high);
    const share = inside.reduce((sum, one) => sum + one, 0) / Math.max(values.length, 1);
    return brushedFigure({
      title: `${percentWords(share)} of simulated futures under ${name} have a ${shown.label.toLowerCase()} ${rangeWords(range)}`,
      description: 'Histogram of simulated futures; those in the range are in colour.',
      bins: binsOf(values, inside, axis.low, axis.high),
      x: axis,
      style,
      range: ends,
      outline: null,
    });
  }, [coordinates, ends[0], ends[1], style, name]);
  const back = (end: number): number =>
    Number.isFinite(end) && shown.scale === 'log10' ? Number((10 ** end).toPrecision(4)) : end;
  return (
    <Chart
      figure={figure}
      fileName={`headway-futures-${shown.id}`}
      className="chart-brush"
      overlay={(geometry) => (
        <RangeBrush
          geometry={geometry}
          label={`Range of the ${shown.label.toLowerCase()}`}
          range={ends}
          step={shown.scale === 'log10' ? 0.02 : shown.unit === 'months' ? 0.5 : 0.05}
          words={(end) => `${numberWords(back(end), 2)} ${unitOf(shown)}`}
          onChange={([from, to]) => setRange({ from: back(from), to: back(to) })}
        />
      )}
    />
  );
}

const shiftWords = ({ shift: { value, se } }: Shift): string => {
  if (value === null) return '–';
  const [text = '', error] = formatEstimate(value, se, { binWidth: 0.1 }).split(' ± ');
  return `${value < 0 ? 'lower' : 'higher'}, ${signedWords(text)}${error === undefined ? '' : ` ± ${error}`} sd`;
};

function shiftsView(shifts: readonly Shift[], range: Range, style: number): Omit<BarsView, 'names'> {
  const clear = shifts.filter(({ gap, gapByChance }) => (gap.value ?? 0) > gapByChance);
  const [first, second] = clear;
  const name = (shift: Shift): string => inputOf(shift.input).label;
  const percent = (value: number | null): number => 100 * (value ?? 0);
  const said = (shift: Shift): string => `${name(shift)} lies ${shiftWords(shift)}`;
  const high = Math.min(100, Math.max(10, ...shifts.map(({ gap }) => percent(gap.value) + 2 * percent(gap.se))));
  const title = first
    ? `Where the ${outcome.value.label.toLowerCase()} is ${rangeWords(range)}, ${said(first)}${second ? `; ${said(second)}` : ''}`
    : 'No assumption lies elsewhere in these futures than chance would put it';
  return {
    title,
    description:
      'Bars: the largest gap between an assumption’s distribution in these futures and in all. Pale: a gap that chance alone exceeds in one case of twenty. Hairs are two standard errors.',
    axis: linearAxis('largest gap between the distributions, % of futures', 0, high, 6),
    rows: shifts.map((shift) => ({
      name: name(shift),
      note: (shift.gap.value ?? 0) > shift.gapByChance ? shiftWords(shift) : 'within chance',
      bars: [
        { from: 0, to: percent(shift.gap.value), ink: style, alpha: 1 },
        { from: 0, to: percent(shift.gapByChance), ink: 'edge', alpha: 0.8, height: 0.35 },
      ],
      intervals: [
        {
          low: Math.max(0, percent(shift.gap.value) - 2 * percent(shift.gap.se)),
          high: Math.min(100, percent(shift.gap.value) + 2 * percent(shift.gap.se)),
        },
      ],
    })),
    origin: 0,
    table: {
      columns: [
        'Assumption',
        'Largest gap',
        'By chance',
        'Shift of the mean',
        'Shares of these futures in each tenth of it',
      ],
      rows: shifts.map((shift) => [
        name(shift),
        shareText(shift.gap),
        percentWords(shift.gapByChance),
        shiftWords(shift),
        shift.deciles.map((share) => Math.round(100 * share)).join(' '),
      ]),
    },
  };
}

function RuleText({ explained: { rule, noRule } }: { explained: Explained }): VNode {
  if (noRule !== null) return <p class="small muted">No rule: {noRule}.</p>;
  if (!rule) return <p class="small muted">A short rule is being looked for…</p>;
  if (rule.restrictions.length === 0)
    return <p class="why-rule">No short rule finds these futures better than chance.</p>;
  return (
    <div class="why-ruling">
      <p class="why-rule">
        <b>A short rule:</b> {ruleInWords(rule.restrictions)}.
      </p>
      <p class="small">
        It holds {shareText(rule.coverage)} of these futures (coverage); {shareText(rule.density)} of the futures that
        meet it are among them (density), against {percentWords(rule.baseDensity)} of all futures. It is met in{' '}
        {shareText(rule.support)} of all futures. Found on one half of the futures and judged on the other.
      </p>
    </div>
  );
}

function Picture({ explained }: { explained: Explained }): VNode | null {
  const { explanation, range } = explained;
  const { style } = selected.value;
  const view = useMemo(() => (explanation ? shiftsView(explanation.shifts, range, style) : null), [explanation, style]);
  if (!view) return null;
  return (
    <>
      <RuleText explained={explained} />
      <Rows view={view} first={FIRST_ROWS} fileName="headway-shifts" />
    </>
  );
}

export function BrushOutcome(): VNode {
  const { id, name } = selected.value;
  const what = target.value;
  const question = { request: studiedAlone(studied.value, id), target: what };
  const range = rangeNow();
  // Statistics play no part here; infinite ends are no JSON.
  const key = JSON.stringify([question.request, what.outcome, what.date, String(range.from), String(range.to)]);
  const work = useAnalysis(analysis, key, async (base, report) => {
    const futures = await futuresOf(base, question);
    report({ futures, range, selected: new Uint8Array(0), explanation: null, rule: null, noRule: null }, null);
    return explainRange(futures, range, base.signal, (partial) => report(partial, null));
  });
  const { result } = work;
  const commit = (from: number | null, to: number | null): void =>
    setRange({ from: from ?? Number.NEGATIVE_INFINITY, to: to ?? Number.POSITIVE_INFINITY });
  return (
    <>
      <Sentence>
        What do futures under {name} share whose <OutcomePick /> is from{' '}
        <EndField
          label={`From, ${unitOf(outcome.value)}`}
          value={range.from}
          onCommit={(from) => commit(from, range.to)}
        />{' '}
        to{' '}
        <EndField label={`To, ${unitOf(outcome.value)}`} value={range.to} onCommit={(to) => commit(range.from, to)} />{' '}
        {unitOf(outcome.value)}?
      </Sentence>
      <WorkLine analysis={analysis} asked={key}>
        {result?.explanation
          ? `${countWords(result.explanation.selected)} of ${countWords(result.explanation.total)} futures; ± is one standard error`
          : null}
      </WorkLine>
      {result === null ? (
        <NotYet what="Futures appear in a moment." />
      ) : (
        <Assumed.Provider value={ledgerOf(work.of)}>
          <Histogram futures={result.futures} />
        </Assumed.Provider>
      )}
      {result?.explanation ? (
        <Shown of={work.of} asked={key}>
          <Picture explained={result} />
        </Shown>
      ) : null}
      <Method>
        <p>
          Drag the ends of the range, or the range between them. For every assumption, its distribution in the chosen
          futures is compared with that in all (as in regionalised sensitivity analysis, Hornberger and Spear 1981); sd
          is its own standard deviation, on the scale on which it is normal.
        </p>
        <p>
          The rule is found by peeling off thin slices of futures (PRIM, Friedman and Fisher 1999; scenario discovery,
          Bryant and Lempert 2010); restrictions that chance would explain are dropped. Futures chosen by their outcome
          say what goes together, not what would follow from changing an assumption.
        </p>
      </Method>
    </>
  );
}
