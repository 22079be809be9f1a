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
