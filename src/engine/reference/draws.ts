/**
 * Draws of the reference: the integers of src/engine/random turned into f64 normals, reflected, correlated and turned
 * into inputs, all in f64. What is fixed for a replicate is computed once.
 */
import { quantileFunction } from '../../language/families/index.ts';
import type { PathSteps } from '../paths.ts';
import { COUNTED, type Plan } from '../plan.ts';
import { normalOfBits } from '../random/normal.ts';
import { philox4x32, philoxBits } from '../random/philox.ts';
import { directionNumbers, MAX_DIMENSIONS, reverseBits, scramble, scrambleSeed, sobolDigits } from '../random/sobol.ts';

/** Writes the independent standard normals of one point, in input order. */
export type Draw = (replicate: number, point: number, normals: Float64Array) => void;

/** The draws of a plan's sampler. */
export function drawerOf(plan: Plan): Draw {
  switch (plan.request.sampler) {
    case 'philox':
      return philoxDraw(plan);
    case 'sobol':
      return sobolDraw(plan);
    default:
      return plan.request.sampler satisfies never;
  }
}

function philoxDraw({ seed }: Plan): Draw {
  return (replicate, point, normals) => {
    for (let input = 0; input < normals.length; input += 4) {
      const words = philox4x32([point, input >>> 2, replicate, 0], seed);
      for (let i = 0; i < 4 && input + i < normals.length; i++) normals[input + i] = normalOfBits(words[i] ?? 0);
    }
  };
}

function sobolDraw({ seed, dimensions }: Plan): Draw {
  const directions = directionNumbers(Math.min(dimensions.length, MAX_DIMENSIONS));
  const seeds = new Uint32Array(dimensions.length);
  let current = -1;
  return (replicate, point, normals) => {
    if (replicate !== current) {
      dimensions.forEach((dimension, input) => {
        seeds[input] = scrambleSeed(seed, replicate, dimension);
      });
      current = replicate;
    }
    for (let input = 0; input < normals.length; input++) {
      const dimension = dimensions[input] ?? COUNTED;
      if (dimension === COUNTED) {
        normals[input] = normalOfBits(philoxBits(seed, replicate, point, input));
        continue;
      }
      const digits = sobolDigits(directions, point, dimension);
      normals[input] = normalOfBits(reverseBits(scramble(digits, seeds[input] ?? 0)));
    }
  };
}

/** From independent standard normals to inputs; the normals are left as they are. */
export type Transform = (normals: ArrayLike<number>, inputs: Float64Array) => void;

/** Reflection, paths, correlation, then each input's distribution, as in docs/architecture.md. */
export function transformOf(plan: Plan): Transform {
  const { reflection, paths, rowStarts, columns, coefficients } = plan;
  // A table each for the distributions there are, of which many draws may share one.
  const made = new Map([...new Set(plan.distributions)].map((each) => [each, quantileFunction(each)]));
  const values = plan.distributions.flatMap((each) => made.get(each) ?? []);
  const z = new Float64Array(values.length);
  return (normals, inputs) => {
    for (let i = 0; i < z.length; i++) z[i] = normals[i] ?? Number.NaN;
    if (reflection !== null) reflect(reflection, z);
    walk(paths, z);
    values.forEach((value, i) => {
      let sum = 0;
      for (let entry = rowStarts[i] ?? 0; entry < (rowStarts[i + 1] ?? 0); entry++) {
        sum += (coefficients[entry] ?? 0) * (z[columns[entry] ?? 0] ?? 0);
      }
      inputs[i] = value(sum);
    });
  };
}

/** The steps of paths, in place. */
function walk({ pairs, weights }: PathSteps, z: Float64Array): void {
  for (let step = 0; 2 * step < pairs.length; step++) {
    const [i, j] = [pairs[2 * step] ?? 0, pairs[2 * step + 1] ?? 0];
    const [x, y] = [z[i] ?? 0, z[j] ?? 0];
    z[i] = (weights[4 * step] ?? 0) * x + (weights[4 * step + 1] ?? 0) * y;
    z[j] = (weights[4 * step + 2] ?? 0) * x + (weights[4 * step + 3] ?? 0) * y;
  }
}

/** z - 2 v (v.z), in place. */
function reflect(v: Float64Array, z: Float64Array): void {
  let dot = 0;
  for (let i = 0; i < z.length; i++) dot += (v[i] ?? 0) * (z[i] ?? 0);
  for (let i = 0; i < z.length; i++) z[i] = (z[i] ?? 0) - 2 * dot * (v[i] ?? 0);
}
