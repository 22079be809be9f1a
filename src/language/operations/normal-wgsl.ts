/** WGSL of the normal distribution's parts, for kernels and for the engine's draws: the polynomials of assembly/math. */

/** log2 of a positive normal number: assembly/math/log2.ts. */
export const LOG2_POSITIVE = `
/** log2 of a positive normal number: assembly/math/log2.ts. */
fn log2Positive(x: f32) -> f32 {
  let bits = bitcast<i32>(x);
  let exponent = (bits - 0x3f3504f3) >> 23u;
  let f = bitcast<f32>(bits - (exponent << 23u)) - 1.0f;
  let f2 = f * f;
  let c12 = -0.7213474f + f * 0.48090896f;
  let c34 = -0.36070058f + f * 0.2879535f;
  let c56 = -0.23901485f + f * 0.21548076f;
  let c78 = -0.20678747f + f * 0.12584342f;
  let q = (c12 + f2 * c34) + (f2 * f2) * (c56 + f2 * c78);
  return f32(exponent) + (f + (f * 0.44269504f + f2 * q));
}`;

/** Needs LOG2_POSITIVE. */
export const NORMAL_SIZE = `
/** |z| from the probability of both tails beyond it, and of the centre within it: assembly/math/normal.ts. */
fn normalSize(twoTails: f32, centre: f32) -> f32 {
  let l = log2Positive(twoTails * (2.0f - twoTails));
  let l2 = l * l;
  let l4 = l2 * l2;
  let n01 = 1.2533141f + l * -0.3101317f;
  let n23 = 0.04371728f + l * -0.00416955f;
  let n456 = (0.00026259152f + l * -9.483634e-6f) + l2 * 2.1170646e-8f;
  let d01 = 1.0f + l * -0.06598359f;
  let d23 = 0.016646931f + l * -0.0007695805f;
  let d45 = 5.7316334e-5f + l * -5.974763e-7f;
  return centre * (n01 + (l2 * n23 + l4 * n456)) / (d01 + (l2 * d23 + l4 * d45));
}`;

export const NORMAL_SLOPE = `
/** (Phi(z) - 1/2) / z from y = z^2 <= 1: assembly/math/normal.ts. */
fn normalSlope(y: f32) -> f32 {
  let y2 = y * y;
  let low = (0.3989423f + y * -0.06649092f) + y2 * (0.009977678f + y * -0.001198302f);
  return low + (y2 * y2) * (0.000126983f + y * -1.2995652e-5f);
}`;

/** @param power2 name of the WGSL function for 2^x */
export const normalTail = (power2: string): string => `
/** 1 - Phi(a) for a >= 1. */
fn normalTail(a: f32) -> f32 {
  let t = 1.0f / (1.0f + a * 0.4f);
  let t2 = t * t;
  let c12 = 0.15957762f + t * 0.15935603f;
  let c34 = 0.13754442f + t * 0.05983939f;
  let c567 = (0.09842581f + t * -0.18060628f) + t2 * 0.066132426f;
  return ${power2}((a * a) * -0.7213475f) * (t * ((c12 + t2 * c34) + (t2 * t2) * c567));
}`;

/** Needs NORMAL_SLOPE and `normalTail`. */
export const NORMAL_PROBABILITY = `
/** Phi(z) */
fn normalProbability(z: f32) -> f32 {
  let tail = normalTail(abs(z));
  return select(select(1.0f - tail, tail, z < 0.0f), 0.5f + z * normalSlope(z * z), abs(z) < 1.0f);
}`;
