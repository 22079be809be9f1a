/** The normal distribution and the gamma function. What a host's Math lacks, so that the portable form is the meaning. */
import * as portable from '../portable.ts';
import { LOG2_POSITIVE, NORMAL_PROBABILITY, NORMAL_SIZE, NORMAL_SLOPE, normalTail } from './normal-wgsl.ts';
import { type Unary, unary } from './record.ts';

export const erf: Unary = unary(portable.erf, {
  summary: 'the error function, 2 normalCdf(x sqrt(2)) - 1',
  assembly: 'erf($)',
  core: ['math/erf', 'erf'],
  uniform: 'erf64($)',
  double: ['math/double', 'erf64'],
  wgsl: 'errorFunction($)',
  shader: {
    normalSlope: NORMAL_SLOPE,
    normalTail: normalTail('power2'),
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
    normalProbability: NORMAL_PROBABILITY,
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
    log2Positive: LOG2_POSITIVE,
    normalSize: NORMAL_SIZE,
    normalScore: `
fn normalScore(p: f32) -> f32 {
  let low = p < 0.5f;
  let twoTails = 2.0f * select(1.0f - p, p, low);
  let size = normalSize(twoTails, 1.0f - twoTails);
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
  return ((y - 0.5f) * (log2Positive(y) * 0.6931472f) - y) + (0.9189385f + series);
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
