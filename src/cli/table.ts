/** A finished run as a page of text: headline, distribution as bars, every outcome at its headline date, differences. */

import { caveatsOf } from '../engine/caveats.ts';
import { type Description, QUANTILES, type QuantileName, type Share } from '../engine/describe.ts';
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
      // Keys that look like whole numbers come first in an object, whatever was put in first.
      const thresholds = Object.keys(description.atLeast).sort((a, b) => Number(a) - Number(b));
      const parts = thresholds.map((threshold) => {
        const share = description.atLeast[threshold];
        return `P(≥ ${numberText(Number(threshold))}) ${share === undefined ? '?' : shareText(share)}`;
      });
      const median = [quantileText(run, outcome, description, 'p50'), outcome.unit].join(' ').trim();
      return `${id}: ${[`median ${median}`, ...parts].join(', ')}`;
    })
    .join('\n');
}

/** A share that was counted, with its error; one that was not as the two between which it lies. */
function shareText({ p, se, bounds }: Share): string {
  if (bounds !== undefined && bounds[0] <= 0) return `at most ${percent(bounds[1])}`;
  if (bounds !== undefined) return `${percent(bounds[0]).replace(' %', '')} to ${percent(bounds[1])}`;
  return p === null ? '?' : formatProbability(p, se);
}

/** A number as it was given, with the sign that stands beside numbers in print. */
const numberText = (value: number): string => String(value).replace('-', '\u2212');

/** Errors that are no more than this share of a value, or of its range for 0, are those of single precision: samples share it. */
const EXACT = 1.5 * 2 ** -24;
const EXACT_ZERO = 2 ** -46;

/** Quantiles to the digit that is earned; beyond the horizon or the tally, in words. */
function quantileText(run: FinishedRun, outcome: OutcomeMeta, description: Description, name: QuantileName): string {
  const value = description[name];
  if (value !== null) return estimateText(outcome, value, description.se[name]);
  const place = description.outside[name];
  if (place === 'censored') return `after ${run.meta.clock.end}`;
  return place === 'below' ? 'below range' : place === 'above' ? 'above range' : '–';
}

function estimateText({ range: [low, high] }: OutcomeMeta, value: number, se: number | null): string {
  const exact = value === 0 ? EXACT_ZERO * (high - low) : EXACT * Math.abs(value);
  if (se !== null && se <= exact) return numberText(Number(value.toPrecision(7)));
  return formatEstimate(value, se);
}

function meanText(outcome: OutcomeMeta, { mean, se, refused }: Description): string {
  if (refused !== undefined) return 'refused';
  return mean === null ? '–' : estimateText(outcome, mean, se.mean);
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
    .map(({ shares, edges, below, above, censored, missing }, set) => {
      const title = `${titleOf(outcome, date)}: ${request.scenarios[set]?.id}`;
      const rows = [...shares].map((share, i) => barRow(shortNumber(edges[i] ?? 0), share, longest));
      const beyond = [
        ['below', below],
        ['above', above],
        [`after ${run.meta.clock.end}`, censored],
        ['without a value', missing],
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
  // What lies on the upper end belongs to the bin that begins there.
  const beyond = to + Math.abs(to - from) * 1e-6;
  return from < to && Number.isFinite(from) && Number.isFinite(to) ? [from, beyond] : [low, high];
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
    description === undefined
      ? []
      : [...NAMES.map((name) => quantileText(run, outcome, description, name)), meanText(outcome, description)];
  const rows = [
    [titleOf(outcome, date), ...NAMES, 'mean'],
    ...document.scenarios.map(({ id, outcomes }) => [id, ...cells(outcomes[outcome.id]?.[String(date)])]),
    ...document.paired.map(({ of, against, outcomes }) => [
      outcome.scale === 'log10' ? `${of} / ${against}` : `${of} − ${against}`,
      ...cells(outcomes[outcome.id]?.[String(date)]),
    ]),
  ];
  return [alignColumns(rows), ...notesOf(run, document, outcome, date)].join('\n');
}

/** What the figures of an outcome leave out, a line for each scenario and difference of which there is something to say. */
function notesOf({ meta }: FinishedRun, document: RunDocument, { id }: OutcomeMeta, date: number): string[] {
  const described = [
    ...document.scenarios.map((one) => [one.id, one.outcomes[id]?.[String(date)]] as const),
    ...document.paired.map((one) => [`${one.of} against ${one.against}`, one.outcomes[id]?.[String(date)]] as const),
  ];
  return described.flatMap(([name, description]) => {
    if (description === undefined) return [];
    const said = caveatsOf(description, meta.clock.end);
    return said.length === 0 ? [] : [`${name}: ${said.join('; ')}`];
  });
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
