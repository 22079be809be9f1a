/**
 * Makes values of the intermediate form. Every pure value is placed in the outermost loop body in which its operands
 * exist, and made once per place: common subexpressions are shared and loop-invariant work leaves the loop by
 * construction. With `optimise`, arithmetic is also rewritten for f32 kernels (see `simplify.ts`); without it, values
 * compute exactly what the text says, operation by operation.
 */

import { foldOperation } from './fold.ts';
import type { Block, IndexSite, Instruction, SeriesInfo, Value } from './ir.ts';
import { type OperationName, operation, type Rate } from './operations.ts';
import type { Place } from './source.ts';

interface OpenBlock {
  readonly block: Block;
  /** Values defined here, by what they compute. */
  readonly known: Map<string, Value>;
  /** A branch: its values must not move out, so that work not taken is not done. */
  readonly branch: boolean;
}

// Omit on a union would lose the union; this keeps each member.
type Shape<T> = T extends unknown ? Omit<T, 'id' | 'name' | 'line'> : never;

export class Builder {
  readonly root: Block = { instructions: [] };
  readonly series: SeriesInfo[] = [];
  readonly sites: IndexSite[] = [];
  size = 0;
  /** Line of the statement being lowered. */
  line = 1;
  private readonly open: OpenBlock[] = [{ block: this.root, known: new Map(), branch: false }];
  private readonly depths = new Map<number, number>();
  private readonly versions = new Map<SeriesInfo, number>();
  private nextId = 1;
  private loops = 0;
  private readonly onGrowth: () => void;
  private readonly fold: typeof foldOperation;

  /**
   * @param onGrowth called after each addition, so that the caller can stop a text that grows beyond its budget.
   * @param exact constants are folded as the reference would compute them, else as every host computes them.
   */
  constructor(onGrowth: () => void, exact: boolean) {
    this.onGrowth = onGrowth;
    this.fold = exact ? (name, values) => operation(name).evaluate(...values) : foldOperation;
  }

  get depth(): number {
    return this.open.length - 1;
  }

  /** Depth of the block a value lives in; 0 is outside all loops. */
  depthOf(value: Value): number {
    return this.depths.get(value.id) ?? 0;
  }

  constant(value: number): Value {
    return this.shared(`#${Object.is(value, -0) ? '-0' : value}`, 0, {
      kind: 'constant',
      value,
      rate: 'uniform',
      type: 'number',
    });
  }

  flag(value: boolean): Value {
    return this.shared(`?${value}`, 0, { kind: 'constant', value: value ? 1 : 0, rate: 'uniform', type: 'boolean' });
  }

  input(index: number): Value {
    return this.shared(`input ${index}`, 0, { kind: 'input', index, rate: 'varying', type: 'number' });
  }

  switch(index: number): Value {
    return this.shared(`switch ${index}`, 0, { kind: 'switch', index, rate: 'uniform', type: 'number' });
  }

  lever(lever: number, at: Value, place: Place, text: string): Value {
    const site = at.kind === 'constant' ? 0 : this.site(place, text);
    const key = `lever ${lever} ${at.id}`;
    // Checked where it is read: moved out of a loop, a bad index would fail even if the loop never runs.
    const depth = at.kind === 'constant' ? this.placeFor([at]) : this.depth;
    return this.shared(key, depth, { kind: 'lever', lever, at, site, rate: 'uniform', type: 'number' });
  }

  /** A pure operation, exactly as written; booleans are 0 and 1. */
  operation(name: OperationName, operands: readonly Value[]): Value {
    const row = operation(name);
    if (operands.every((operand) => operand.kind === 'constant')) {
      const folded = this.fold(
        name,
        operands.map((operand) => (operand.kind === 'constant' ? operand.value : Number.NaN)),
      );
      return row.result === 'boolean' ? this.flag(folded !== 0) : this.constant(folded);
    }
    const rate: Rate = operands.some((operand) => operand.rate === 'varying') ? 'varying' : 'uniform';
    const key = `${name} ${operands.map((operand) => operand.id).join(' ')}`;
    return this.shared(key, this.placeFor(operands), {
      kind: 'operation',
      operation: name,
      operands,
      rate,
      type: row.result,
    });
  }

  newSeries(name: string, length: number, rate: Rate): SeriesInfo {
    const series: SeriesInfo = { index: this.series.length, name, length, rate };
    this.series.push(series);
    return series;
  }

  element(series: SeriesInfo, at: Value, place: Place, text: string): Value {
    if (series.drawn !== undefined && at.kind === 'constant') return this.input(series.drawn.first + at.value);
    const key = `element ${series.index} ${this.versions.get(series) ?? 0} ${at.id}`;
    const site = at.kind === 'constant' ? 0 : this.site(place, text);
    return this.shared(key, this.depth, { kind: 'element', series, at, site, rate: series.rate, type: 'number' });
  }

  crossing(series: SeriesInfo, level: Value, slope: Value): Value {
    const key = `crossing ${series.index} ${this.versions.get(series) ?? 0} ${level.id} ${slope.id}`;
    const rate: Rate = [series.rate, level.rate, slope.rate].includes('varying') ? 'varying' : 'uniform';
    return this.shared(key, this.depth, { kind: 'crossing', series, level, slope, rate, type: 'number' });
  }

  store(series: SeriesInfo, at: Value, value: Value, place: Place, text: string): void {
    const site = at.kind === 'constant' ? 0 : this.site(place, text);
    this.append(this.depth, { kind: 'store', series, at, value, site, line: this.line });
    this.versions.set(series, (this.versions.get(series) ?? 0) + 1);
  }

  /** A value that only has meaning in the current block: counters, carried variables, merges, dates. */
  special(shape: Shape<Value>, depth = this.depth): Value {
    return this.make(shape, depth);
  }

  newLoop(): number {
    return this.loops++;
  }

  enter(branch: boolean): Block {
    const block: Block = { instructions: [] };
    this.open.push({ block, known: new Map(), branch });
    this.forgetSeries();
    return block;
  }

  leave(): void {
    this.open.pop();
    this.forgetSeries();
  }

  append(depth: number, instruction: Instruction): void {
    const target = this.open[depth];
    if (target === undefined) throw new Error(`no open block at depth ${depth}`);
    target.block.instructions.push(instruction);
    this.grow();
  }

  /** Registers a run-time check of an index or a bound; returns its code. */
  site(place: Place, text: string): number {
    const code = this.sites.length + 1;
    this.sites.push({ code, line: place.line, column: place.column, text });
    return code;
  }

  private forgetSeries(): void {
    for (const series of this.series) this.versions.set(series, (this.versions.get(series) ?? 0) + 1);
  }

  private placeFor(operands: readonly Value[]): number {
    const barrier = this.open.findLastIndex((entry) => entry.branch);
    return Math.max(0, barrier, ...operands.map((operand) => this.depthOf(operand)));
  }

  private shared(key: string, depth: number, shape: Shape<Value>): Value {
    // A value made in an enclosing block serves as well; look from the block it would be placed in outwards.
    for (let level = depth; level >= 0; level--) {
      const known = this.open[level]?.known.get(key);
      if (known !== undefined) return known;
    }
    const value = this.make(shape, depth);
    this.open[depth]?.known.set(key, value);
    if (value.kind !== 'constant') this.append(depth, { kind: 'define', value });
    return value;
  }

  private make(shape: Shape<Value>, depth: number): Value {
    const value = { ...shape, id: this.nextId++, name: '', line: this.line } as Value;
    this.depths.set(value.id, depth);
    return value;
  }

  private grow(): void {
    this.size++;
    this.onGrowth();
  }
}
