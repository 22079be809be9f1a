/** Signs and whole numbers. */
import * as portable from '../portable.ts';
import { type Binary, binary, type Unary, unary } from './record.ts';

export const abs: Unary = unary(Math.abs, {
  summary: 'x without its sign',
  assembly: 'f32x4.abs($)',
  uniform: 'Math.abs($)',
  wgsl: 'abs($)',
  example: [-2.5, 2.5],
});

export const sign: Unary = unary(Math.sign, {
  summary: '-1, 0 or 1',
  assembly: 'sign($)',
  core: ['math/sign', 'sign'],
  uniform: 'Math.sign($)',
  wgsl: 'signOf($)',
  shader: {
    signOf: `
/** -1, 0 or 1; NaN stays. */
fn signOf(x: f32) -> f32 {
  return select(x, select(-1.0f, 1.0f, x > 0.0f), x > 0.0f || x < 0.0f);
}`,
  },
  example: [-2.5, -1],
});

export const floor: Unary = unary(Math.floor, {
  summary: 'largest whole number not above x',
  assembly: 'f32x4.floor($)',
  uniform: 'Math.floor($)',
  wgsl: 'floor($)',
  example: [-2.5, -3],
});

export const ceil: Unary = unary(Math.ceil, {
  summary: 'smallest whole number not below x',
  assembly: 'f32x4.ceil($)',
  uniform: 'Math.ceil($)',
  wgsl: 'ceil($)',
  example: [-2.5, -2],
});

export const round: Unary = unary((x) => Math.floor(x + 0.5), {
  summary: 'whole number nearest to x, halves up',
  assembly: 'f32x4.floor(f32x4.add($, f32x4.splat(0.5)))',
  uniform: 'Math.floor($ + 0.5)',
  wgsl: 'floor($ + 0.5f)',
  example: [2.5, 3],
});

export const mod: Binary = binary(portable.mod, {
  summary: 'what is left of x after whole multiples of y: x - y floor(x / y), with the sign of y',
  assembly: 'mod($x, $y)',
  core: ['math/plane', 'mod'],
  uniform: 'mod64($x, $y)',
  double: ['math/double', 'mod64'],
  wgsl: 'remainderOf($x, $y)',
  shader: {
    remainderOf: `
/** x - y floor(x / y); a division may be off by an ulp on either side of a whole number, which is put back. */
fn remainderOf(x: f32, y: f32) -> f32 {
  let rest = x - y * floor(x / y);
  return select(select(rest, rest + y, rest * y < 0.0f), rest - y, abs(rest) >= abs(y));
}`,
  },
  example: [-7, 3, 2],
});
