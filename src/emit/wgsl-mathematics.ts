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

import { OPERATION_NAMES, operation } from '../language/operations.ts';

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

/** Functions of all operations' records. */
const FUNCTIONS: Readonly<Record<string, string>> = Object.assign(
  {},
  ...OPERATION_NAMES.map((name) => operation(name).shader ?? {}),
);

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
