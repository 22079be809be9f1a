/** A median against the number of samples, with its 95 % interval; samples on a log axis. */
import type { OutcomeMeta } from '../../language/definition.ts';
import type { Convergence } from '../run.ts';
import { countWords, dateWords, unitOf } from '../wording.ts';
import { tickStep, ticksBetween } from './axis.ts';
import type { Figure } from './figure.ts';

export interface ConvergenceView {
  /** All of one subject. */
  readonly points: readonly Omit<Convergence, 'of'>[];
  readonly outcome: OutcomeMeta;
  readonly date: number;
  readonly name: string;
  readonly style: number;
}

export function convergenceFigure({ points, outcome, date, name, style }: ConvergenceView): Figure {
  const xs = points.map(({ samples }) => Math.log10(samples));
  const lows = points.map(({ estimate, halfWidth95 }) => estimate - halfWidth95);
  const highs = points.map(({ estimate, halfWidth95 }) => estimate + halfWidth95);
  const [low, high] = [Math.min(...lows, Infinity), Math.max(...highs, -Infinity)];
  const span = high > low ? high - low : 1;
  const step = tickStep(span, 4, false);
  const from = Number.isFinite(low) ? Math.floor(low / step) * step : 0;
  const to = Number.isFinite(high) ? Math.max(Math.ceil(high / step) * step, from + step) : 1;
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  const start = Math.floor(Math.min(...xs, 3.6));
  const end = Math.max(...xs, start + 1);
  const last = points.at(-1);
  const unit = unitOf(outcome);
  const fixed = (value: number): string => value.toFixed(decimals + 1);
  return {
    title: last
      ? `After ${countWords(last.samples)} samples the median ${outcome.label.toLowerCase()} of ${name} at ${dateWords(date)} is ${fixed(last.estimate)} ${unit} (95 % interval of sampling: ± ${fixed(last.halfWidth95)})`
      : 'Convergence',
    description: 'The band is the 95 % interval of the median from sampling alone.',
    x: {
      label: 'samples, log scale',
      low: start,
      high: end,
      ticks: ticksBetween(start, end, end - start > 4 ? 1 : 0.5),
      format: (at) => (Number.isInteger(at) ? `10${superscript(at)}` : ''),
    },
    y: { label: unit, low: from, high: to, ticks: ticksBetween(from, to, step), format: (at) => at.toFixed(decimals) },
    marks: [
      { kind: 'band', xs, lows, highs, ink: style, alpha: 0.22 },
      { kind: 'line', xs, ys: points.map(({ estimate }) => estimate), ink: style, width: 2 },
    ],
    table: {
      columns: ['Samples', `Median, ${unit}`, '95 % half-width'],
      rows: points.map(({ samples, estimate, halfWidth95 }) => [samples, fixed(estimate), fixed(halfWidth95)]),
    },
  };
}

const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function superscript(value: number): string {
  return [...String(value)].map((digit) => DIGITS[Number(digit)] ?? digit).join('');
}
