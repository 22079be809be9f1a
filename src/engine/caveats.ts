/**
 * What the figures of a distribution leave out, in words that stand beside them: in tables, files and on the page. The
 * shares are of all samples.
 */
import { isConstant } from './estimates.ts';
import type { HistogramView } from './histogram.ts';
import { LARGEST_SUMMED } from './sums.ts';

/** Shares below this are not worth a line: fewer than one sample in a thousand moves no figure shown. */
const LEAST = 0.001;

/** What the figures of a distribution do not speak of. */
export interface LeftOut {
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
  /** Why there is no mean and no deviation though there are values. */
  readonly refused?: string;
}

/** What the figures of a distribution leave out. */
export function leftOut(view: HistogramView): LeftOut {
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

/** Why samples with values have no mean, in a sentence; null where they have one. */
export function refusalOf({ sums, valid }: HistogramView): string | null {
  const { vast, scale } = sums;
  if (valid === 0 || vast === 0) return null;
  const few = `${vast} of ${valid} samples are`;
  return `${few} ${(LARGEST_SUMMED * scale).toPrecision(2)} or more, too large to be summed beside this range: widen it`;
}

/** A clause each, none where there is nothing to say. @param clockEnd year at which what was not reached is cut off */
export function caveatsOf(description: LeftOut, clockEnd: number): string[] {
  const { n, nan, censored, under, over, constant, refused } = description;
  const all = n + nan;
  const said: string[] = [];
  // Even one sample without a value says that the model has places where it gives none.
  if (nan > 0) said.push(`${percent(nan / all)} of samples without a value: quantiles and mean are of the others`);
  if (constant) said.push('does not vary');
  if (censored >= LEAST) said.push(`${percent(censored)} not reached by ${clockEnd}`);
  if (under >= LEAST) said.push(`${percent(under)} below the range`);
  if (over >= LEAST) said.push(`${percent(over)} above the range`);
  if (refused !== undefined) said.push(`no mean: ${refused}`);
  return said;
}

function percent(share: number): string {
  const value = 100 * share;
  if (value > 0 && value < 0.1) return 'less than 0.1 %';
  return value < 100 && value > 99.9 ? 'more than 99.9 %' : `${value.toFixed(1)} %`;
}
