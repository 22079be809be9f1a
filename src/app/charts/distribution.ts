/** The distribution of the answer at one date: quantile dots, histogram, or chance of at least. All shown scenarios. */
import { displayHistogram, exceedanceCurve } from '../../engine/display.ts';
import { type Observed, quantileOf } from '../../engine/statistics.ts';
import type { OutcomeMeta } from '../../language/definition.ts';
import { chanceWords } from '../chance.ts';
import { clipped, percentWords, quantileEstimate, quantileWords, unitOf } from '../wording.ts';
import { fromAxis, outcomeAxis, tickStep, ticksBetween, toAxis } from './axis.ts';
import { type DotRow, dotsOf, lostWords, rowMarks, spanOf } from './dot-rows.ts';
import { type Axis, dashOf, type Figure, type Mark, type Table } from './figure.ts';

export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly style: number;
  readonly observed: Observed;
}

export interface DistributionView {
  readonly entries: readonly Entry[];
  readonly selected: string;
  readonly baseline: string;
  readonly outcome: OutcomeMeta;
  /** When: 'at mid-2028'; empty where the model has no clock. */
  readonly when: string;
  /** How far off the outcome can be known, in its unit; +Infinity where it has no end. */
  readonly horizon: number;
  readonly threshold: number;
  /** The selected scenario before the last change; null where there is none. */
  readonly ghost: Observed | null;
}

/** "At least 12 months in 61 % of futures with Act now, 39 % with Status quo". */
function finding(view: DistributionView): string {
  const { outcome, threshold, entries } = view;
  const chosen = entries.find((entry) => entry.id === view.selected);
  const baseline = entries.find((entry) => entry.id === view.baseline);
  if (!chosen) return outcome.label;
  const start = `At least ${threshold} ${unitOf(outcome)} in ${chanceWords(chosen.observed, threshold)} of futures`;
  if (!baseline || baseline === chosen) return start;
  return `${start}, against ${chanceWords(baseline.observed, threshold)} with ${baseline.name}`;
}

function frame(view: DistributionView): { axis: Axis; rows: DotRow[] } {
  const { outcome, entries, threshold, ghost } = view;
  const place = (value: number): number => toAxis(outcome, value);
  const rows = entries.map((entry): DotRow => {
    const median = quantileOf(entry.observed, 0.5).value;
    return {
      name: entry.name,
      note: `${chanceWords(entry.observed, threshold)} at least ${threshold}`,
      ink: entry.style,
      dots: dotsOf(entry.observed, place),
      median: median === null ? null : place(median),
      lost: lostWords(entry.observed, outcome),
      strong: entry.id === view.selected,
      ...(ghost === null || entry.id !== view.selected ? {} : { ghost: ghostOf(ghost, place) }),
    };
  });
  const zero = outcome.scale === 'log10' ? [] : [0];
  const behind = rows.flatMap((row) => row.ghost ?? []);
  const [low, high] = spanOf([...rows, ...behind], [...zero, toAxis(outcome, threshold)]);
  const what = [outcome.label.toLowerCase(), view.when].filter((part) => part !== '').join(' ');
  const label = [what, unitOf(outcome)].filter((part) => part !== '').join(', ');
  const end = toAxis(outcome, view.horizon);
  return { axis: endedAt(outcomeAxis(outcome, label, low, Math.min(high, end)), end), rows };
}

function ghostOf(observed: Observed, place: (value: number) => number): NonNullable<DotRow['ghost']> {
  const median = quantileOf(observed, 0.5).value;
  return { dots: dotsOf(observed, place), median: median === null ? null : place(median) };
}

/** Of a curve or an outline before the last change. */
const GHOST = { ink: 'edge', width: 1.5, dash: [2, 2] } as const;
const GHOST_WORDS = ' Pale: before the last change.';
const ghostWords = ({ ghost }: DistributionView): string => (ghost === null ? '' : GHOST_WORDS);

