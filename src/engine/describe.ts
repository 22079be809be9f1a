/** The summary of one distribution that tables, charts and JSON show: quantiles, mean, probabilities, each with its error. */
import { isConstant, type Place, quantile } from './estimates.ts';
import type { HistogramView } from './histogram.ts';
import {
  deviationOf,
  type Estimate,
  meanOf,
  type Observed,
  observe,
  probabilityAtLeast,
  probabilityEqual,
  quantileOf,
} from './statistics.ts';
import { LARGEST_SUMMED } from './sums.ts';
import type { Tally } from './types.ts';

export const QUANTILES = { p5: 0.05, p25: 0.25, p50: 0.5, p75: 0.75, p95: 0.95 } as const;
export type QuantileName = keyof typeof QUANTILES;
export type StatisticName = QuantileName | 'mean' | 'sd';

/** A probability with its standard error; `bounds` where it was not counted at its place, and lies between two that were. */
export interface Share {
  readonly p: number | null;
  readonly se: number | null;
  readonly bounds?: readonly [least: number, most: number];
}

/**
 * Plain data in the outcome's unit; null where a value is censored, out of the tally's range, or empty. Quantiles, mean and
 * deviation are of the samples with a value; probabilities are of all samples.
 */
export type Description = Readonly<Record<StatisticName, number | null>> & {
  /** Samples with a value, the censored among them. */
  readonly n: number;
  /** Samples without one (NaN or a meaningless infinity). */
  readonly nan: number;
  /** Shares of all samples: not reached by the end of the clock, and below and above the range of the tally. */
  readonly censored: number;
  readonly under: number;
  readonly over: number;
  /** All samples with a value have the same. */
  readonly constant: boolean;
  /** Why a quantile is null: beyond the horizon, or under or over the range of the tally. */
  readonly outside: Readonly<Partial<Record<QuantileName, 'censored' | 'below' | 'above'>>>;
  /** Why there is no mean and no deviation though there are values. */
  readonly refused?: string;
  /** Monte Carlo standard errors. */
  readonly se: Readonly<Record<StatisticName, number | null>>;
  /** P(value >= threshold) by threshold. */
  readonly atLeast: Readonly<Record<string, Share>>;
};

/** Of paired differences: which way they went. The three add up to the samples with a difference. */
export interface Change {
  readonly larger: Share;
  readonly equal: Share;
  readonly smaller: Share;
}

/**
 * Describes `outcome` at `date` in one set of a tally (0.. scenarios; `pairedSet` for differences). Thresholds are in the
 * outcome's unit. Throws TallyError for an outcome, date or set that was not counted.
 */
export function describe(
  tally: Tally,
  set: number,
  outcome: string,
  date: number,
  thresholds: readonly number[],
): Description {
  return describeObserved(observe(tally, set, outcome, date), thresholds);
}

/** As `describe`, for counts already looked up. */
export function describeObserved(observed: Observed, thresholds: readonly number[]): Description {
  const { pooled } = observed;
  const estimates: Record<StatisticName, Estimate> = {
    p5: quantileOf(observed, QUANTILES.p5),
    p25: quantileOf(observed, QUANTILES.p25),
    p50: quantileOf(observed, QUANTILES.p50),
    p75: quantileOf(observed, QUANTILES.p75),
    p95: quantileOf(observed, QUANTILES.p95),
    mean: meanOf(observed),
    sd: deviationOf(observed),
  };
  return {
    ...mapValues(estimates, ({ value }) => value),
    ...leftOut(pooled),
    outside: outsideOf(observed),
    se: mapValues(estimates, ({ se }) => se),
    atLeast: Object.fromEntries(
      thresholds.map((threshold) => [String(threshold), shareOf(probabilityAtLeast(observed, threshold))]),
    ),
  };
}

/** What the figures of a distribution leave out. */
export function leftOut(
  view: HistogramView,
): Pick<Description, 'n' | 'nan' | 'censored' | 'under' | 'over' | 'constant' | 'refused'> {
  const { valid, invalid, all } = view;
  const share = (count: number): number => (all === 0 ? 0 : count / all);
  const refused = refusalOf(view);
  return {
    n: valid,
    nan: invalid,
    censored: share(view.censored),
    under: share(view.under),
    over: share(view.over),
    constant: isConstant(view),
    ...(refused === null ? {} : { refused }),
  };
}

/** A description of paired differences, with which way they went. @param none the difference that is none */
export function describeChange(
  tally: Tally,
  set: number,
  outcome: string,
  date: number,
  none: number,
  thresholds: readonly number[] = [none],
): Description & { readonly change: Change } {
  const observed = observe(tally, set, outcome, date);
  return { ...describeObserved(observed, thresholds), change: changeOf(observed, none) };
}

/** Which way paired differences went. @param none the difference that is none: 0, or a ratio of 1 */
export function changeOf(observed: Observed, none: number): Change {
  const notSmaller = probabilityAtLeast(observed, none);
  const equal = probabilityEqual(observed, none);
  const { pooled } = observed;
  const equals = equal.value ?? 0;
  const share = (p: number, se: number | null): Share => ({ p: Math.max(p, 0), se });
  const valid = pooled.valid / pooled.all;
  return {
    larger: share((notSmaller.value ?? 0) - equals, notSmaller.se),
    equal: shareOf(equal),
    smaller: share(valid - (notSmaller.value ?? 0), notSmaller.se),
  };
}

const shareOf = ({ value, se, bounds }: Estimate): Share => ({
  p: value,
  se,
  ...(bounds === undefined ? {} : { bounds }),
});

/** Why samples with values have no mean, in a sentence; null where they have one. */
export function refusalOf({ sums, valid }: HistogramView): string | null {
  const { vast, scale } = sums;
  if (valid === 0 || vast === 0) return null;
  const few = `${vast} of ${valid} samples are`;
  return `${few} ${(LARGEST_SUMMED * scale).toPrecision(2)} or more, too large to be summed beside this range: widen it`;
}

function outsideOf({ pooled }: Observed): Description['outside'] {
  const outside: Partial<Record<QuantileName, 'censored' | 'below' | 'above'>> = {};
  for (const name of Object.keys(QUANTILES) as QuantileName[]) {
    const { place } = quantile(pooled, QUANTILES[name]);
    if (isOutside(place)) outside[name] = place;
  }
  return outside;
}

const isOutside = (place: Place): place is 'censored' | 'below' | 'above' =>
  place === 'censored' || place === 'below' || place === 'above';

function mapValues<T>(
  record: Readonly<Record<StatisticName, Estimate>>,
  pick: (estimate: Estimate) => T,
): Record<StatisticName, T> {
  const { p5, p25, p50, p75, p95, mean, sd } = record;
  return {
    p5: pick(p5),
    p25: pick(p25),
    p50: pick(p50),
    p75: pick(p75),
    p95: pick(p95),
    mean: pick(mean),
    sd: pick(sd),
  };
}
