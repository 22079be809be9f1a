/** Words for dates, numbers and outcomes: plain, conditional, with units. Pure. */
import { quantile } from '../engine/estimates.ts';
import { formatEstimate, formatValue } from '../engine/format.ts';
import type { HistogramView } from '../engine/histogram.ts';
import { type Estimate, type Observed, quantileOf } from '../engine/statistics.ts';
import type { OutcomeMeta } from '../language/definition.ts';

const QUARTERS: Readonly<Record<string, string>> = { '0': 'January', '25': 'April', '75': 'October' };

/** 'mid-2028' for 2028.5, 'April 2029' for 2029.25, 'March 2027' for 2027.17. */
export function dateWords(date: number): string {
  const year = Math.floor(date);
  const hundredths = Math.round((date - year) * 100);
  if (hundredths === 50) return `mid-${year}`;
  const quarter = QUARTERS[String(hundredths)];
  if (quarter) return `${quarter} ${year}`;
  const month = Math.min(Math.round((date - year) * 12), 11);
  return `${new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, month, 1))} ${year}`;
}

interface Phrase {
  /** Before the date, between date and median, after the median. */
  readonly before: string;
  readonly after: string;
  readonly unit: string;
  /** What is at least the threshold. */
  readonly quantity: string;
  readonly unitShort: string;
  /** What a value below zero is, where that is said of its own. */
  readonly below?: string;
}

/** How the answer is said, by outcome; an outcome not named here is said by its label. */
const PHRASES: Readonly<Record<string, Phrase>> = {
  forwardLead: {
    before: 'China’s labs reach the',
    after: 'US frontier after',
    unit: 'months',
    quantity: 'it is',
    unitShort: 'months',
  },
  backwardLag: {
    before: 'China’s best model in',
    after: 'is where the US frontier was',
    unit: 'months before',
    quantity: 'it is',
    unitShort: 'months',
  },
  capabilityGap: {
    before: 'in',
    after: 'the US frontier is ahead by',
    unit: 'orders of magnitude of effective compute',
    quantity: 'the gap is',
    unitShort: 'OOM',
  },
  computeRatio: {
    before: 'in',
    after: 'the chips of the US bloc outnumber those that Chinese labs own or use by',
    unit: 'to 1',
    quantity: 'the ratio is',
    unitShort: 'to 1',
  },
  effectiveComputeRatio: {
    before: 'in',
    after: 'usable US-bloc compute exceeds that of Chinese labs by',
    unit: 'to 1',
    quantity: 'the ratio is',
    unitShort: 'to 1',
  },
  deploymentLead: {
    before: 'China has the',
    after: 'frontier in regular use',
    unit: 'months after the US',
    below: 'before',
    quantity: 'it is',
    unitShort: 'months',
  },
  usStackShare: {
    before: 'in',
    after: 'US-bloc chips and models serve',
    unit: 'of the rest of the world’s AI use',
    quantity: 'the share is',
    unitShort: '',
  },
};

export function phraseOf(outcome: OutcomeMeta): Phrase {
  return (
    PHRASES[outcome.id] ?? {
      before: 'in',
      after: `the ${outcome.label.toLowerCase()} is`,
      unit: outcome.unit,
      quantity: 'it is',
      unitShort: outcome.unit,
    }
  );
}

/** A unit as it follows a number on a chart. */
export function unitOf(outcome: OutcomeMeta): string {
  return outcome.unit === 'x' ? '×' : outcome.unit;
}

/** Coarsest digit worth reading: tenths below 20, whole numbers above; hundredths for quantities around 1. */
function readable(value: number, outcome: OutcomeMeta): number {
  const small = outcome.display[1] - outcome.display[0] < 12;
  if (small) return 0.1;
  return Math.abs(value) < 19.95 ? 1 : 10;
}

/** The value alone, to a digit that is both earned and readable. */
export function valueWords({ value, se }: Estimate, outcome: OutcomeMeta, beyond = 'beyond the horizon'): string {
  return value === null ? beyond : formatValue(value, se, { binWidth: readable(value, outcome) });
}

/** Value and sampling error: ['13.5', '0.1']; the error is null where there is none. */
export function estimateWords(
  { value, se }: Estimate,
  outcome: OutcomeMeta,
  beyond?: string,
): readonly [string, string | null] {
  if (value === null) return [beyond ?? 'beyond the horizon', null];
  const [text = '', error = null] = formatEstimate(value, se, { binWidth: readable(value, outcome) }).split(' ± ');
  return [text, error];
}