/** An axis goes no farther than what can be known. */
function endedAt(axis: Axis, end: number): Axis {
  if (axis.high <= end) return axis;
  return { ...axis, high: end, ticks: axis.ticks.filter((tick) => tick <= end) };
}

/** Where the threshold stands in the plot: at its end where it lies farther off. */
const thresholdOn = (view: DistributionView, axis: Axis): number =>
  Math.min(toAxis(view.outcome, view.threshold), axis.high);

function table({ entries, outcome, threshold }: DistributionView): Table {
  const quantiles = [5, 10, 25, 50, 75, 90, 95];
  return {
    columns: [
      'Scenario',
      ...quantiles.map((percent) => `${percent} % below`),
      `At least ${threshold} ${unitOf(outcome)}`,
      'Not reached by the end',
    ],
    rows: entries.map(({ name, observed }) => [
      name,
      ...quantiles.map((percent) => quantileEstimate(observed, percent / 100, outcome)[0]),
      chanceWords(observed, threshold),
      percentWords(observed.pooled.censored / observed.pooled.valid),
    ]),
  };
}

const thresholdRule = (view: DistributionView, axis: Axis): Mark => ({
  kind: 'rule',
  axis: 'x',
  at: thresholdOn(view, axis),
  ink: 'ink',
  width: 1.5,
});

/** Share of futures beyond what was counted, from which it is said: half a percent reads as one. */
const WORTH_SAYING = 0.005;

const NAME_LETTERS = 24;

/** Who is who, in the upper right corner, where curves and bars are low; and what lies beyond the end of the clock. */
function nameMarks(view: DistributionView, axis: Axis, top: number): Mark[] {
  return view.entries.map(({ id, name, style, observed }, index): Mark => {
    const { censored, over, valid } = observed.pooled;
    const beyond = (censored + over) / valid;
    const far =
      beyond < WORTH_SAYING ? '' : `, ${percentWords(beyond)} ${quantileWords(observed.pooled, 1, view.outcome)}`;
    return {
      kind: 'text',
      x: axis.high,
      y: top,
      text: `${clipped(name, NAME_LETTERS)}: ${chanceWords(observed, view.threshold)} at least ${view.threshold}${far}`,
      ink: style,
      align: 'right',
      letters: -0.6,
      lines: 0.9 + 1.25 * index,
      bold: id === view.selected,
    };
  });
}

function readingsOf(view: DistributionView): NonNullable<Figure['readings']> {
  return (x) => {
    const value = fromAxis(view.outcome, x);
    return {
      at: `at least ${value.toFixed(Math.abs(value) < 10 ? 1 : 0)} ${unitOf(view.outcome)}`,
      rows: view.entries.map((entry) => ({
        label: entry.name,
        value: chanceWords(entry.observed, value),
        ink: entry.style,
      })),
    };
  };
}

function ruler(axis: Axis): Mark {
  const step = (axis.ticks[1] ?? axis.high) - (axis.ticks[0] ?? axis.low);
  return { kind: 'ruler', from: axis.ticks[0] ?? axis.low, to: axis.ticks.at(-1) ?? axis.high, step };
}

export function dotFigure(view: DistributionView): Figure {
  const { axis, rows } = frame(view);
  const threshold = thresholdOn(view, axis);
  return {
    title: finding(view),
    description: `Each dot is 2 % of simulated futures; filled dots are at or above the threshold, the short bar below each row marks its median.${ghostWords(view)}`,
    x: axis,
    y: { label: 'each dot is 2 % of futures', low: 0, high: rows.length, ticks: [], format: String, hidden: true },
    marks: [...rowMarks(rows, axis, threshold), thresholdRule(view, axis), ruler(axis)],
    table: table(view),
    readings: readingsOf(view),
  };
}

const MAX_BINS = 56;

