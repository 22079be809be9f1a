/** The normal distribution and the gamma function. What a host's Math lacks, so that the portable form is the meaning. */
import * as portable from '../portable.ts';
import { type Unary, unary } from './record.ts';

export const erf: Unary = unary(portable.erf, {
  summary: 'the error function, 2 normalCdf(x sqrt(2)) - 1',
  assembly: 'erf($)',
  core: ['math/erf', 'erf'],
  uniform: 'erf64($)',
  double: ['math/double', 'erf64'],
  wgsl: 'errorFunction($)',
  shader: {
    normalSlope: `
/** (Phi(z) - 1/2) / z from y = z^2 <= 1: assembly/math/normal.ts. */
fn normalSlope(y: f32) -> f32 {
  let y2 = y * y;
  let low = (0.3989423f + y * -0.06649092f) + y2 * (0.009977678f + y * -0.001198302f);
  return low + (y2 * y2) * (0.000126983f + y * -1.2995652e-5f);
}`,
    normalTail: `
/** 1 - Phi(a) for a >= 1. */
fn normalTail(a: f32) -> f32 {
  let t = 1.0f / (1.0f + a * 0.4f);
  let t2 = t * t;
  let c12 = 0.15957762f + t * 0.15935603f;
  let c34 = 0.13754442f + t * 0.05983939f;
  let c567 = (0.09842581f + t * -0.18060628f) + t2 * 0.066132426f;
  return power2((a * a) * -0.7213475f) * (t * ((c12 + t2 * c34) + (t2 * t2) * c567));
}`,
    errorFunction: `
fn errorFunction(x: f32) -> f32 {
  let z = x * 1.4142135f;
  let outer = 1.0f - 2.0f * normalTail(abs(z));
  return select(select(outer, -outer, z < 0.0f), 2.0f * (z * normalSlope(z * z)), abs(z) < 1.0f);
}`,
  },
  example: [0.5, 0.5204998778130465],
});

export const normalCdf: Unary = unary(portable.normalCdf, {
  summary: 'the probability that a standard normal is below x',
  assembly: 'normalCdf($)',
  core: ['math/normal', 'normalCdf'],
  uniform: 'normalCdf64($)',
  double: ['math/double', 'normalCdf64'],
  wgsl: 'normalProbability($)',
  shader: {
    normalProbability: `
fn normalProbability(z: f32) -> f32 {
  let tail = normalTail(abs(z));
  return select(select(1.0f - tail, tail, z < 0.0f), 0.5f + z * normalSlope(z * z), abs(z) < 1.0f);
}`,
  },
  example: [1, 0.8413447460685429],
});

export const normalQuantile: Unary = unary(portable.normalQuantile, {
  names: ['p'],
  summary: 'the x below which a standard normal is with probability p; infinite at 0 and 1, NaN outside',
  assembly: 'normalQuantile($)',
  core: ['math/erf', 'normalQuantile'],
  uniform: 'normalQuantile64($)',
  double: ['math/double', 'normalQuantile64'],
  wgsl: 'normalScore($)',
  shader: {
    positiveLogarithm2: `
/** log2 of a positive normal number: assembly/math/log2.ts. */
fn positiveLogarithm2(x: f32) -> f32 {
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
}`,
    normalScore: `
fn normalScore(p: f32) -> f32 {
  let low = p < 0.5f;
  let twoTails = 2.0f * select(1.0f - p, p, low);
  let l = positiveLogarithm2(twoTails * (2.0f - twoTails));
  let l2 = l * l;
  let l4 = l2 * l2;
  let n01 = 1.2533141f + l * -0.3101317f;
  let n23 = 0.04371728f + l * -0.00416955f;
  let n456 = (0.00026259152f + l * -9.483634e-6f) + l2 * 2.1170646e-8f;
  let d01 = 1.0f + l * -0.06598359f;
  let d23 = 0.016646931f + l * -0.0007695805f;
  let d45 = 5.7316334e-5f + l * -5.974763e-7f;
  let size = (1.0f - twoTails) * (n01 + (l2 * n23 + l4 * n456)) / (d01 + (l2 * d23 + l4 * d45));
  let ends = select(notANumber(), infinity(), twoTails == 0.0f);
  let magnitude = select(ends, size, twoTails > 0.0f);
  return select(magnitude, -magnitude, low);
}`,
  },
  example: [0.975, 1.959963984540054],
});

export const lnGamma: Unary = unary(portable.lnGamma, {
  summary: 'the natural logarithm of gamma(x); NaN below 0',
  assembly: 'lnGamma($)',
  core: ['math/gamma', 'lnGamma'],
  uniform: 'lnGamma64($)',
  double: ['math/double', 'lnGamma64'],
  wgsl: 'logarithmOfGamma($)',
  shader: {
    stirling: `
/** ln Gamma(y) for y >= 4: assembly/math/gamma.ts. */
fn stirling(y: f32) -> f32 {
  let inverse = 1.0f / y;
  let square = inverse * inverse;
  let series = inverse * (0.083333336f + square * (-0.0027777778f + square * 0.0007936508f));
  return ((y - 0.5f) * (positiveLogarithm2(y) * 0.6931472f) - y) + (0.9189385f + series);
}`,
    risingProduct: `
/** x (x + 1) (x + 2) (x + 3). */
fn risingProduct(x: f32) -> f32 {
  var product = x;
  for (var k = 1; k < 4; k++) { product *= x + f32(k); }
  return product;
}`,
    gammaAtEnds: `
/** Infinity at 0 and Infinity, NaN below 0. */
fn gammaAtEnds(value: f32, x: f32) -> f32 {
  let isInfinite = bitcast<u32>(x) == 0x7f800000u || x == 0.0f;
  return select(select(notANumber(), value, x > 0.0f), infinity(), isInfinite);
}`,
    logarithmOfGamma: `
fn logarithmOfGamma(x: f32) -> f32 {
  let small = x < 4.0f;
  let whole = stirling(select(x, x + 4.0f, small));
  return gammaAtEnds(select(whole, whole - logarithm2(risingProduct(x)) * 0.6931472f, small), x);
}`,
  },
  example: [10.5, 13.940625219403763],
});

export const gamma: Unary = unary(portable.gamma, {
  summary: 'the gamma function, gamma(n + 1) = n!; NaN below 0',
  assembly: 'gamma($)',
  core: ['math/gamma', 'gamma'],
  uniform: 'gamma64($)',
  double: ['math/double', 'gamma64'],
  wgsl: 'gammaFunction($)',
  shader: {
    gammaFunction: `
fn gammaFunction(x: f32) -> f32 {
  let small = x < 4.0f;
  let whole = power2(stirling(select(x, x + 4.0f, small)) * 1.442695f);
  return gammaAtEnds(select(whole, whole / risingProduct(x), small), x);
}`,
  },
  example: [5, 24],
});
