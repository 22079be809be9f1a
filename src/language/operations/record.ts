/**
 * What an operation of the model language is, in one record: its signature, its meaning in f64, the same for constants on
 * every host, its text for each target, its words and its example. All else reads it: the checker, the reference, folding,
 * the emitters and their imports, the docs, completion, and the tests, which execute every `example` on every engine.
 *
 * Rules: every operation is total (NaN in, NaN out; no traps), so evaluating one that the text would have skipped is safe.
 */

export type Rate = 'uniform' | 'varying';
export type ValueType = 'number' | 'boolean';

/** How an operation is called and what it means: all that a reader of a model text needs. */
export interface Signature {
  readonly parameters: readonly ValueType[];
  readonly result: ValueType;
  /** Names of the parameters in the docs and in completion; x, y, z if left out. */
  readonly names?: readonly string[];
  /** True where a call may have more operands than two: then f(x, y, z) is f(f(x, y), z). */
  readonly several?: true;
  /** One line for the documentation. */
  readonly summary: string;
  readonly evaluate: (...values: number[]) => number;
  /** Arguments and the exact result, to about 1e-6 relative; run on every engine by the tests. */
  readonly example: readonly [arguments_: readonly number[], result: number];
}

export interface Operation extends Signature {
  /** True where the name can be called in a model text; the others are written as operators. */
  readonly callable: boolean;
  /** `evaluate` with the same bits on every host, where the language standard leaves it to the host. */
  readonly portable?: (...values: number[]) => number;
  /**
   * `rates` lets min and max pick the one-instruction form: 'uniform' only for operands known not to be NaN
   * (src/emit/rates.ts). Booleans are lane masks.
   */
  readonly assembly: (operands: readonly string[], rates: readonly Rate[]) => string;
  readonly uniform: (operands: readonly string[]) => string;
  /** Calls functions of any record's `shader`. `rates` serves min and max as in `assembly`; booleans are bool. */
  readonly wgsl: (operands: readonly string[], rates: readonly Rate[]) => string;
  /** The function that `assembly` calls and its file in assembly/, without ending. */
  readonly core?: readonly [file: string, name: string];
  /** The same function as one that is called, not written out: shorter, for what a kernel does once for all its steps. */
  readonly called?: readonly [file: string, name: string];
  /** The same of `uniform`, where AssemblyScript's own Math lacks it. */
  readonly double?: readonly [file: string, name: string];
  /** WGSL functions by name, callees before callers; a kernel gets those that it calls. */
  readonly shader?: Readonly<Record<string, string>>;
}

/** A function made of other operations: written out where it is called. */
export interface Composite extends Signature {
  readonly compose: <T>(make: (name: 'min' | 'max', operands: readonly T[]) => T, operands: readonly T[]) => T;
}

/** A record that is also its own meaning in f64: what a model text that runs as TypeScript calls. */
export type Unary = Operation & ((x: number) => number);
export type Binary = Operation & ((x: number, y: number) => number);

export type Several = Operation & ((x: number, y: number, ...more: readonly number[]) => number);

type Texts = Pick<Operation, 'core' | 'called' | 'double' | 'shader' | 'portable' | 'names' | 'summary'> & {
  /** Texts with `$` for the operand, or `$x` and `$y` for two. */
  readonly assembly: string;
  readonly uniform: string;
  readonly wgsl: string;
};

function fill(template: string): (operands: readonly string[]) => string {
  return ([x = '', y = '']) => template.replace(/\$y/g, () => y).replace(/\$x?/g, () => x);
}

function texts({ assembly, uniform, wgsl, ...rest }: Texts) {
  return { ...rest, assembly: fill(assembly), uniform: fill(uniform), wgsl: fill(wgsl) };
}

/** A callable function of one number. */
export function unary(evaluate: (x: number) => number, about: Texts & { readonly example: [number, number] }): Unary {
  const { example, ...rest } = about;
  const record: Operation = {
    parameters: ['number'],
    result: 'number',
    callable: true,
    evaluate,
    ...texts(rest),
    example: [[example[0]], example[1]],
  };
  return Object.assign((x: number) => evaluate(x), record);
}

/** A callable function of two numbers. */
export function binary(
  evaluate: (x: number, y: number) => number,
  about: Texts & { readonly example: [number, number, number] },
): Binary {
  const {
    example: [x, y, result],
    ...rest
  } = about;
  const record: Operation = {
    parameters: ['number', 'number'],
    result: 'number',
    callable: true,
    evaluate,
    ...texts(rest),
    example: [[x, y], result],
  };
  return Object.assign((a: number, b: number) => evaluate(a, b), record);
}
