/** Runs the functions of assembly/math on arrays, and measures errors in units in the last place of f32. */
import { compileKernel } from '../../src/cli/compile.ts';
import { OPERATIONS, type OperationName, operation } from '../../src/language/operations.ts';

/** What the core uses itself. */
const OWN = [
  ['math/exp2', 'exp2Bounded'],
  ['math/log2', 'log2Positive'],
  ['math/normal', 'quantileMagnitude'],
] as const;

/** Functions of assembly/math by file: what the operations' records name, and the core's own. */
const PLACES: readonly (readonly [file: string, name: string])[] = [
  ...OWN,
  ...Object.keys(OPERATIONS).flatMap((name) => {
    const { core } = operation(name as OperationName);
    return core === undefined ? [] : [core];
  }),
];

const FUNCTIONS = PLACES.map(([, name]) => name);

/** Functions whose values are measured. */
export type FunctionName = OperationName | (typeof OWN)[number][1];

const isBinary = (name: string): boolean =>
  name === 'quantileMagnitude' ||
  (Object.hasOwn(OPERATIONS, name) && operation(name as OperationName).parameters.length === 2);

const CHUNK = 4096;

const ENTRY = `
${PLACES.map(([file, name]) => `import { ${name} } from '../${file}';`).join('\n')}
export const A: usize = memory.data(${4 * CHUNK}, 16);
export const B: usize = memory.data(${4 * CHUNK}, 16);
${FUNCTIONS.map(
  (name) => `export function $${name}(): void {
  for (let i: usize = 0; i < ${4 * CHUNK}; i += 16) {
    v128.store(A + i, ${name}(v128.load(A + i)${isBinary(name) ? ', v128.load(B + i)' : ''}));
  }
}`,
).join('\n')}
`;

type Exports = Record<string, unknown> & { memory: WebAssembly.Memory; A: WebAssembly.Global; B: WebAssembly.Global };

let loaded: Promise<Exports> | null = null;

async function load(): Promise<Exports> {
  const module = await compileKernel('', {
    entry: 'assembly/tests/maths.ts',
    files: { 'assembly/tests/maths.ts': ENTRY },
  });
  const { exports } = await WebAssembly.instantiate(await WebAssembly.compile(module.slice().buffer));
  return exports as unknown as Exports;
}

/** Values of a function of assembly/math; `second` for those of two arguments. */
export async function apply(
  name: FunctionName,
  first: ArrayLike<number>,
  second?: ArrayLike<number>,
): Promise<Float32Array> {
  loaded ??= load();
  const exports = await loaded;
  const a = new Float32Array(exports.memory.buffer, Number(exports.A.value), CHUNK);
  const b = new Float32Array(exports.memory.buffer, Number(exports.B.value), CHUNK);
  const [x, y] = [Float32Array.from(first), second === undefined ? null : Float32Array.from(second)];
  const result = new Float32Array(x.length);
  const run = exports[`$${name}`] as () => void;
  for (let from = 0; from < x.length; from += CHUNK) {
    const part = x.subarray(from, from + CHUNK);
    a.set(part);
    if (y !== null) b.set(y.subarray(from, from + CHUNK));
    run();
    result.set(a.subarray(0, part.length), from);
  }
  return result;
}

const SMALLEST_NORMAL = 2 ** -126;

/** The spacing of f32 at `value`, that of the smallest normal number below it. */
export function ulp(value: number): number {
  const size = Math.max(Math.abs(value), SMALLEST_NORMAL);
  const exponent = Math.floor(Math.log2(size));
  // Math.log2 may round up to a whole number.
  return 2 ** ((2 ** exponent > size ? exponent - 1 : exponent) - 23);
}

export interface Worst {
  /** Largest error, in the units asked for. */
  readonly error: number;
  /** The argument there. */
  readonly at: number;
}

/** The largest of |actual - exact| / unit over the arguments. A NaN on one side only counts as Infinity. */
export function worst(
  x: Float32Array,
  actual: Float32Array,
  exact: (x: number, i: number) => number,
  unit: (exact: number, x: number) => number = ulp,
): Worst {
  let result: Worst = { error: 0, at: Number.NaN };
  actual.forEach((value, i) => {
    const at = x[i] ?? Number.NaN;
    const truth = exact(at, i);
    if (Object.is(value, truth) || value === truth) return;
    const error = Math.abs(value - truth) / unit(truth, at);
    if (!(error <= result.error)) result = { error: Number.isNaN(error) ? Number.POSITIVE_INFINITY : error, at };
  });
  return result;
}

/** An even grid of `count` numbers over [low, high] and as many f32 with bit patterns drawn evenly between the two. */
export function between(low: number, high: number, count = 1 << 17): Float32Array {
  const key = (value: number): number => {
    const bits = new Int32Array(Float32Array.of(value).buffer)[0] ?? 0;
    return bits < 0 ? -(bits & 0x7fffffff) : bits;
  };
  const [from, to] = [key(low), key(high)];
  const x = new Float32Array(2 * count);
  const bits = new Uint32Array(x.buffer);
  let state = 12345;
  for (let i = 0; i < count; i++) {
    x[i] = low + ((high - low) * i) / (count - 1);
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const pick = Math.round(from + ((to - from) * state) / 0xffff_ffff);
    bits[count + i] = pick < 0 ? 0x8000_0000 - pick : pick;
  }
  return x;
}
