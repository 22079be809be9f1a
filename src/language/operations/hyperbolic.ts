/** Hyperbolic functions. In WGSL, near zero, by way of functions of `expm1`. */
import * as portable from '../portable.ts';
import { type Unary, unary } from './record.ts';

/** tanh x within 1e-14 of it: by its series where the exponentials would cancel. */
function portableTanh(x: number): number {
  const square = x * x;
  if (square < 1e-4) return x * (1 - square * (1 / 3 - square * (2 / 15 - (square * 17) / 315)));
  return 1 - 2 / (portable.exp(2 * x) + 1);
}

export const tanh: Unary = unary(Math.tanh, {
  summary: 'hyperbolic tangent',
  portable: portableTanh,
  assembly: 'tanh($)',
  core: ['math/tanh', 'tanh'],
  uniform: 'Math.tanh($)',
  wgsl: 'hyperbolicTangent($)',
  shader: {
    hyperbolicTangent: `
fn hyperbolicTangent(x: f32) -> f32 {
  let small = tangentNearZero(x);
  let large = 1.0f - 2.0f / (power2(select(abs(x), 50.0f, abs(x) > 50.0f) * 2.88539f) + 1.0f);
  return select(select(large, -large, x < 0.0f), small, abs(x) < 0.625f);
}`,
  },
  example: [0.5, 0.4621171572600097],
});

export const sinh: Unary = unary(Math.sinh, {
  summary: 'hyperbolic sine',
  portable: portable.sinh,
  assembly: 'sinh($)',
  core: ['math/expm1', 'sinh'],
  uniform: 'Math.sinh($)',
  wgsl: 'hyperbolicSine($)',
  shader: {
    hyperbolicSine: `
fn hyperbolicSine(x: f32) -> f32 {
  let size = abs(x);
  let m = powerLessOneNearZero(size);
  let small = 0.5f * (m + m / (m + 1.0f));
  let h = power2(size * 1.442695f - 1.0f);
  let value = select(h - 0.25f / h, small, size < 1.0f);
  return select(value, -value, x < 0.0f);
}`,
  },
  example: [1, 1.1752011936438014],
});

export const cosh: Unary = unary(Math.cosh, {
  summary: 'hyperbolic cosine',
  portable: portable.cosh,
  assembly: 'cosh($)',
  core: ['math/expm1', 'cosh'],
  uniform: 'Math.cosh($)',
  wgsl: 'hyperbolicCosine($)',
  shader: {
    hyperbolicCosine: `
fn hyperbolicCosine(x: f32) -> f32 {
  let h = power2(abs(x) * 1.442695f - 1.0f);
  return h + 0.25f / h;
}`,
  },
  example: [1, 1.5430806348152437],
});
