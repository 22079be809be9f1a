/** Functions of angles. WGSL's own sine is good to 2^-11 only, so kernels have the core's polynomials. */
import * as portable from '../portable.ts';
import { type Binary, binary, type Unary, unary } from './record.ts';

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

export const atan: Unary = unary(Math.atan, {
  summary: 'the angle whose tangent is x, in radians',
  portable: portable.atan,
  assembly: 'atan($)',
  core: ['math/arctangent', 'atan'],
  uniform: 'Math.atan($)',
  wgsl: 'arctangent($)',
  shader: {
    arctangentNearZero: `
/** atan x for |x| <= tan(pi / 8). */
fn arctangentNearZero(x: f32) -> f32 {
  let z = x * x;
  let c01 = -0.3333295f + z * 0.1997771f;
  let c23 = -0.13877685f + z * 0.080537446f;
  return x + (x * z) * (c01 + (z * z) * c23);
}`,
    arctangent: `
/** The built-in is good to 2^-11 only. */
fn arctangent(x: f32) -> f32 {
  let size = abs(x);
  let far = size > 2.4142137f;
  let middle = size > 0.41421357f;
  let reduced = select(select(size, (size - 1.0f) / (size + 1.0f), middle), -1.0f / size, far);
  let base = select(select(0.0f, 0.7853982f, middle), 1.5707964f, far);
  let angle = base + arctangentNearZero(reduced);
  return select(angle, -angle, x < 0.0f);
}`,
  },
  example: [1, Math.PI / 4],
});

export const atan2: Binary = binary(Math.atan2, {
  names: ['y', 'x'],
  summary: 'the angle of the point (x, y) seen from (0, 0), from -pi to pi',
  portable: portable.atan2,
  assembly: 'atan2($x, $y)',
  core: ['math/arctangent', 'atan2'],
  uniform: 'Math.atan2($x, $y)',
  wgsl: 'angleOf($x, $y)',
  shader: {
    angleOf: `
fn angleOf(y: f32, x: f32) -> f32 {
  let a = abs(x);
  let b = abs(y);
  let less = select(a, b, b < a);
  let more = select(b, a, b < a);
  let q = select(select(less / more, 1.0f, less == more), 0.0f, more == 0.0f);
  let middle = q > 0.41421357f;
  let first = select(0.0f, 0.7853982f, middle) + arctangentNearZero(select(q, (q - 1.0f) / (q + 1.0f), middle));
  let steep = select(first, 1.5707964f - first, b > a);
  let whole = select(steep, 3.1415927f - steep, (bitcast<u32>(x) >> 31u) != 0u);
  let angle = select(whole, -whole, (bitcast<u32>(y) >> 31u) != 0u);
  return select(select(angle, x, isNotANumber(x)), y, isNotANumber(y));
}`,
  },
  example: [1, -1, (3 * Math.PI) / 4],
});

export const asin: Unary = unary(Math.asin, {
  summary: 'the angle whose sine is x, in radians; NaN outside -1 to 1',
  portable: portable.asin,
  assembly: 'asin($)',
  core: ['math/arcsine', 'asin'],
  uniform: 'Math.asin($)',
  wgsl: 'arcsine($)',
  shader: {
    arcsineReduced: `
/** asin |x|, or where |x| > 1/2 asin(sqrt((1 - |x|) / 2)). */
fn arcsineReduced(size: f32) -> f32 {
  let rest = 0.5f * (1.0f - size);
  let far = size > 0.5f;
  let z = select(size * size, rest, far);
  let s = select(size, root(rest), far);
  let c01 = 0.16666752f + z * 0.074953005f;
  let c23 = 0.045470025f + z * 0.024181312f;
  return s + (s * z) * (c01 + (z * z) * (c23 + (z * z) * 0.0421632f));
}`,
    arcsine: `
fn arcsine(x: f32) -> f32 {
  let size = abs(x);
  let angle = arcsineReduced(size);
  let value = select(angle, 1.5707964f - (angle + angle), size > 0.5f);
  return select(notANumber(), select(value, -value, x < 0.0f), size <= 1.0f);
}`,
  },
  example: [0.5, Math.PI / 6],
});

export const acos: Unary = unary(Math.acos, {
  summary: 'the angle whose cosine is x, in radians; NaN outside -1 to 1',
  portable: portable.acos,
  assembly: 'acos($)',
  core: ['math/arcsine', 'acos'],
  uniform: 'Math.acos($)',
  wgsl: 'arccosine($)',
  shader: {
    arccosine: `
fn arccosine(x: f32) -> f32 {
  let size = abs(x);
  let angle = arcsineReduced(size);
  let twice = angle + angle;
  let far = select(twice, 3.1415927f - twice, x < 0.0f);
  let near = 1.5707964f - select(angle, -angle, x < 0.0f);
  return select(notANumber(), select(near, far, size > 0.5f), size <= 1.0f);
}`,
  },
  example: [0.5, Math.PI / 3],
});

export const hypot: Binary = binary((x, y) => (Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : Math.hypot(x, y)), {
  summary: 'sqrt(x^2 + y^2), the length of (x, y)',
  portable: portable.hypot,
  assembly: 'hypot($x, $y)',
  core: ['math/plane', 'hypot'],
  uniform: 'hypot64($x, $y)',
  double: ['math/double', 'hypot64'],
  wgsl: 'lengthOf($x, $y)',
  shader: {
    lengthOf: `
/** sqrt(x^2 + y^2) without overflow on the way. */
fn lengthOf(x: f32, y: f32) -> f32 {
  let a = abs(x);
  let b = abs(y);
  let more = greater(a, b);
  let ratio = lesser(a, b) / more;
  let isEnd = more == 0.0f || (bitcast<u32>(more) & 0x7fffffffu) >= 0x7f800000u;
  return select(more * sqrt(1.0f + ratio * ratio), more, isEnd);
}`,
  },
  example: [3, 4, 5],
});
