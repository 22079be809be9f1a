/** What the parts of lowering share: the text, what is known of the model, and the values made so far. */

import type { AnyNode } from 'acorn';
import type { Meter } from './budget.ts';
import type { Builder } from './builder.ts';
import type { ModelMeta } from './definition.ts';
import type { SeriesInfo, Value } from './ir.ts';
import type { Literals } from './literals.ts';
import type { Rate } from './operations.ts';
import type { Range } from './ranges.ts';
import type { Make } from './simplify.ts';
import type { FunctionNode, ModelSyntax, Source } from './syntax.ts';

export interface LoweringInput {
  readonly source: Source;
  readonly syntax: ModelSyntax;
  readonly literals: Literals;
  readonly meta: ModelMeta;
  readonly simulate: FunctionNode;
  /** Where simulate stands in the declaration: for objections to the equations as a whole. */
  readonly whole: AnyNode;
  readonly optimise: boolean;
  /** Where units are followed: values of the clock are kept apart from constants, and noted here. */
  readonly years?: Set<Value>;
}

export interface Lowering {
  readonly input: LoweringInput;
  readonly source: Source;
  readonly builder: Builder;
  readonly meter: Meter;
  /** Makes operations, exactly as written or rewritten for kernels. */
  readonly make: Make;
  /** A value that an input is the difference of from a constant (offsets.ts), as the input. */
  readonly shift: (difference: Value, by: number) => Value;
  /** A member of the clock that is in years: a constant, unless units are followed (units/check.ts). */
  readonly clockYears: (member: 'start' | 'end' | 'step') => Value;
  readonly rates: Rates;
  /** What is known of the loops that are open. */
  readonly counters: { readonly loops: Map<number, Range>; readonly dates: Range };
  /** Branches and loops around the current statement that may not be entered; 0 where it is always reached. */
  uncertain: number;
  /** Within a branch that differs by sample: whether this sample takes it. Both sides are computed; what is stored is chosen. */
  taken: Value | undefined;
}

/** Rates that an earlier pass over the text found, by the variables' places in it. */
export class Rates {
  /** Variables of loops, and series, in this pass. */
  readonly keys = new Map<Value | SeriesInfo, string>();
  private readonly varying: ReadonlySet<string>;
  private loops = 0;

  constructor(varying: ReadonlySet<string>) {
    this.varying = varying;
  }

  /** Whether an earlier pass found what has this key varying. */
  of(key: string): Rate {
    return this.varying.has(key) ? 'varying' : 'uniform';
  }

  /** A name for the next loop that is the same in every pass. */
  nextLoop(): string {
    return `loop ${this.loops++}`;
  }
}