/** Outline of a histogram, in percent. */
function stepsOf({ shares, edges }: ReturnType<typeof displayHistogram>, outcome: OutcomeMeta) {
  const xs: number[] = [];
  const ys: number[] = [];
  shares.forEach((height, bin) => {
    xs.push(toAxis(outcome, edges[bin] ?? 0), toAxis(outcome, edges[bin + 1] ?? 0));
    ys.push(100 * height, 100 * height);
  });
  return { xs, ys };
}

export function histogramFigure(view: DistributionView): Figure {
  const { outcome, entries } = view;
  const { axis } = frame(view);
  const range = [fromAxis(outcome, axis.low), fromAxis(outcome, axis.high)] as const;
  const outlineOf = (observed: Observed) => displayHistogram(observed.pooled, { range, maxBins: MAX_BINS });
  const shown = entries.map(({ observed }) => outlineOf(observed));
  const was = view.ghost === null ? null : outlineOf(view.ghost);
  const top = Math.max(1e-6, ...[...shown, ...(was ? [was] : [])].flatMap(({ shares }) => [...shares])) * 100;
  const step = tickStep(top, 4, false);
  const high = Math.ceil(top / step) * step;
  const at = thresholdOn(view, axis);
  const marks: Mark[] = [
    { kind: 'band', xs: [at, axis.high], lows: [0, 0], highs: [high, high], ink: 'water', alpha: 1 },
    ...(was === null ? [] : [{ kind: 'line', ...stepsOf(was, outcome), ...GHOST } as const]),
  ];
  entries.forEach((entry, index) => {
    const histogram = shown[index];
    if (!histogram) return;
    const { xs, ys } = stepsOf(histogram, outcome);
    const strong = entry.id === view.selected;
    if (strong) marks.push({ kind: 'band', xs, lows: ys.map(() => 0), highs: ys, ink: entry.style, alpha: 0.22 });
    marks.push({ kind: 'line', xs, ys, ink: entry.style, width: strong ? 2.5 : 1.5, dash: dashOf(entry.style) });
  });
  return {
    title: finding(view),
    description: `Histogram of simulated futures: the height is the share of futures in each bin.${ghostWords(view)}`,
    x: axis,
    y: {
      label: 'share of futures per bin, %',
      low: 0,
      high,
      ticks: ticksBetween(0, high, step),
      format: (tick) => `${Number(tick.toFixed(2))} %`,
    },
    marks: [...marks, thresholdRule(view, axis), ...nameMarks(view, axis, high), ruler(axis)],
    table: table(view),
    readings: readingsOf(view),
  };
}

const GRID = 160;

export function cumulativeFigure(view: DistributionView): Figure {
  const { outcome, entries } = view;
  const { axis } = frame(view);
  const xs = Array.from({ length: GRID + 1 }, (_, k) => axis.low + (k / GRID) * (axis.high - axis.low));
  const marks: Mark[] = [
    {
      kind: 'band',
      xs: [thresholdOn(view, axis), axis.high],
      lows: [0, 0],
      highs: [100, 100],
      ink: 'water',
      alpha: 1,
    },
  ];
  const values = xs.map((x) => fromAxis(outcome, x));
  const curveOf = (observed: Observed) => exceedanceCurve(observed.pooled, values).map((chance) => 100 * chance);
  if (view.ghost !== null) marks.push({ kind: 'line', xs, ys: curveOf(view.ghost), ...GHOST });
  for (const entry of entries) {
    const ys = curveOf(entry.observed);
    const width = entry.id === view.selected ? 2.5 : 1.5;
    marks.push({ kind: 'line', xs, ys, ink: entry.style, width, dash: dashOf(entry.style) });
  }
  return {
    title: finding(view),
    description: `Share of simulated futures at or above each value.${ghostWords(view)}`,
    x: axis,
    y: {
      label: 'share of futures at or above, %',
      low: 0,
      high: 100,
      ticks: [0, 25, 50, 75, 100],
      format: (tick) => `${tick} %`,
    },
    marks: [...marks, thresholdRule(view, axis), ...nameMarks(view, axis, 100), ruler(axis)],
    table: table(view),
    readings: readingsOf(view),
  };
}
