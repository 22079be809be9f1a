/**
 * Owen-scrambled Sobol' points: direction numbers for the kernels, and the scalar twin of assembly/random/sobol.ts, equal
 * bit for bit. The method and its sources are described there.
 */
import { JOE_KUO } from './joe-kuo.ts';
import { philox4x32 } from './philox.ts';

export const MAX_DIMENSIONS = JOE_KUO.length + 1;
/** Direction numbers a dimension. */
export const DIGITS = 32;
/** Last word of the Philox counter of scramble seeds; that of draws is 0. */
const SEED_DOMAIN = 1;

/**
 * u32[dimensions][32], bit-reversed (bit 0 of an entry is the most significant digit), by the recurrence of Bratley and
 * Fox, "Algorithm 659", ACM TOMS 14 (1988).
 *
 * @throws RangeError beyond MAX_DIMENSIONS.
 */
export function directionNumbers(dimensions: number): Uint32Array<ArrayBuffer> {
  if (!Number.isInteger(dimensions) || dimensions < 0 || dimensions > MAX_DIMENSIONS) {
    throw new RangeError(`${dimensions} Sobol' dimensions: direction numbers are at hand for 0 to ${MAX_DIMENSIONS}`);
  }
  const table = new Uint32Array(dimensions * DIGITS);
  for (let dimension = 0; dimension < dimensions; dimension++) {
    table.set(directionsOf(dimension).map(reverseBits), dimension * DIGITS);
  }
  return table;
}

/** The 32 direction numbers of a dimension, most significant digit in bit 31. */
function directionsOf(dimension: number): Uint32Array {
  const v = new Uint32Array(DIGITS);
  const row = JOE_KUO[dimension - 1];
  const degree = row === undefined ? DIGITS : row.initial.length;
  for (let k = 0; k < Math.min(degree, DIGITS); k++) v[k] = (row?.initial[k] ?? 1) << (31 - k);
  for (let k = degree; k < DIGITS; k++) {
    const last = v[k - degree] ?? 0;
    let sum = last ^ (last >>> degree);
    for (let j = 1; j < degree; j++) {
      if (((row?.coefficients ?? 0) >>> (degree - 1 - j)) & 1) sum ^= v[k - j] ?? 0;
    }
    v[k] = sum;
  }
  return v;
}

export function reverseBits(word: number): number {
  let x = word;
  x = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1);
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2);
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
  x = ((x >>> 8) & 0x00ff00ff) | ((x & 0x00ff00ff) << 8);
  return ((x >>> 16) | (x << 16)) >>> 0;
}

/** Digits of an unscrambled point, bit-reversed; `directions` from `directionNumbers`. */
export function sobolDigits(directions: Uint32Array, point: number, dimension: number): number {
  let digits = 0;
  for (let bit = 0, rest = point >>> 0; rest !== 0; bit++, rest >>>= 1) {
    if (rest & 1) digits ^= directions[dimension * DIGITS + bit] ?? 0;
  }
  return digits >>> 0;
}

/** Seed of the scramble of one dimension of one replicate. */
export function scrambleSeed(key: readonly [number, number], replicate: number, dimension: number): number {
  return philox4x32([dimension, replicate, 0, SEED_DOMAIN], key)[0];
}

/** Nested uniform scramble of a bit-reversed word (Laine and Karras 2011, constants of Vegdahl 2021). */
export function scramble(digits: number, seed: number): number {
  let x = digits;
  x ^= Math.imul(x, 0x3d20adea);
  x = (x + seed) | 0;
  x = Math.imul(x, (seed >>> 16) | 1);
  x ^= Math.imul(x, 0x05526c56);
  x ^= Math.imul(x, 0x53a22864);
  return x >>> 0;
}

/** Raw u32 of one dimension of one point. */
export function sobolBits(
  directions: Uint32Array,
  key: readonly [number, number],
  replicate: number,
  point: number,
  dimension: number,
): number {
  const digits = sobolDigits(directions, point, dimension);
  return reverseBits(scramble(digits, scrambleSeed(key, replicate, dimension)));
}
