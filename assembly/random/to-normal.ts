/**
 * u32 to standard normals. The sign is the top bit, the magnitude comes from the distance to the nearer end, so that
 * both tails are equally exact and the uniform behind it lies in (0, 1): tail = (m + 1/2) 2^-32 with m = x below 2^31,
 * else ~x. Largest |z|: 6.34 (tail 2^-33). Twin: src/engine/random/normal.ts.
 */
import { INPUTS, VECTORS } from '../kernel';
import { quantileMagnitude } from '../math/normal';

/** 1/2, 2^-31. */
const CONSTANTS: usize = memory.data<f32>([0.5, 4.656612873077393e-10], 16);
const BITS: usize = memory.data<u32>([0x7fffffff, 0x80000000], 16);

// @ts-ignore: decorator
@inline function toNormal(x: v128): v128 {
  const half = v128.load32_splat(CONSTANTS);
  const scale = v128.load32_splat(CONSTANTS, 4);
  const m = v128.xor(x, i32x4.shr_s(x, 31));
  const twoTails = f32x4.mul(f32x4.add(f32x4.convert_i32x4_s(m), half), scale);
  // 1 - 2 tail from the integers, where nothing cancels.
  const fromCentre = f32x4.convert_i32x4_s(v128.xor(m, v128.load32_splat(BITS)));
  const centre = f32x4.mul(f32x4.add(fromCentre, half), scale);
  return v128.xor(quantileMagnitude(twoTails, centre), v128.andnot(v128.load32_splat(BITS, 4), x));
}

/** Replaces the raw u32 [INPUTS][LANES] at `values` by f32 standard normals. */
export function bitsToNormals(values: usize): void {
  const end = values + ((INPUTS * VECTORS) << 4);
  for (let at = values; at < end; at += 16) {
    v128.store(at, toNormal(v128.load(at)));
  }
}
