/**
 * How the draws of one input come from independent normals. Inputs of many draws are mostly added up along a path, and a sum
 * depends most on what all have in common: so the first normal of such an input is their sum (over the root of their number), the
 * second how the two halves of the path differ, the next two how the quarters do, and so on: the Brownian bridge, as an
 * orthogonal transform of the increments (Moskowitz and Caflisch 1996, Math. Comput. Modelling 23:37; Acworth, Broadie and
 * Glasserman 1998). The best Sobol' dimensions go to the first of these. Increments stay independent and standard.
 *
 * After it comes the correlation inside: x_k = r x_(k-1) + sqrt(1 - r²) e_k, stationary from the first.
 *
 * Both are steps on two normals, in place: n - 1 each for n draws. Pure, and portable arithmetic only.
 */
import type { Draws, ModelMeta } from '../language/definition.ts';
import { firstElement } from '../language/elements.ts';

/** In turn: z_i, z_j <- a z_i + b z_j, c z_i + d z_j. */
export interface PathSteps {
  /** i, j of each step. */
  readonly pairs: Int32Array;
  /** a, b, c, d of each step. */
  readonly weights: Float64Array;
}

/** The steps of all inputs of a model. */
export function pathSteps(meta: Pick<ModelMeta, 'inputs'>): PathSteps {
  const pairs: number[] = [];
  const weights: number[] = [];
  meta.inputs.forEach(({ draws }, input) => {
    if (draws === undefined) return;
    const first = firstElement(meta, input);
    for (const { from, middle, to } of halvings(draws.count)) {
      const [left, right] = [Math.sqrt((middle - from) / (to - from)), Math.sqrt((to - middle) / (to - from))];
      pairs.push(first + from, first + middle);
      weights.push(left, right, right, -left);
    }
    const { correlation } = draws;
    for (let k = 1; k < draws.count && correlation !== 0; k++) {
      pairs.push(first + k - 1, first + k);
      weights.push(1, 0, correlation, Math.sqrt(1 - correlation * correlation));
    }
  });
  return { pairs: Int32Array.from(pairs), weights: Float64Array.from(weights) };
}

/** The normals of an input whose first independent normal is `z` and all others are 0. */
export function evenPath({ count, correlation }: Draws, z: number): number[] {
  const innovation = z / Math.sqrt(count);
  const path = [innovation];
  for (let k = 1; k < count; k++) {
    path.push(correlation * (path[k - 1] ?? 0) + Math.sqrt(1 - correlation * correlation) * innovation);
  }
  return path;
}

/** Of each of `count` normals, its turn in the bridge: 0 for the sum, then halves, quarters, … */
export function bridgeTurns(count: number): number[] {
  const turns = new Array<number>(count).fill(0);
  halvings(count).forEach(({ middle }, i) => {
    turns[middle] = i + 1;
  });
  return turns;
}

interface Halving {
  readonly from: number;
  readonly middle: number;
  readonly to: number;
}

/** [0, count) halved, and its halves, the longer ones first: before, `from` holds what the two have in common, `middle` their difference. */
function halvings(count: number): Halving[] {
  const found: Halving[] = [];
  const waiting: (readonly [from: number, to: number])[] = [[0, count]];
  for (const [from, to] of waiting) {
    if (to - from < 2) continue;
    const middle = Math.ceil((from + to) / 2);
    found.push({ from, middle, to });
    waiting.push([from, middle], [middle, to]);
  }
  return found;
}
