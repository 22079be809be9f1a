/** How far levers move from where a scenario has them, and what that costs. */
import type { Scenario } from '../engine/types.ts';
import type { LeverMeta } from '../language/definition.ts';
import type { AnalysisBase } from './engine.ts';
import { AnalysisError } from './errors.ts';

/** Values of the levers that move, by id. */
export type Setting = Readonly<Record<string, number>>;

/** The levers that may move, by share of the way from where they stand to an end: 1 the maximum, -1 the minimum. */
export interface Course {
  readonly size: number;
  setting(shares: readonly number[]): Setting;
  cost(shares: readonly number[]): number;
}

/** @param weights cost of a lever's whole range, by id; 1 where not named */
export function courseOf(
  levers: readonly LeverMeta[],
  weights: Readonly<Record<string, number>>,
  start: Scenario,
): Course {
  const present = ({ id, statusQuo }: LeverMeta): number => start.levers[id] ?? statusQuo;
  const valueAt = (lever: LeverMeta, share: number): number => {
    const from = present(lever);
    if (share === 1) return lever.max;
    if (share === -1) return lever.min;
    return share > 0 ? from + (lever.max - from) * share : from + (from - lever.min) * share;
  };
  return {
    size: levers.length,
    setting: (shares) =>
      Object.fromEntries(
        levers.flatMap((lever, i) => {
          const value = valueAt(lever, shares[i] ?? 0);
          return value === present(lever) ? [] : [[lever.id, value]];
        }),
      ),
    cost: (shares) =>
      levers.reduce((sum, lever, i) => {
        const moved = Math.abs(valueAt(lever, shares[i] ?? 0) - present(lever)) / (lever.max - lever.min);
        return sum + (weights[lever.id] ?? 1) * moved;
      }, 0),
  };
}

/** The levers that may move. Throws AnalysisError for weights of unknown levers, weights that mean nothing, or no lever left. */
export function movable({ meta }: AnalysisBase, weights: Readonly<Record<string, number>>): LeverMeta[] {
  for (const [id, weight] of Object.entries(weights)) {
    if (!meta.levers.some((lever) => lever.id === id))
      throw new AnalysisError(`weights name "${id}", which is no lever`);
    if (!(weight > 0))
      throw new AnalysisError(`weight of ${id}: ${weight} is not above 0; Infinity keeps a lever where it is`);
  }
  const levers = meta.levers.filter(({ id }) => weights[id] !== Number.POSITIVE_INFINITY);
  if (levers.length === 0) throw new AnalysisError('no lever may move: leave at least one a finite weight');
  return levers;
}
