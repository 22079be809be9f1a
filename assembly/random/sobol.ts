/**
 * Owen-scrambled Sobol' points. The digits of a point are the XOR of its dimension's direction numbers over the bits of
 * the point's index in plain binary order; they are then scrambled by a hash in which every digit depends on the more
 * significant digits only, a nested uniform scramble in the sense of Owen (1995).
 *
 * The hash is that of Laine and Karras, "Stratified sampling for stochastic transparency" (EGSR 2011), in the form that
 * Vegdahl found by search ("Building a better LK hash", 2021; also in Blender's Cycles): the constants of 2011 leave
 * visible structure, these do not, and it is cheap enough that a draw costs less than one of Philox. It wants good
 * seeds: each (seed, replicate, dimension) has its own, by Philox. Everything works on bit-reversed words, most
 * significant digit in bit 0, so that carries of multiplication run from more to less significant digits.
 *
 * The points of a group of LANES aligned indices differ from those of the next by one word per dimension, so a draw is
 * one XOR and the hash. Twin: src/engine/random/sobol.ts.
 */
import { INPUTS, SOBOL_SEEDS as SEEDS, SOBOL_STATES as STATES, SOBOL_STEPS as STEPS, VECTORS } from '../kernel';
import { DIMENSIONS, DIRECTIONS, word } from '../plan';
import { philoxHash, startPhilox } from './philox';

const LANES: i32 = 4 * VECTORS;
/** Last word of the Philox counter of scramble seeds; that of draws is 0. */
const SEED_DOMAIN: u32 = 1;

// Static memory of the kernel, whose size the number of inputs decides:
// STATES v128[INPUTS][VECTORS]: unscrambled digits of the current group; SEEDS u32[INPUTS];
// STEPS u32[32][INPUTS]: row t is the change of all lanes when bits LANES .. LANES 2^t of the index flip.

// @ts-ignore: decorator
@inline function dimensionOf(input: i32): i32 {
  return load<i32>(word(DIMENSIONS) + (input << 2));
}

/** Whether some inputs have no dimension: those keep what Philox drew. */
let counted: bool = false;

export function hasCounted(): bool {
  return counted;
}

/** Seeds of this replicate's scrambles and the digits of the LANES points from `point` on, which may be any. */
export function startSobol(replicate: u32, point: u32): void {
  startPhilox();
  counted = false;
  for (let input = 0; input < INPUTS; input++) {
    const dimension = dimensionOf(input);
    if (dimension < 0) {
      counted = true;
      continue;
    }
    store<u32>(SEEDS + (input << 2), philoxHash(dimension, replicate, 0, SEED_DOMAIN));
    const table: usize = word(DIRECTIONS) + (dimension << 7);
    for (let vector = 0; vector < VECTORS; vector++) {
      const points = i32x4.add(i32x4.splat(point + 4 * vector), i32x4(0, 1, 2, 3));
      v128.store(STATES + ((input * VECTORS + vector) << 4), digits(table, points));
    }
    let change: u32 = 0;
    for (let bit = ctz(LANES), t = 0; bit < 32; bit++, t++) {
      change ^= load<u32>(table + (bit << 2));
      store<u32>(STEPS + ((t * INPUTS + input) << 2), change);
    }
  }
}

/** Unscrambled digits of four points, bit-reversed. */
function digits(table: usize, points: v128): v128 {
  let sum = i32x4.splat(0);
  for (let bit = 0; bit < 32; bit++) {
    const mask = i32x4.neg(v128.and(points, i32x4.splat(1)));
    sum = v128.xor(sum, v128.and(mask, v128.load32_splat(table + (bit << 2))));
    points = i32x4.shr_u(points, 1);
  }
  return sum;
}

/** From the group of LANES points at `point`, a multiple of LANES, to the next. */
export function advanceSobol(point: u32): void {
  const row = STEPS + (ctz(~(point / LANES)) * INPUTS << 2);
  for (let input = 0; input < INPUTS; input++) {
    const change = v128.load32_splat(row + (input << 2));
    for (let vector = 0; vector < VECTORS; vector++) {
      const state = STATES + ((input * VECTORS + vector) << 4);
      v128.store(state, v128.xor(v128.load(state), change));
    }
  }
}

/** Scrambled u32 of every input that has a dimension for the current group, u32[INPUTS][LANES] at `out`. */
export function sobolBits(out: usize): void {
  for (let input = 0; input < INPUTS; input++) {
    if (counted && dimensionOf(input) < 0) continue;
    const seed = load<u32>(SEEDS + (input << 2));
    for (let vector = 0; vector < VECTORS; vector++) {
      const place = (input * VECTORS + vector) << 4;
      v128.store(out + place, reverseBits(scramble(v128.load(STATES + place), seed)));
    }
  }
}

const MULTIPLIERS: usize = memory.data<u32>([0x3d20adea, 0x05526c56, 0x53a22864], 16);
/** The low half of a byte; then its bits reversed by a table of nibbles, for the high and for the low half. */
const NIBBLES: usize = memory.data<u32>(
  [
    0x0f0f0f0f, 0x0f0f0f0f, 0x0f0f0f0f, 0x0f0f0f0f,
    0xc0408000, 0xe060a020, 0xd0509010, 0xf070b030,
    0x0c040800, 0x0e060a02, 0x0d050901, 0x0f070b03,
  ],
  16,
);

/** The nested uniform scramble of bit-reversed words. */
// @ts-ignore: decorator
@inline function scramble(x: v128, seed: u32): v128 {
  x = v128.xor(x, i32x4.mul(x, v128.load32_splat(MULTIPLIERS)));
  x = i32x4.add(x, i32x4.splat(seed));
  x = i32x4.mul(x, i32x4.splat((seed >> 16) | 1));
  x = v128.xor(x, i32x4.mul(x, v128.load32_splat(MULTIPLIERS, 4)));
  return v128.xor(x, i32x4.mul(x, v128.load32_splat(MULTIPLIERS, 8)));
}

/** Reverses the 32 bits of each lane: its bytes by a shuffle, the bits of a byte by two tables of nibbles. */
// @ts-ignore: decorator
@inline function reverseBits(x: v128): v128 {
  const bytes = v128.shuffle<u8>(x, x, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
  const nibble = v128.load(NIBBLES);
  const low = v128.and(bytes, nibble);
  const high = v128.and(i16x8.shr_u(bytes, 4), nibble);
  return v128.or(i8x16.swizzle(v128.load(NIBBLES, 16), low), i8x16.swizzle(v128.load(NIBBLES, 32), high));
}
