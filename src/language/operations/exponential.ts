/** Powers, roots and logarithms. */
import * as portable from '../portable.ts';
import { type Binary, binary, type Unary, unary } from './record.ts';

export const sqrt: Unary = unary(Math.sqrt, {
  summary: 'square root',
  assembly: 'f32x4.sqrt($)',
  uniform: 'Math.sqrt($)',
  wgsl: 'root($)',
  example: [2, Math.SQRT2],
});

export const exp: Unary = unary(Math.exp, {
  summary: 'e^x',
  portable: portable.exp,
  assembly: 'exp($)',
  core: ['math/exp2', 'exp'],
  uniform: 'Math.exp($)',
  wgsl: 'power2($ * 1.442695f)',
  example: [1, Math.E],
});

export const exp2: Unary = unary((x) => 2 ** x, {
  summary: '2^x',
  portable: (x) => portable.pow(2, x),
  assembly: 'exp2($)',
  core: ['math/exp2', 'exp2'],
  called: ['math/called', 'exp2Called'],
  uniform: 'Math.pow(2.0, $)',
  wgsl: 'power2($)',
  example: [0.5, Math.SQRT2],
});

export const pow10: Unary = unary((x) => 10 ** x, {
  summary: '10^x',
  portable: portable.pow10,
  assembly: 'pow10($)',
  core: ['math/exp2', 'pow10'],
  uniform: 'Math.pow(10.0, $)',
  wgsl: 'power2($ * 3.321928f)',
  example: [0.5, 3.1622776601683795],
});

export const ln: Unary = unary(Math.log, {
  summary: 'natural logarithm; NaN below 0, -Infinity at 0',
  portable: portable.ln,
  assembly: 'ln($)',
  core: ['math/log2', 'ln'],
  uniform: 'Math.log($)',
  wgsl: '(logarithm2($) * 0.6931472f)',
  example: [2, Math.LN2],
});

export const log2: Unary = unary(Math.log2, {
  summary: 'logarithm to base 2',
  portable: portable.log2,
  assembly: 'log2($)',
  core: ['math/log2', 'log2'],
  called: ['math/called', 'log2Called'],
  uniform: 'Math.log2($)',
  wgsl: 'logarithm2($)',
  example: [3, 1.584962500721156],
});

export const log10: Unary = unary(Math.log10, {
  summary: 'logarithm to base 10',
  portable: portable.log10,
  assembly: 'log10($)',
  core: ['math/log2', 'log10'],
  uniform: 'Math.log10($)',
  wgsl: '(logarithm2($) * 0.30103f)',
  example: [2, Math.LOG10E * Math.LN2],
});

export const pow: Binary = binary((x, y) => x ** y, {
  summary: 'x^y; a negative x needs a whole constant y from -64 to 64',
  portable: portable.pow,
  assembly: 'pow($x, $y)',
  core: ['math/pow', 'pow'],
  uniform: 'Math.pow($x, $y)',
  wgsl: 'power($x, $y)',
  shader: {
    power: `
/** x^y for x >= 0; NaN below. */
fn power(x: f32, y: f32) -> f32 {
  return select(power2(y * logarithm2(x)), 1.0f, y == 0.0f);
}`,
  },
  example: [2, 0.5, Math.SQRT2],
});

export const logistic: Unary = unary((x) => 1 / (1 + Math.exp(-x)), {
  summary: '1 / (1 + exp(-x))',
  portable: (x) => 1 / (1 + portable.exp(-x)),
  assembly: 'logistic($)',
  core: ['math/logistic', 'logistic'],
  uniform: '(1.0 / (1.0 + Math.exp(-$)))',
  wgsl: '(1.0f / (1.0f + power2($ * -1.442695f)))',
  example: [0.5, 0.6224593312018546],
});

export const log1p: Unary = unary(Math.log1p, {
  summary: 'ln(1 + x), accurate near 0; NaN below -1',
  portable: portable.log1p,
  assembly: 'log1p($)',
  core: ['math/log1p', 'log1p'],
  uniform: 'Math.log1p($)',
  wgsl: 'logarithmOfSum($)',
  shader: {
    logarithmOfSum: `
/** ln(1 + x): near zero 2 artanh(x / (2 + x)) by its series. */
fn logarithmOfSum(x: f32) -> f32 {
  let s = x / (x + 2.0f);
  let z = s * s;
  let rest = z * ((0.33333334f + z * 0.2f) + (z * z) * (0.14285715f + z * 0.11111111f));
  let near = (s + s) + (s + s) * rest;
  return select(logarithm2(x + 1.0f) * 0.6931472f, near, x > -0.29f && x < 0.41f);
}`,
  },
  example: [1e-6, 9.999995000003334e-7],
});

export const expm1: Unary = unary(Math.expm1, {
  summary: 'e^x - 1, accurate near 0',
  portable: portable.expm1,
  assembly: 'expm1($)',
  core: ['math/expm1', 'expm1'],
  uniform: 'Math.expm1($)',
  wgsl: 'powerLessOne($)',
  shader: {
    tangentNearZero: `
/** tanh x for |x| <= 5/8. */
fn tangentNearZero(x: f32) -> f32 {
  let x2 = x * x;
  let c01 = -0.33333284f + x2 * 0.13331485f;
  let c234 = -0.053743005f + x2 * 0.020649103f + (x2 * x2) * -0.005715499f;
  return x + (x * x2) * (c01 + (x2 * x2) * c234);
}`,
    powerLessOneNearZero: `
/** e^x - 1 for |x| <= 1. */
fn powerLessOneNearZero(x: f32) -> f32 {
  let t = tangentNearZero(x * 0.5f);
  return (t + t) / (1.0f - t);
}`,
    powerLessOne: `
fn powerLessOne(x: f32) -> f32 {
  return select(power2(x * 1.442695f) - 1.0f, powerLessOneNearZero(x), abs(x) < 1.0f);
}`,
  },
  example: [1e-6, 1.0000005000001667e-6],
});
