/**
 * The intermediate form: a model's equations as typed values in structured control flow. Values are in static single
 * assignment; loops carry mutable variables explicitly. Lowering (`lower.ts`) makes it, `interpret.ts` runs it in f64, and
 * the emitters print it. Pure data.
 *
 * Rate: `uniform` values are the same for every sample of a scenario and are computed once, before the sample loop;
 * `varying` values differ by sample. Control flow is always uniform, so both kinds of code walk it in step.
 */
import type { OperationName, Rate, ValueType } from './operations.ts';

interface ValueBase {
  readonly id: number;
  readonly rate: Rate;
  readonly type: ValueType;
  /** Name of the variable it was first bound to, for readable output. */
  name: string;
  /** Line of the model text, 1-based. */
  readonly line: number;
}

/** A fixed-length sequence; `rows` of all varying series of a kernel lie one after the other. */
export interface SeriesInfo {
  readonly index: number;
  readonly name: string;
  readonly length: number;
  rate: Rate;
  /** Set for the draws of an input, which are only read: the first element, and what kernels take off each (offsets.ts). */
  readonly drawn?: { readonly first: number; readonly offset: number };
}

export type Value = ValueBase &
  (
    | { readonly kind: 'constant'; readonly value: number }
    /** An element of the inputs (elements.ts). */
    | { readonly kind: 'input'; readonly index: number }
    | { readonly kind: 'switch'; readonly index: number }
    | { readonly kind: 'lever'; readonly lever: number; readonly at: Value; readonly site: number }
    | { readonly kind: 'operation'; readonly operation: OperationName; readonly operands: readonly Value[] }
    | { readonly kind: 'element'; readonly series: SeriesInfo; readonly at: Value; readonly site: number }
    /** First time (years since clock.start) at which a non-decreasing series reaches a level. */
    | { readonly kind: 'crossing'; readonly series: SeriesInfo; readonly level: Value; readonly slope: Value }
    /** The counter of a loop, within its body. */
    | { readonly kind: 'counter'; readonly loop: number }
    /** A variable that a loop changes, as it stands at the start of the body. */
    | { readonly kind: 'carried'; readonly loop: number }
    /** The same variable after the loop. */
    | { readonly kind: 'result'; readonly of: Value }
    /** A variable after a branch that may have changed it. */
    | { readonly kind: 'merge' }
    /** The current date of a `dates` block: state index or years since clock.start. */
    | { readonly kind: 'date'; readonly field: 'step' | 'time' }
  );

export interface Carried {
  readonly value: Value;
  readonly initial: Value;
  next: Value;
  /** Stands for the variable after the loop. */
  readonly result: Value;
}

export interface Merge {
  readonly value: Value;
  readonly whenTrue: Value;
  readonly whenFalse: Value;
}

export type Instruction =
  | { readonly kind: 'define'; readonly value: Value }
  | {
      readonly kind: 'store';
      readonly series: SeriesInfo;
      readonly at: Value;
      readonly value: Value;
      readonly site: number;
      readonly line: number;
    }
  /** Counter runs over whole numbers from `from` up to but not including `to`, both uniform. */
  | {
      readonly kind: 'loop';
      readonly loop: number;
      readonly counter: Value;
      readonly from: Value;
      readonly to: Value;
      readonly site: number;
      carried: readonly Carried[];
      readonly body: Block;
      readonly line: number;
    }
  | {
      readonly kind: 'branch';
      readonly condition: Value;
      readonly whenTrue: Block;
      readonly whenFalse: Block;
      readonly merges: readonly Merge[];
      readonly line: number;
    }
  /** The body once for every outcome date of the run. */
  | { readonly kind: 'dates'; readonly body: Block; readonly step: Value; readonly time: Value; readonly line: number }
  | { readonly kind: 'record'; readonly outcome: number; readonly value: Value; readonly line: number };

export interface Block {
  instructions: Instruction[];
}

/** A place in the text where an index or a loop bound is checked before a run. */
export interface IndexSite {
  /** 1-based; what `prepare` returns on failure. */
  readonly code: number;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

export interface Program {
  readonly body: Block;
  readonly series: readonly SeriesInfo[];
  readonly sites: readonly IndexSite[];
  /** Lines of the model text, for comments in generated code. */
  readonly lines: readonly string[];
  /** Values and instructions created: the size that budgets limit. */
  readonly size: number;
}

/** Operands of a value, in order. */
export function operandsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'operation':
      return value.operands;
    case 'lever':
    case 'element':
      return [value.at];
    case 'crossing':
      return [value.level, value.slope];
    case 'constant':
    case 'input':
    case 'switch':
    case 'counter':
    case 'carried':
    case 'result':
    case 'merge':
    case 'date':
      return [];
    default:
      return value satisfies never;
  }
}

/** Calls `visit` for every instruction of a block, outer before inner, in the order of the text. */
export function eachInstruction(block: Block, visit: (instruction: Instruction) => void): void {
  for (const instruction of block.instructions) {
    visit(instruction);
    if (instruction.kind === 'loop' || instruction.kind === 'dates') eachInstruction(instruction.body, visit);
    if (instruction.kind === 'branch') {
      eachInstruction(instruction.whenTrue, visit);
      eachInstruction(instruction.whenFalse, visit);
    }
  }
}
