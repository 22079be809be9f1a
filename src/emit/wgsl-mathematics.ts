/**
 * Functions that WGSL lacks or leaves too loose for a model: NaN must come through, and accuracy must not depend on the
 * device more than need be. Polynomials are those of assembly/math; where a built-in is accurate by the specification
 * (exp2: 3 + 2 |x| ulp; log2: 3 ulp, or 2^-21 absolute on [0.5, 2]) it is used, since devices have an instruction for it.
 *
 * The compiler of a device may assume that there are no infinities and NaNs (WGSL, section 15.7). So both come from bits
 * read at run time, and NaN is told by its bits. What exp2, log2 and sqrt make of them is up to the device: the hardware
 * there is does as IEEE 754 says, a software adapter may not. So there are two forms of the three, and the engine asks the
 * device which it needs (src/engine/webgpu/probe.ts).
 */

/** power2, logarithm2 and root as the device has them. */
export const PLAIN_BUILTINS = `fn power2(x: f32) -> f32 { return exp2(x); }
fn logarithm2(x: f32) -> f32 { return log2(x); }
fn root(x: f32) -> f32 { return sqrt(x); }
`;

/** The same with every special case by hand. */
export const GUARDED_BUILTINS = `fn power2(x: f32) -> f32 {
  let size = select(exp2(clamp(x, -150.0f, 127.99999f)), infinity(), x >= 128.0f);
  return select(select(size, 0.0f, x < -149.0f), x, (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u);
}
fn logarithm2(x: f32) -> f32 {
  let bits = bitcast<u32>(x);
  let size = select(log2(x), x, bits == 0x7f800000u);
  return select(select(notANumber(), size, bits <= 0x7f800000u), -infinity(), x == 0.0f);
}
fn root(x: f32) -> f32 {
  let bits = bitcast<u32>(x);
  return select(select(notANumber(), sqrt(x), bits <= 0x7f800000u), x, x == 0.0f);
}
`;

const FUNCTIONS: Readonly<Record<string, string>> = {
  isNotANumber: `
fn isNotANumber(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}`,
  lesser: `
/** The smaller; NaN where either is. */
fn lesser(x: f32, y: f32) -> f32 {
  return select(select(x, y, y < x), y, isNotANumber(y));
}`,
  greater: `
/** The larger; NaN where either is. */
fn greater(x: f32, y: f32) -> f32 {
  return select(select(x, y, y > x), y, isNotANumber(y));
}`,
  signOf: `
/** -1, 0 or 1; NaN stays. */
fn signOf(x: f32) -> f32 {
  return select(x, select(-1.0f, 1.0f, x > 0.0f), x > 0.0f || x < 0.0f);
}`,
  power: `
/** x^y for x >= 0; NaN below. */
fn power(x: f32, y: f32) -> f32 {
  return select(power2(y * logarithm2(x)), 1.0f, y == 0.0f);
}`,
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
  cosine: `
/** cos x for |x| <= 8192, NaN beyond. */
fn cosine(x: f32) -> f32 {
  let k = round(x * 0.31830987f + 0.5f);
  return select(notANumber(), signedSine(withoutTurns(x, k - 0.5f), k), abs(x) <= 8192.0f);
}`,
  hyperbolicTangent: `
fn hyperbolicTangent(x: f32) -> f32 {
  let x2 = x * x;
  let c01 = -0.33333284f + x2 * 0.13331485f;
  let c234 = -0.053743005f + x2 * 0.020649103f + (x2 * x2) * -0.005715499f;
  let small = x + (x * x2) * (c01 + (x2 * x2) * c234);
  let large = 1.0f - 2.0f / (power2(select(abs(x), 50.0f, abs(x) > 50.0f) * 2.88539f) + 1.0f);
  return select(select(large, -large, x < 0.0f), small, abs(x) < 0.625f);
}`,
};

const callsOf = (text: string): Set<string> =>
  new Set([...text.replace(/^\s*\/\/.*$/gm, '').matchAll(/\b([A-Za-z]\w*)\(/g)].map(([, name]) => name ?? ''));

/** The functions that `body` calls, and those that they call, callees first. */
export function mathematics(body: string): string {
  const needed = new Set<string>();
  const visit = (text: string): void => {
    for (const name of callsOf(text)) {
      const own = FUNCTIONS[name];
      if (own === undefined || needed.has(name)) continue;
      needed.add(name);
      visit(own);
    }
  };
  visit(body);
  return Object.entries(FUNCTIONS)
    .filter(([name]) => needed.has(name))
    .map(([, text]) => `${text.trim()}\n`)
    .join('\n');
}
