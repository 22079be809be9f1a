/**
 * Digits that are earned: a value is shown to the digit that its standard error supports, and never finer than its bins.
 * Plain text with a full stop for the decimal, the same on every host.
 */

/** A hyphen-minus looks like a dash beside a number. */
const MINUS = '\u2212';
/** Interpolation inside a bin is good to a small part of it; the last digit shown is at least this part of a bin. */
const FINEST_PART_OF_BIN = 0.1;
/** toFixed is exact to 100 places; more than this is never earned. */
const MAX_DECIMALS = 12;

export interface EstimateFormat {
  /** Bin width in the value's unit; 0 where there are no bins (a probability). */
  readonly binWidth?: number;
  /** Put after the value and the error, e.g. ' months' or ' %'. */
  readonly unit?: string;
}

/**
 * '13.53 ± 0.02' for (13.5312, 0.0184): the error to one significant digit (two when it starts with a 1), the value to
 * the same digit. Without an error, the value to the digit its bin supports; without either, to three decimals.
 */
export function formatEstimate(value: number, se: number | null, format: EstimateFormat = {}): string {
  const { binWidth = 0, unit = '' } = format;
  const decimals = decimalsOf(se ?? 0, binWidth);
  const text = fixed(value, decimals);
  if (se === null || !Number.isFinite(se)) return `${text}${unit}`;
  const finest = 10 ** -decimals;
  // An error below the last digit shown is shown as that digit: an upper bound, never "± 0".
  const shown = se > 0 && se < finest / 2 ? finest : se;
  return `${text} ± ${fixed(shown, decimals)}${unit}`;
}

/** The value alone, to the digit that its error supports. */
export function formatValue(value: number, se: number | null, format: EstimateFormat = {}): string {
  return `${fixed(value, decimalsOf(se ?? 0, format.binWidth ?? 0))}${format.unit ?? ''}`;
}

/** A probability as a percentage: '60.5 ± 0.1 %'. */
export function formatProbability(p: number, se: number | null): string {
  return formatEstimate(100 * p, se === null ? null : 100 * se, { unit: ' %' });
}

/** Decimals (negative: tens, hundreds) that an error and a bin width support. */
function decimalsOf(se: number, binWidth: number): number {
  const fromBin = binWidth > 0 ? -magnitudeAtLeast(binWidth * FINEST_PART_OF_BIN) : MAX_DECIMALS;
  if (!(se > 0 && Number.isFinite(se))) return binWidth > 0 ? fromBin : 3;
  return Math.min(significantDecimals(se), fromBin, MAX_DECIMALS);
}

/** Decimals of `se` rounded to one significant digit, two when the leading digit is then a 1. */
function significantDecimals(se: number): number {
  // The exponent of the shortest two-digit form: rounding 0.0996 gives 0.10, so it is read after rounding.
  const [digits = '1', exponent = '0'] = se.toExponential(1).split('e');
  const leading = digits.charAt(0);
  return (leading === '1' ? 1 : 0) - Number(exponent);
}

/** Smallest integer e with 10^e >= x. */
function magnitudeAtLeast(x: number): number {
  const [digits = '1', exponent = '0'] = x.toExponential(6).split('e');
  return Number(digits) === 1 ? Number(exponent) : Number(exponent) + 1;
}

function fixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? `${MINUS}∞` : 'not a number';
  const step = 10 ** Math.max(-decimals, 0);
  const text = (Math.round(Math.abs(value) / step) * step).toString();
  const shown = decimals > 0 ? Math.abs(value).toFixed(decimals) : text;
  // What rounds to 0 has no sign.
  return value < 0 && Number(shown) !== 0 ? `${MINUS}${shown}` : shown;
}

/** `1,234,567`: a whole number for reading. The host's own formatter takes longer to load than a small forecast to run. */
export function groupDigits(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `12 s`, `4 min`, `3.5 hours`. */
export function secondsWords(seconds: number): string {
  if (seconds < 1) return 'under a second';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(seconds < 36_000 ? 1 : 0)} hours`;
}
