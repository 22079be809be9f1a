/** Random models with random settings and inputs, and what it means that two executions agree. */
import { type CompiledModel, compileModel } from '../../src/language/compile-model.ts';
import { ModelTextError } from '../../src/language/source.ts';
import { type Choose, STATES, SWITCHES } from './random-model.ts';
import type { Setting } from './run-model.ts';

/** Whether every value of `found` is that of `expected` to `relative` of max(1, |value|); infinities and NaN as they are. */
export function allClose(
  found: readonly ArrayLike<number>[],
  expected: readonly ArrayLike<number>[],
  relative: number,
): boolean {
  return expected.every((row, i) =>
    Array.from(row).every((value, j) => {
      const other = found[i]?.[j] ?? Number.NEGATIVE_INFINITY;
      return Object.is(value, other) || Math.abs(value - other) <= relative * Math.max(1, Math.abs(value));
    }),
  );
}

/** mulberry32: whole numbers below n. */
export function chooser(seed: number): Choose {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * n);
  };
}

export const settingOf = (choose: Choose): Setting => ({
  levers: [Array.from({ length: STATES }, () => choose(33) / 4 - 4)],
  switches: [SWITCHES.n[choose(5)]!, SWITCHES.m[choose(2)]!],
  dateSteps: [0, 4, 8],
});
export const inputsOf = (choose: Choose) => [0, 1, 2].map(() => choose(65) / 4 - 8);

/** The model, or undefined for the few whose loops would take too long. */
export function compiled(text: string): CompiledModel | undefined {
  try {
    return compileModel(text, 'random.model.ts');
  } catch (error) {
    if (error instanceof ModelTextError && error.problem.startsWith('more than')) return undefined;
    throw error;
  }
}
