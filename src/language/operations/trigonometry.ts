/** Functions of angles. WGSL's own sine is good to 2^-11 only, so kernels have the core's polynomials. */
import * as portable from '../portable.ts';
import { type Unary, unary } from './record.ts';

export const sin: Unary = unary(Math.sin, {
  summary: 'sine of radians',
  portable: portable.sin,
  assembly: 'sin($)',
  core: ['math/trigonometry', 'sin'],
  uniform: 'Math.sin($)',
  wgsl: 'sine($)',
  shader: {
    signedSine: `
/** sin r for |r| <= pi/2, negated for odd \`turns\`. */
fn signedSine(r: f32, turns: f32) -> f32 {
  let r2 = r * r;
  let c01 = -0.16666661f + r2 * 0.008333103f;
  let c23 = -0.00019811995f + r2 * 2.6105959e-6f;
  let sine = r + (r * r2) * (c01 + (r2 * r2) * c23);
  return select(sine, -sine, (i32(turns) & 1) != 0);
}`,
    withoutTurns: `
/** x - k pi, pi in three parts of which the first two multiply exactly. */
fn withoutTurns(x: f32, k: f32) -> f32 {
  return ((x - k * 3.140625f) - k * 0.00096797943f) - k * -3.2584137e-7f;
}`,
    sine: `
/** sin x for |x| <= 8192, NaN beyond; the built-in is good to 2^-11 only. */
fn sine(x: f32) -> f32 {
  let k = round(x * 0.31830987f);
  return select(notANumber(), signedSine(withoutTurns(x, k), k), abs(x) <= 8192.0f);
}`,
  },
  example: [1, 0.8414709848078965],
});

export const cos: Unary = unary(Math.cos, {
  summary: 'cosine of radians',
  portable: portable.cos,
  assembly: 'cos($)',
  core: ['math/trigonometry', 'cos'],
  uniform: 'Math.cos($)',
  wgsl: 'cosine($)',
  shader: {
    cosine: `
/** cos x for |x| <= 8192, NaN beyond. */
fn cosine(x: f32) -> f32 {
  let k = round(x * 0.31830987f + 0.5f);
  return select(notANumber(), signedSine(withoutTurns(x, k - 0.5f), k), abs(x) <= 8192.0f);
}`,
  },
  example: [1, 0.5403023058681398],
});
