/**
 * Inputs that are narrow far from zero. Kernels compute in single precision, which tells numbers of a million apart by a
 * sixteenth: of an input between 1,000,000 and 1,000,003 only 48 values would be left. Such an input is drawn as the
 * difference from a constant, its offset, and the equations see difference + offset with constants brought together
 * (shift.ts), so that `inputs.budget - 1000000` keeps every digit.
 */
import type { Distribution } from './definition.ts';
import { displayQuantile, familyOf } from './families/index.ts';

/** 5 and 95 % of a standard normal. */
const TAIL = 1.6448536269514722;
/** Steps of single precision at a size of one. */
const STEPS = 2 ** 23;
/** An input whose middle 90 % span fewer steps of single precision than this is carried with an offset. */
const FEWEST_STEPS = 2 ** 12;
/** An input that spans fewer than this, as a kernel draws it, is told from no other. */
const LEAST_STEPS = 2 ** 8;

const known = new WeakMap<Distribution, number>();

/** What a kernel takes off an input: 0 for all but those that are narrow far from zero. */
export function offsetOf(distribution: Distribution): number {
  const before = known.get(distribution);
  if (before !== undefined) return before;
  const offset =
    stepsOf(distribution, 0) < FEWEST_STEPS ? roundNumber(displayQuantile(distribution)(0), spreadOf(distribution)) : 0;
  known.set(distribution, offset);
  return offset;
}

/**
 * Whether a kernel that takes `offset` off can draw a distribution. One that does not vary can be drawn in any case, and so
 * can single values that single precision holds exactly.
 */
export function isResolved(distribution: Distribution, offset: number): boolean {
  if (stepsOf(distribution, offset) >= LEAST_STEPS) return true;
  const masses = familyOf(distribution).masses?.(distribution) ?? null;
  return masses?.every(([value]) => Math.fround(value - offset) === value - offset) ?? false;
}

/** Steps of single precision that the middle 90 % of a distribution span, less an offset. */
function stepsOf(distribution: Distribution, offset: number): number {
  const [low, high] = endsOf(distribution);
  const [size, spread] = [Math.max(Math.abs(low - offset), Math.abs(high - offset)), high - low];
  return spread > 0 && size > 0 ? (spread / size) * STEPS : Number.POSITIVE_INFINITY;
}

/** The 5 and 95 % quantiles. Every input of a request is looked at, so no table is made for it. */
function endsOf(distribution: Distribution): readonly [low: number, high: number] {
  const value = displayQuantile(distribution);
  return [value(-TAIL), value(TAIL)];
}

function spreadOf(distribution: Distribution): number {
  const [low, high] = endsOf(distribution);
  return high - low;
}

/** A short number near `value`: a multiple of the largest power of ten that is not above `spread`, exact in single precision. */
function roundNumber(value: number, spread: number): number {
  const power = 10 ** Math.floor(Math.log10(spread));
  const short = power >= 1 ? Math.round(value / power) * power : Math.round(value * (1 / power)) / (1 / power);
  return Math.fround(short);
}
