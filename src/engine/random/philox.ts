/**
 * Philox4x32-10 in plain integers: the scalar twin of assembly/random/philox.ts, equal bit for bit. Salmon, Moraes, Dror
 * and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC11).
 */

export type Words4 = readonly [number, number, number, number];

const ROUNDS = 10;
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/** The four u32 for a counter and a key; all words u32. */
export function philox4x32(counter: Words4, key: readonly [number, number]): Words4 {
  let [c0, c1, c2, c3] = counter;
  let [key0, key1] = key;
  for (let round = 0; round < ROUNDS; round++) {
    const next0 = multiplyHigh(MULTIPLIER_1, c2) ^ c1 ^ key0;
    const next2 = multiplyHigh(MULTIPLIER_0, c0) ^ c3 ^ key1;
    c1 = Math.imul(MULTIPLIER_1, c2);
    c3 = Math.imul(MULTIPLIER_0, c0);
    c0 = next0;
    c2 = next2;
    key0 = (key0 + WEYL_0) | 0;
    key1 = (key1 + WEYL_1) | 0;
  }
  return [c0 >>> 0, c1 >>> 0, c2 >>> 0, c3 >>> 0];
}

/** Upper 32 bits of the product of two u32. */
function multiplyHigh(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(carry / 0x10000)) | 0;
}

/** The two words of a seed, a non-negative safe integer: key of every generator of a run. */
export function seedWords(seed: number): readonly [low: number, high: number] {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`seed ${seed} is not a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`);
  }
  return [seed >>> 0, Math.floor(seed / 0x1_0000_0000)];
}

/** Raw u32 of one input of one point: word `input & 3` of the counter (point, input >> 2, replicate, 0). */
export function philoxBits(key: readonly [number, number], replicate: number, point: number, input: number): number {
  const words = philox4x32([point >>> 0, input >>> 2, replicate, 0], key);
  return words[(input & 3) as 0 | 1 | 2 | 3];
}
