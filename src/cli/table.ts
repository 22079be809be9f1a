/** A finished run as a page of text: headline, distribution as bars, every outcome at its headline date, differences. */
import { type Description, QUANTILES, type QuantileName } from '../engine/describe.ts';
import { displayHistogram } from '../engine/display.ts';
import { quantile } from '../engine/estimates.ts';
import { formatEstimate, formatProbability, groupDigits } from '../engine/format.ts';
import { findHistogram, type HistogramView, pooledView } from '../engine/histogram.ts';
import type { OutcomeMeta } from '../language/definition.ts';
import type { FinishedRun, RunDocument } from './document.ts';

const BAR_WIDTH = 40;
const MAX_BARS = 24;
/** Bars span all but this share at either end; what is beyond is said in words. */
const TAIL = 0.005;
const LEAST_SHARE = 0.0005;
const NAMES = Object.keys(QUANTILES) as QuantileName[];

/** @param document of `run` */
export function runTable(run: FinishedRun, document: RunDocument): string {
  const headline = shownOutcomes(run)[0];
  const sections = [
    `${run.meta.title}, ${groupDigits(document.samples)} samples (${run.request.sampler}, seed ${run.request.seed})`,
    ...(headline === undefined ? [] : [headlineOf(run, document, headline), barsOf(run, headline)]),
    ...shownOutcomes(run).map((shown) => outcomeTable(run, document, shown)),
    document.digest === null ? 'no digest: the counts of a GPU are within a tolerance' : `digest ${document.digest}`,
  ];
  return sections.join('\n\n');
}

interface Shown {
  readonly outcome: OutcomeMeta;
  /** The headline date, or the nearest to it that was asked for. */
  readonly date: number;
}

function shownOutcomes({ meta, request }: FinishedRun): Shown[] {
  return request.outcomes.flatMap(({ id, dates }) => {
    const outcome = meta.outcomes.find((one) => one.id === id);
    if (outcome === undefined) return [];
    const nearest = [...dates].sort((a, b) => Math.abs(a - outcome.headline) - Math.abs(b - outcome.headline))[0];
    return nearest === undefined ? [] : [{ outcome, date: nearest }];
  });
}

function headlineOf(run: FinishedRun, document: RunDocument, { outcome, date }: Shown): string {
  return document.scenarios
    .map(({ id, outcomes }) => {
      const description = outcomes[outcome.id]?.[String(date)];
      if (description === undefined) return id;
      const parts = Object.entries(description.atLeast).map(
        ([threshold, { p, se }]) => `P(≥ ${threshold}) ${p === null ? '?' : formatProbability(p, se)}`,
      );
      return `${id}: median ${[quantileText(run, outcome, description, 'p50'), outcome.unit].join(' ').trim()}, ${parts.join(', ')}`;
    })
    .join('\n');
}

/** Quantiles to the digit that is earned; beyond the horizon or the tally, in words. */
function quantileText(run: FinishedRun, outcome: OutcomeMeta, description: Description, name: QuantileName): string {
  const value = description[name];
  if (value !== null) return formatEstimate(value, description.se[name], { binWidth: binWidth(outcome, value) });
  const place = description.outside[name];
  if (place === 'censored') return `after ${run.meta.clock.end}`;
  return place === 'below' ? 'below range' : place === 'above' ? 'above range' : '–';
}

function binWidth({ range: [low, high], bins, scale }: OutcomeMeta, value: number): number {
  const width = (high - low) / bins;
  return scale === 'linear' ? width : Math.abs(value) * (10 ** width - 1);
}

function barsOf(run: FinishedRun, { outcome, date }: Shown): string {
  const { tally, request } = run;
  const views = request.scenarios.map((_, set) =>
    pooledView(tally, set, findHistogram(tally.layout, outcome.id, date)),
  );
  const range = rangeOf(views, outcome);
  const histograms = views.map((view) => displayHistogram(view, { range, maxBins: MAX_BARS }));
  const longest = Math.max(...histograms.flatMap(({ shares }) => [...shares]));
  return histograms
    .map(({ shares, edges, below, above, censored }, set) => {
      const title = `${titleOf(outcome, date)}: ${request.scenarios[set]?.id}`;
      const rows = [...shares].map((share, i) => barRow(shortNumber(edges[i] ?? 0), share, longest));
      const beyond = [
        ['below', below],
        ['above', above],
        [`after ${run.meta.clock.end}`, censored],
      ] as const;
      const notes = beyond
        .filter(([, share]) => share >= LEAST_SHARE)
        .map(([place, share]) => `${place} ${percent(share)}`);
      return [title, ...rows, ...(notes.length === 0 ? [] : [`          ${notes.join(', ')}`])].join('\n');
    })
    .join('\n\n');
}

const titleOf = ({ label, unit }: OutcomeMeta, date: number): string =>
  [`${label} at ${date}`, unit].filter((part) => part !== '').join(', ');

/** Where nearly all of every scenario lies, within what the outcome shows on charts. */
function rangeOf(views: readonly HistogramView[], { display: [low, high] }: OutcomeMeta): [low: number, high: number] {
  const from = Math.min(...views.map((view) => quantile(view, TAIL).value));
  const to = Math.max(...views.map((view) => quantile(view, 1 - TAIL).value));
  return from < to && Number.isFinite(from) && Number.isFinite(to) ? [from, to] : [low, high];
}

function barRow(edge: string, share: number, longest: number): string {
  return `${edge.padStart(8)}  ${bar(share / longest).padEnd(BAR_WIDTH)} ${percent(share).padStart(7)}`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

function bar(share: number): string {
  const eighths = Math.round(Math.min(Math.max(share, 0), 1) * BAR_WIDTH * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

const shortNumber = (value: number): string => String(Number(value.toPrecision(4)));

function outcomeTable(run: FinishedRun, document: RunDocument, { outcome, date }: Shown): string {
  const cells = (description: Description | undefined): string[] =>
    description === undefined ? [] : NAMES.map((name) => quantileText(run, outcome, description, name));
  const rows = [
    [titleOf(outcome, date), ...NAMES],
    ...document.scenarios.map(({ id, outcomes }) => [id, ...cells(outcomes[outcome.id]?.[String(date)])]),
    ...document.paired.map(({ of, against, outcomes }) => [
      outcome.scale === 'log10' ? `${of} / ${against}` : `${of} − ${against}`,
      ...cells(outcomes[outcome.id]?.[String(date)]),
    ]),
  ];
  return alignColumns(rows);
}

/** Rows of cells as lines: the first column to the left, the others to the right. */
export function alignColumns(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
