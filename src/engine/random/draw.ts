/** One draw as a pure function of (sampler, seed, replicate, point, coordinate): any draw of any run, alone. */
import type { Sampler } from '../types.ts';
import { philoxBits, seedWords } from './philox.ts';
import { DIGITS, directionNumbers, MAX_DIMENSIONS, sobolBits } from './sobol.ts';

let directions: Uint32Array | null = null;

/**
 * The raw u32. `coordinate` is the index of the input for `philox`, the Sobol' dimension given to it for `sobol`.
 * `replicate` and `point` are u32.
 *
 * @throws RangeError for a seed that is no non-negative safe integer, or a dimension without direction numbers.
 */
export function drawBits(sampler: Sampler, seed: number, replicate: number, point: number, coordinate: number): number {
  const key = seedWords(seed);
  switch (sampler) {
    case 'philox':
      return philoxBits(key, replicate, point, coordinate);
    case 'sobol':
      directions ??= directionNumbers(MAX_DIMENSIONS);
      if ((coordinate + 1) * DIGITS > directions.length) {
        throw new RangeError(`Sobol' dimension ${coordinate}: there are ${MAX_DIMENSIONS}, 0 to ${MAX_DIMENSIONS - 1}`);
      }
      return sobolBits(directions, key, replicate, point, coordinate);
    default:
      return sampler satisfies never;
  }
}
