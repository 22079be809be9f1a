/** The summary of one distribution that tables, charts and JSON show: quantiles, mean, probabilities, each with its error. */
import { quantile } from './estimates.ts';
import {
  deviationOf,
  type Estimate,
  meanOf,
  type Observed,
  observe,
  probabilityAtLeast,
  probabilityCensored,
  quantileOf,
} from './statistics.ts';
import type { Tally } from './types.ts';

export const QUANTILES = { p5: 0.05, p25: 0.25, p50: 0.5, p75: 0.75, p95: 0.95 } as const;
export type QuantileName = keyof typeof QUANTILES;
export type StatisticName = QuantileName | 'mean' | 'sd';

/** Plain data in the outcome's unit; null where a value is censored, out of the tally's range, or empty. */
export type Description = Readonly<Record<StatisticName, number | null>> & {
  /** Valid samples. */
  readonly n: number;
  /** Samples that gave NaN or a meaningless infinity; in none of the other figures. */
  readonly nan: number;
  /** Share of valid samples not reached by the end of the clock. */
  readonly censored: number;
  /** Why a quantile is null: beyond the horizon, or under or over the range of the tally. */
  readonly outside: Readonly<Partial<Record<QuantileName, 'censored' | 'below' | 'above'>>>;
  /** Monte Carlo standard errors. */
  readonly se: Readonly<Record<StatisticName, number | null>>;
  /** P(value >= threshold) by threshold. */
  readonly atLeast: Readonly<Record<string, { readonly p: number | null; readonly se: number | null }>>;
};

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
    n: observed.pooled.valid,
    nan: observed.pooled.invalid,
    censored: probabilityCensored(observed).value ?? 0,
    outside: outsideOf(observed),
    se: mapValues(estimates, ({ se }) => se),
    atLeast: Object.fromEntries(
      thresholds.map((threshold) => {
        const { value, se } = probabilityAtLeast(observed, threshold);
        return [String(threshold), { p: value, se }];
      }),
    ),
  };
}

function outsideOf({ pooled }: Observed): Description['outside'] {
  const outside: Partial<Record<QuantileName, 'censored' | 'below' | 'above'>> = {};
  for (const name of Object.keys(QUANTILES) as QuantileName[]) {
    const { place } = quantile(pooled, QUANTILES[name]);
    if (place === 'censored' || place === 'below' || place === 'above') outside[name] = place;
  }
  return outside;
}

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
