/** Hyperbolic functions. */
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
  let x2 = x * x;
  let c01 = -0.33333284f + x2 * 0.13331485f;
  let c234 = -0.053743005f + x2 * 0.020649103f + (x2 * x2) * -0.005715499f;
  let small = x + (x * x2) * (c01 + (x2 * x2) * c234);
  let large = 1.0f - 2.0f / (power2(select(abs(x), 50.0f, abs(x) > 50.0f) * 2.88539f) + 1.0f);
  return select(select(large, -large, x < 0.0f), small, abs(x) < 0.625f);
}`,
  },
  example: [0.5, 0.4621171572600097],
});
