/** The summary of one distribution that tables, charts and JSON show: quantiles, mean, probabilities, each with its error. */
import { type LeftOut, leftOut } from './caveats.ts';
import { type Place, quantile } from './estimates.ts';
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
export type Description = Readonly<Record<StatisticName, number | null>> &
  LeftOut & {
    /** Why a quantile is null: beyond the horizon, or under or over the range of the tally. */
    readonly outside: Readonly<Partial<Record<QuantileName, 'censored' | 'below' | 'above'>>>;
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
