/**
 * Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1,
 * 2, 3" (SC11): ten rounds of two 32-bit multiplications turn a counter of four words and a key of two into four words.
 *
 * Draws: key = (seed low, seed high), counter = (point, input >> 2, replicate, 0), word `input & 3`. Four points are
 * four lanes. Twin: src/engine/random/philox.ts.
 */
import { INPUTS, VECTORS } from '../kernel';
import { SEED_HIGH, SEED_LOW, word } from '../plan';

const ROUNDS: i32 = 10;
const MULTIPLIER_0: u32 = 0xd2511f53;
const MULTIPLIER_1: u32 = 0xcd9e8d57;
const WEYL_0: u32 = 0x9e3779b9;
const WEYL_1: u32 = 0xbb67ae85;

const MULTIPLIERS: usize = memory.data<u32>([MULTIPLIER_0, MULTIPLIER_1], 16);
/** u32[ROUNDS][2]: the keys of the rounds. In memory, since a load that splats is shorter than a splat of a sum. */
const KEYS: usize = memory.data(ROUNDS * 8, 16);

/** Prepares the round keys of the plan's seed; before any draw of a run. */
export function startPhilox(): void {
  let key0 = word(SEED_LOW);
  let key1 = word(SEED_HIGH);
  for (let round = 0; round < ROUNDS; round++) {
    store<u32>(KEYS + round * 8, key0);
    store<u32>(KEYS + round * 8, key1, 4);
    key0 += WEYL_0;
    key1 += WEYL_1;
  }
}

/** Word 0 of the result for one counter under the plan's seed: a hash for seeds of other generators. */
export function philoxHash(c0: u32, c1: u32, c2: u32, c3: u32): u32 {
  for (let round = 0; round < ROUNDS; round++) {
    const p0 = <u64>c0 * MULTIPLIER_0;
    const p1 = <u64>c2 * MULTIPLIER_1;
    c0 = <u32>(p1 >> 32) ^ c1 ^ load<u32>(KEYS + round * 8);
    c1 = <u32>p1;
    c2 = <u32>(p0 >> 32) ^ c3 ^ load<u32>(KEYS + round * 8, 4);
    c3 = <u32>p0;
  }
  return c0;
}

/** High words of the four 64-bit products. */
// @ts-ignore: decorator
@inline function multiplyHigh(a: v128, b: v128): v128 {
  return v128.shuffle<u32>(i64x2.extmul_low_i32x4_u(a, b), i64x2.extmul_high_i32x4_u(a, b), 1, 3, 5, 7);
}

/** Raw u32 of every input for LANES consecutive points, u32[INPUTS][LANES] at `out`. After `startPhilox`. */
export function philoxBits(replicate: u32, point: u32, out: usize): void {
  for (let vector = 0; vector < VECTORS; vector++) {
    const points = i32x4.add(i32x4.splat(point + 4 * vector), i32x4(0, 1, 2, 3));
    for (let quad = 0; quad < (INPUTS + 3) >> 2; quad++) {
      let c0 = points;
      let c1 = i32x4.splat(quad);
      let c2 = i32x4.splat(replicate);
      let c3 = i32x4.splat(0);
      for (let round = 0; round < ROUNDS; round++) {
        const m0 = v128.load32_splat(MULTIPLIERS);
        const m1 = v128.load32_splat(MULTIPLIERS, 4);
        const high0 = multiplyHigh(c0, m0);
        const high1 = multiplyHigh(c2, m1);
        const low0 = i32x4.mul(c0, m0);
        const low1 = i32x4.mul(c2, m1);
        c0 = v128.xor(v128.xor(high1, c1), v128.load32_splat(KEYS + round * 8));
        c1 = low1;
        c2 = v128.xor(v128.xor(high0, c3), v128.load32_splat(KEYS + round * 8, 4));
        c3 = low0;
      }
      storeQuad(out + ((4 * quad * VECTORS + vector) << 4), quad, c0, c1, c2, c3);
    }
  }
}

/** Stores the four words as four rows; the last quad may stand for fewer inputs. */
// @ts-ignore: decorator
@inline function storeQuad(row: usize, quad: i32, c0: v128, c1: v128, c2: v128, c3: v128): void {
  const inputs = INPUTS - 4 * quad;
  v128.store(row, c0);
  if (inputs > 1) v128.store(row, c1, VECTORS << 4);
  if (inputs > 2) v128.store(row, c2, VECTORS << 5);
  if (inputs > 3) v128.store(row, c3, 3 * (VECTORS << 4));
}