/** How a bound is said: in a table, and in a sentence. */
const BOUNDS = { short: ['> ', '< '], long: ['more than ', 'less than '] } as const;

/**
 * A quantile without its error. Where it is no value it is said as the bound it is: '> 78' where it is not reached by
 * the end of the clock, 78 months away, and likewise outside the range that was counted. '–' where nothing was.
 */
export function quantileWords(
  view: HistogramView,
  p: number,
  outcome: OutcomeMeta,
  form: keyof typeof BOUNDS = 'short',
): string {
  const { value, place } = quantile(view, p);
  const [more, less] = BOUNDS[form];
  const words = (bound: number): string => valueWords({ value: bound, se: null }, outcome);
  switch (place) {
    case 'inside':
    case 'atom':
      return words(value);
    case 'censored':
      return `${more}${numberWords(view.horizon, 0)}`;
    case 'above':
      return `${more}${words(value)}`;
    case 'below':
      return `${less}${words(value)}`;
    case 'empty':
      return '–';
  }
}

/** A value with every digit that its sampling error earns, and that error: '10.581 ± 0.005'; null where it has none. */
export function earnedWords({ value, se }: Estimate): string | null {
  return value === null || se === null ? null : formatEstimate(value, se);
}

/** A quantile and its sampling error, as `estimateWords`; a bound, which has none, as `quantileWords`. */
export function quantileEstimate(
  observed: Observed,
  p: number,
  outcome: OutcomeMeta,
  form: keyof typeof BOUNDS = 'short',
): readonly [string, string | null] {
  const estimate = quantileOf(observed, p);
  return estimate.value === null
    ? [quantileWords(observed.pooled, p, outcome, form), null]
    : estimateWords(estimate, outcome);
}

/** A share as whole percent, and '<1' or '>99' where rounding would claim certainty. */
export function percentWords(share: number | null): string {
  if (share === null || Number.isNaN(share)) return '–';
  const percent = 100 * share;
  if (percent > 0 && percent < 0.5) return '<1 %';
  if (percent < 100 && percent >= 99.5) return '>99 %';
  return `${Math.round(percent)} %`;
}

/** A share in whole percent; one that was not counted at its place as the two between which it lies. */
export function shareWords({ value, bounds }: Pick<Estimate, 'value' | 'bounds'>): string {
  if (bounds === undefined) return percentWords(value);
  const [least, most] = bounds.map(percentWords);
  return least === most ? percentWords(value ?? bounds[0]) : `${least} to ${most}`;
}

/** A share in percent with its sampling error: ['60.5', '0.1']. */
export function percentEstimate({ value, se, bounds }: Estimate): readonly [string, string | null] {
  if (value === null && bounds !== undefined) return [shareWords({ value, bounds }).replaceAll(' %', ''), null];
  if (value === null) return ['–', null];
  const [text = '', error = null] = formatEstimate(100 * value, se === null ? null : 100 * se, { binWidth: 1 }).split(
    ' ± ',
  );
  return [text, error];
}

const COUNT = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** 131,072; 4.2 million. */
export function countWords(count: number): string {
  if (count < 1e6) return COUNT.format(count);
  return count < 1e9 ? `${(count / 1e6).toPrecision(3)} million` : `${(count / 1e9).toPrecision(3)} billion`;
}

/** 'Act now, Inaction and Your policy'. */
export function listWords(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** A name at most so many letters long, for a place that has no room for more. */
export function clipped(name: string, letters: number): string {
  return name.length > letters ? `${name.slice(0, letters - 1).trimEnd()}…` : name;
}

/** A number with up to `decimals` decimals and no trailing zeros, with a true minus. */
export function numberWords(value: number, decimals = 3): string {
  const text = String(Number(value.toFixed(decimals)));
  return text.replace('-', '−');
}

/** With its sign always: '+2.8', '−5.3', '0'; a bound as it is. */
export function signedWords(text: string): string {
  return /^[−0<>–]/.test(text) && !/^0\.\d*[1-9]/.test(text) ? text : `+${text}`;
}

/** A change of a median, with its sign: '+0.9', and a digit more where that would be nothing: '−0.03'. */
export function movedWords(change: number): string {
  return signedWords(change.toFixed(Math.abs(change) < 0.095 ? 2 : 1).replace('-', '−'));
}
