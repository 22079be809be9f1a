/**
 * Where the first Sobol' dimension should point: the most influential direction in the space of the independent normals,
 * estimated from a small pilot run. The first dimension of Sobol' points is their best, so a rotation that gives it the
 * direction along which the outcome varies most takes most from the variance (Imai and Tan 2006, "A general dimension
 * reduction technique for derivative pricing", Journal of Computational Finance 10; for step functions Wang and Sloan 2011,
 * "Quasi-Monte Carlo methods in financial engineering: an equivalence principle and dimension reduction", Operations
 * Research 59).
 *
 * The direction is the average gradient of the normal scores of the headline, by Stein's identity E[grad t(z)] = E[z t(z)].
 * Scores (ranks turned into normal quantiles) follow the outcome through any monotone change of its scale, so that it
 * serves quantiles and probabilities of all levels alike. Pure arithmetic on a fixed seed: the same on every host.
 */
import type { ModelMeta } from '../language/definition.ts';
import { elementCount } from '../language/elements.ts';
import { normalQuantile } from '../language/portable.ts';
import { evaluateColumns, OWN } from './columns.ts';
import { defaultRequest } from './draft.ts';
import type { Engine } from './engine.ts';
import { planRun } from './plan.ts';

/** Points of the pilot, of one randomisation: components are then good to about 0.005. */
const PILOT_POINTS = 16384;
/** Normals that the pilot holds at most: a model of many draws has fewer points. */
const PILOT_NORMALS = PILOT_POINTS * 512;
const PILOT_SEED = 1;
/**
 * The comparison that a model opens with: its first two presets. Runs share their points between scenarios, so they share the
 * direction too, and an average over presets that differ much serves none of them (docs/sampling.md).
 */
const PILOT_SCENARIOS = 2;
/** Below this share of the variance of the scores, a direction is not worth a rotation (nor told from noise). */
const LEAST_SHARE = 0.05;
/** Components are rounded to a thousandth: short in a document, and far within the error of the pilot. */
const DECIMALS = 1000;

/**
 * The direction for runs of the model of `meta` (whose text has `modelHash`), for `ForecastRequest.direction`: that of its first
 * outcome at its headline date, over its first two presets (its status quo where it has none). Null where no input has a steady influence
 * on it, as in a model of constants or one of interactions only. Opens a session of `engine`.
 *
 * @throws EngineError where the engine cannot run the model.
 */
export async function pilotDirection(
  engine: Engine,
  meta: ModelMeta,
  modelHash: string,
): Promise<readonly number[] | null> {
  const [headline] = meta.outcomes;
  if (headline === undefined) return null;
  const presets = meta.presets.slice(0, PILOT_SCENARIOS).map(({ id }) => ({ preset: id }));
  const points = Math.min(PILOT_POINTS, 2 ** Math.floor(Math.log2(PILOT_NORMALS / elementCount(meta))));
  const request = defaultRequest(meta, modelHash, {
    scenarios: presets.length > 0 ? presets : [{}],
    sampler: 'sobol',
    replicates: 1,
    seed: PILOT_SEED,
    samples: points,
    paired: false,
    outcomes: [{ id: headline.id, dates: [headline.headline] }],
  });
  const session = await engine.open(planRun(meta, request));
  try {
    const indices = Array.from({ length: points }, (_, i) => i);
    const normals = await session.normalsOf(indices);
    const { outcomes } = await evaluateColumns(session, { from: 0, to: points, mixes: [OWN], inputs: false });
    const scores = new Float64Array(points);
    for (let from = 0; from < outcomes.length; from += points) {
      normalScores(outcomes.subarray(from, from + points)).forEach((score, i) => {
        scores[i] = (scores[i] ?? 0) + score;
      });
    }
    return directionOf(normals, scores);
  } finally {
    session.close();
  }
}

/**
 * Normal quantiles of the ranks of `values`, equal values sharing their middle rank; +-Infinity are values like any other, what is
 * not a number has score 0. All 0 where all values are equal.
 */
export function normalScores(values: ArrayLike<number>): Float64Array {
  const scores = new Float64Array(values.length);
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).filter((i) => !Number.isNaN(values[i]));
  // Subtracting would not do: Infinity - Infinity is no number.
  order.sort((a, b) => compare(values[a] ?? 0, values[b] ?? 0));
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to++;
    const score = normalQuantile((from + to) / (2 * order.length));
    for (let i = from; i < to; i++) scores[order[i] ?? 0] = score;
    from = to;
  }
  return scores;
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The direction of b = E[z t] over rows z of independent standard normals with scores t (of any scale), as a unit vector to three
 * decimals whose largest component is positive (see `parseDirection`); null where it is negligible.
 *
 * Inputs that act mainly through interactions are left out: those that say more of the size of the residual t - b.z than of t
 * itself, as what decides whether an event happens does. Their small linear part is not worth to have their axes, which Sobol'
 * points serve best as they are, turned into those of others.
 */
export function directionOf(rows: readonly ArrayLike<number>[], scores: ArrayLike<number>): number[] | null {
  const scale = deviation(scores);
  if (!(scale > 0)) return null;
  const slope = averageOf(rows, (k) => (scores[k] ?? 0) / scale);
  const sizes = rows.map((row, k) => Math.abs((scores[k] ?? 0) / scale - dot(slope, row)));
  const spread = deviation(sizes);
  const volatility = averageOf(rows, (k) => (sizes[k] ?? 0) / spread);
  const kept = slope.map((x, i) => (spread > 0 && Math.abs(volatility[i] ?? 0) > Math.abs(x) ? 0 : x));
  const square = dot(kept, kept);
  if (!(square > LEAST_SHARE)) return null;
  const largest = kept.reduce((best, x) => (Math.abs(x) > Math.abs(best) ? x : best), 0);
  const length = Math.sqrt(square) * (largest < 0 ? -1 : 1);
  return Array.from(kept, (x) => Math.round((x / length) * DECIMALS) / DECIMALS + 0);
}

/** Average of z times `weight` over rows z. */
function averageOf(rows: readonly ArrayLike<number>[], weight: (row: number) => number): Float64Array {
  const sum = new Float64Array(rows[0]?.length ?? 0);
  rows.forEach((row, k) => {
    const factor = weight(k) / rows.length;
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + factor * (row[i] ?? 0);
  });
  return sum;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** Standard deviation. */
function deviation(values: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) / values.length;
  for (let i = 0; i < values.length; i++) squares += ((values[i] ?? 0) - sum) * ((values[i] ?? 0) - sum);
  return Math.sqrt(squares / values.length);
}
