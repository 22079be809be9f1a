/** Outcomes: their dates and the bins of their tallies. */
import type { Clock, OutcomeMeta } from '../definition.ts';
import type { Path } from '../errors.ts';
import { pow10 } from '../portable.ts';
import { Fields, fail, readList, readNumber, readRange } from '../reader.ts';
import { stateAt } from './clock.ts';
import { LIMITS } from './limits.ts';

const FIELDS = [
  'label',
  'unit',
  'sign',
  'better',
  'description',
  'scale',
  'range',
  'bins',
  'display',
  'at',
  'horizonUnitsPerYear',
  'headline',
  'thresholds',
];

/** Narrower ranges have bins that single precision does not hold. */
const NARROWEST = 1e-30;

export function readOutcome(id: string, raw: unknown, path: Path, clock: Clock): OutcomeMeta {
  const fields = new Fields(raw, path, FIELDS);
  const scale = fields.choice('scale', ['linear', 'log10'], 'linear');
  const asked = readRange(fields.required('range'), fields.at('range'));
  if (asked[1] - asked[0] < NARROWEST) {
    return fail(fields.at('range'), `a range narrower than ${NARROWEST}`, 'Use a smaller unit.');
  }
  const { range, bins } = fields.has('bins') ? statedBins(fields, asked) : defaultBins(asked);
  checkResolution(fields, range, bins);
  const at = readDates(fields, clock);
  return {
    id,
    label: fields.text('label', LIMITS.label, id),
    unit: fields.text('unit', LIMITS.unit, ''),
    sign: fields.text('sign', LIMITS.label, ''),
    better: fields.choice('better', ['higher', 'lower'], 'higher'),
    description: fields.text('description', LIMITS.prose, ''),
    scale,
    range,
    bins,
    display: readDisplay(fields, scale, asked),
    at,
    horizonUnitsPerYear: fields.amount('horizonUnitsPerYear', 0),
    headline: readHeadline(fields, at),
    thresholds: readThresholds(fields, scale),
  };
}

/** Bins as stated: their number per unit must be a power of two and the range must begin on one, so edges are exact. */
function statedBins(fields: Fields, range: readonly [number, number]): Pick<OutcomeMeta, 'range' | 'bins'> {
  const bins = fields.number('bins');
  const path = fields.at('bins');
  if (!Number.isInteger(bins) || bins < 1 || bins > LIMITS.bins) {
    return fail(path, `bins ${bins} is not a whole number from 1 to ${LIMITS.bins}`, 'Leave it out for the default.');
  }
  const perUnit = bins / (range[1] - range[0]);
  if (powerOfTwoAtMost(perUnit) !== perUnit || !Number.isInteger(range[0] * perUnit)) {
    const fit = defaultBins(range);
    const remedy = `Bins per unit must be a power of two and the range begin on a bin: range [${fit.range.join(', ')}] with bins ${fit.bins} fits.`;
    return fail(path, `${bins} bins over ${range[0]} to ${range[1]} are ${perUnit} per unit`, remedy);
  }
  return { range, bins };
}

/**
 * About 2048 bins; for ranges of 64 units and more, bins of 1/16 as long as they are at most 16,384. Both ends move outward
 * to whole bins.
 */
export function defaultBins(range: readonly [number, number]): Pick<OutcomeMeta, 'range' | 'bins'> {
  const span = range[1] - range[0];
  const usual = powerOfTwoAtMost(2048 / span);
  const perUnit = span >= 64 ? Math.max(usual, Math.min(16, powerOfTwoAtMost(16_384 / span))) : usual;
  const first = Math.floor(range[0] * perUnit);
  const last = Math.ceil(range[1] * perUnit);
  // Adding 0 turns -0 into 0.
  return { range: [first / perUnit + 0, last / perUnit + 0], bins: last - first };
}

/** Integers up to this are exact in single precision. */
const LARGEST_EXACT = 16_777_216;

/** Kernels compute in single precision: a bin must not be finer than its numbers at the far end of the range. */
function checkResolution(fields: Fields, range: readonly [number, number], bins: number): void {
  const perUnit = bins / (range[1] - range[0]);
  if (Math.max(Math.abs(range[0]), Math.abs(range[1])) * perUnit <= LARGEST_EXACT) return;
  const problem = `bins of ${1 / perUnit} are finer than single precision at ${range[0]} to ${range[1]}`;
  fail(
    fields.at('range'),
    problem,
    `Record the difference from a constant near ${range[0]}, with a range around 0, or state fewer bins.`,
  );
}

function powerOfTwoAtMost(limit: number): number {
  let power = 1;
  while (power > limit) power /= 2;
  while (power * 2 <= limit) power *= 2;
  return power;
}

function readDisplay(
  fields: Fields,
  scale: OutcomeMeta['scale'],
  range: readonly [number, number],
): readonly [number, number] {
  if (!fields.has('display')) return scale === 'log10' ? [pow10(range[0]), pow10(range[1])] : range;
  const display = readRange(fields.get('display'), fields.at('display'));
  if (scale === 'log10' && display[0] <= 0) {
    return fail([...fields.at('display'), 0], `${display[0]} has no logarithm`, 'Write a positive number.');
  }
  return display;
}

/** Rising dates, each a state of the clock; the end by default. */
function readDates(fields: Fields, clock: Clock): readonly number[] {
  if (!fields.has('at')) return [clock.end];
  const path = fields.at('at');
  const list = readList(fields.get('at'), path, LIMITS.datesPerOutcome);
  if (list.length === 0) return fail(path, 'no dates', 'Write at least one.');
  let before = -1;
  return list.map((raw, i) => {
    const date = readNumber(raw, [...path, i]);
    const state = stateAt(clock, date);
    if (state === null) {
      const remedy = `Write a date from ${clock.start} to ${clock.end} in whole steps of the clock.`;
      return fail([...path, i], `the clock has no state at ${date}`, remedy);
    }
    if (state <= before) return fail([...path, i], `${date} is not after the date before it`, 'Write rising dates.');
    before = state;
    return date;
  });
}

function readHeadline(fields: Fields, at: readonly number[]): number {
  const headline = fields.number('headline', at.at(-1));
  if (at.includes(headline)) return headline;
  return fail(fields.at('headline'), `${headline} is not among the dates`, `Write one of ${shorten(at)}.`);
}

function shorten(dates: readonly number[]): string {
  return dates.length <= 8 ? dates.join(', ') : `${dates.slice(0, 4).join(', ')}, … ${dates.at(-1)}`;
}

function readThresholds(fields: Fields, scale: OutcomeMeta['scale']): readonly number[] {
  const values = fields.list('thresholds', LIMITS.thresholds).map((raw, i) => {
    const value = readNumber(raw, [...fields.at('thresholds'), i]);
    if (scale === 'linear' || value > 0) return value;
    return fail([...fields.at('thresholds'), i], `${value} has no logarithm`, 'Write a positive number.');
  });
  values.forEach((value, i) => {
    const before = values[i - 1];
    if (before === undefined || value > before) return;
    fail([...fields.at('thresholds'), i], `${value} is not above ${before}`, 'Write rising thresholds.');
  });
  return values;
}
