/** How a lever moves once a policy starts: dead time, then a first-order approach. For display; kernels tabulate their own. */
import type { Clock, LeverMeta } from '../language/definition.ts';

/** Value in force at a calendar date. */
export function leverAt(lever: LeverMeta, target: number, policyStart: number, date: number): number {
  const since = date - policyStart - lever.deadTime;
  if (since <= 0) return lever.statusQuo;
  const reached = lever.timeConstant === 0 ? 1 : 1 - Math.exp(-since / lever.timeConstant);
  return lever.statusQuo + (target - lever.statusQuo) * reached;
}

/** Date at which nine tenths of the way are gone. */
export function mostlyThere(lever: LeverMeta, policyStart: number): number {
  return policyStart + lever.deadTime + lever.timeConstant * Math.LN10;
}

/** Values at `count` even dates over the first four years of the clock. */
export function leverRamp(lever: LeverMeta, target: number, policyStart: number, clock: Clock, count = 33): number[] {
  const years = Math.min(4, clock.end - clock.start);
  return Array.from({ length: count }, (_, k) =>
    leverAt(lever, target, policyStart, clock.start + (years * k) / (count - 1)),
  );
}
