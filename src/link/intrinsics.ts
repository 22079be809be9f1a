/** AssemblyScript's names for single instructions, as far as generated kernels use them. */
import type { TypeName } from './module.ts';

export interface Intrinsic {
  /** Prefix and number, or the number alone. */
  readonly code: readonly number[];
  readonly parameters: readonly TypeName[];
  readonly result: TypeName;
}

const SIMD = 0xfd;
const NUMERIC = 0xfc;

/** Numbers of SIMD instructions take one or two bytes. */
const simd = (number: number): readonly number[] =>
  number < 0x80 ? [SIMD, number] : [SIMD, (number & 0x7f) | 0x80, number >> 7];

const family = (
  numbers: Readonly<Record<string, number>>,
  parameters: readonly TypeName[],
  result: TypeName,
): [string, Intrinsic][] =>
  Object.entries(numbers).map(([name, number]) => [name, { code: simd(number), parameters, result }]);

const v: TypeName = 'v128';

/** Of vectors. */
export const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map([
  ...family({ 'f32x4.splat': 19 }, ['f32'], v),
  ...family({ 'i32x4.splat': 17 }, ['i32'], v),
  ...family({ 'i32x4.eq': 55, 'i32x4.ne': 56, 'i32x4.add': 174, 'i32x4.sub': 177, 'i32x4.mul': 181 }, [v, v], v),
  ...family(
    { 'f32x4.eq': 65, 'f32x4.ne': 66, 'f32x4.lt': 67, 'f32x4.gt': 68, 'f32x4.le': 69, 'f32x4.ge': 70 },
    [v, v],
    v,
  ),
  ...family({ 'v128.not': 77 }, [v], v),
  ...family({ 'v128.and': 78, 'v128.andnot': 79, 'v128.or': 80, 'v128.xor': 81 }, [v, v], v),
  ...family({ 'v128.bitselect': 82 }, [v, v, v], v),
  ...family({ 'v128.any_true': 83 }, [v], 'i32'),
  ...family({ 'f32x4.ceil': 103, 'f32x4.floor': 104, 'f32x4.trunc': 105, 'f32x4.nearest': 106 }, [v], v),
  ...family({ 'f32x4.abs': 224, 'f32x4.neg': 225, 'f32x4.sqrt': 227 }, [v], v),
  ...family({ 'f32x4.add': 228, 'f32x4.sub': 229, 'f32x4.mul': 230, 'f32x4.div': 231 }, [v, v], v),
  ...family({ 'f32x4.min': 232, 'f32x4.max': 233, 'f32x4.pmin': 234, 'f32x4.pmax': 235 }, [v, v], v),
]);

/** Of f64; what Math has besides is a function of the core. */
export const MATH: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['abs', { code: [0x99], parameters: ['f64'], result: 'f64' }],
  ['ceil', { code: [0x9b], parameters: ['f64'], result: 'f64' }],
  ['floor', { code: [0x9c], parameters: ['f64'], result: 'f64' }],
  ['sqrt', { code: [0x9f], parameters: ['f64'], result: 'f64' }],
  ['min', { code: [0xa4], parameters: ['f64', 'f64'], result: 'f64' }],
  ['max', { code: [0xa5], parameters: ['f64', 'f64'], result: 'f64' }],
]);

/** Reads from memory by name: the instruction and the log2 of its alignment. */
export const LOADS: ReadonlyMap<string, Intrinsic & { readonly align: number }> = new Map([
  ['v128.load', { code: simd(0), parameters: ['i32'], result: v, align: 4 }],
  ['v128.load32_splat', { code: simd(9), parameters: ['i32'], result: v, align: 2 }],
  ['load<i32>', { code: [0x28], parameters: ['i32'], result: 'i32', align: 2 }],
  ['load<f32>', { code: [0x2a], parameters: ['i32'], result: 'f32', align: 2 }],
  ['load<f64>', { code: [0x2b], parameters: ['i32'], result: 'f64', align: 3 }],
]);

/** Writes to memory: parameters are the address and the value. */
export const STORES: ReadonlyMap<string, Omit<Intrinsic, 'result'> & { readonly align: number }> = new Map([
  ['v128.store', { code: simd(11), parameters: ['i32', v], align: 4 }],
  ['store<f32>', { code: [0x38], parameters: ['i32', 'f32'], align: 2 }],
  ['store<f64>', { code: [0x39], parameters: ['i32', 'f64'], align: 3 }],
]);

/** Conversions by name of the result, then of the operand. */
export const CONVERSIONS: Readonly<Record<string, Readonly<Partial<Record<TypeName, readonly number[]>>>>> = {
  f32: { f64: [0xb6], i32: [0xb2], f32: [] },
  f64: { f32: [0xbb], i32: [0xb7], f64: [] },
  i32: { f32: [NUMERIC, 0x00], f64: [NUMERIC, 0x02], i32: [] },
  usize: { f32: [NUMERIC, 0x01], f64: [NUMERIC, 0x03], i32: [] },
};

/** Operators of two operands of one type. */
export const OPERATORS: Readonly<Record<string, Readonly<Partial<Record<TypeName, number>>>>> = {
  '+': { i32: 0x6a, f64: 0xa0 },
  '-': { i32: 0x6b, f64: 0xa1 },
  '*': { i32: 0x6c, f64: 0xa2 },
  '/': { f64: 0xa3 },
  '<<': { i32: 0x74 },
};

/** The same, whose result is 0 or 1. */
export const COMPARISONS: Readonly<Record<string, Readonly<Partial<Record<TypeName, number>>>>> = {
  '==': { i32: 0x46, f64: 0x61 },
  '!=': { i32: 0x47, f64: 0x62 },
  '<': { i32: 0x48, f64: 0x63 },
  '>': { i32: 0x4a, f64: 0x64 },
  '<=': { i32: 0x4c, f64: 0x65 },
  '>=': { i32: 0x4e, f64: 0x66 },
};

/** Of two values that are 0 or 1. */
export const LOGIC: Readonly<Record<string, number>> = { '&&': 0x71, '||': 0x72 };
