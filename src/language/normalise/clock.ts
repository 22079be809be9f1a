/** The clock, and what stands on its grid. */
import type { Clock } from '../definition.ts';
import type { Path } from '../errors.ts';
import { Fields, fail } from '../reader.ts';
import { LIMITS } from './limits.ts';

/** A date may miss its state by this share of a step: the rounding of fractions such as 1/12. */
const GRID_TOLERANCE = 1e-6;

/** A model without a clock has one state, at date 0. */
const STATIC: Clock = { start: 0, end: 0, step: 1, steps: 0 };

export function readClock(raw: unknown, path: Path): Clock {
  if (raw === undefined) return STATIC;
  const fields = new Fields(raw, path, ['start', 'end', 'step']);
  const start = fields.number('start');
  const end = fields.number('end');
  const step = fields.number('step');
  if (step <= 0)
    return fail(fields.at('step'), `step ${step} is not positive`, 'Write a length in years, such as 1 / 12.');
  if (end <= start) return fail(fields.at('end'), `end ${end} is not after start ${start}`, 'Write a later date.');
  const exact = (end - start) / step;
  const steps = Math.round(exact);
  if (steps > LIMITS.steps) {
    return fail(
      fields.at('step'),
      `${steps} steps, more than ${LIMITS.steps}`,
      'Use a longer step or a shorter period.',
    );
  }
  if (steps < 1 || Math.abs(exact - steps) > GRID_TOLERANCE) {
    const remedy = `Choose an end such as ${short(start + Math.max(1, steps) * step)}.`;
    return fail(fields.at('end'), `${start} to ${end} is ${short(exact)} steps, not a whole number`, remedy);
  }
  return { start, end, step, steps };
}

/** Without the digits that rounding put there. */
function short(value: number): number {
  return Number(value.toPrecision(12));
}

/** The state at a date, or null where the date is not on the grid. */
export function stateAt(clock: Clock, date: number): number | null {
  const exact = (date - clock.start) / clock.step;
  const state = Math.round(exact);
  return state >= 0 && state <= clock.steps && Math.abs(exact - state) <= GRID_TOLERANCE ? state : null;
}
