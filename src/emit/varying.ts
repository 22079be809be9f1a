/** The varying half of a kernel as AssemblyScript: `simulate`, f32x4 vectors, several vectors side by side to hide latency. */
import type { ModelMeta } from '../language/definition.ts';
import type { Block, Instruction, Program, SeriesInfo, Value } from '../language/ir.ts';
import { operation } from '../language/operations.ts';
import { hasVarying, isNativeIndex, type Liveness } from './liveness.ts';
import { solidRates } from './rates.ts';
import { seriesToClear } from './series.ts';
import { ENTRY } from './tape.ts';
import { assignTogether } from './uniform.ts';
import { identifier, type Writer } from './writer.ts';

const VECTOR_BYTES = 16;

export class VaryingHalf {
  /** Constants of the kernel in order of first use; each is stored four times, to be loaded as a vector. */
  readonly pool: number[] = [];
  private readonly writer: Writer;
  private readonly program: Program;
  private readonly meta: ModelMeta;
  private readonly liveness: Liveness;
  private readonly vectors: number;
  private offset = 0;
  private inLoop = false;

  constructor(writer: Writer, program: Program, meta: ModelMeta, liveness: Liveness, vectors: number) {
    this.writer = writer;
    this.program = program;
    this.meta = meta;
    this.liveness = liveness;
    this.vectors = vectors;
  }

  emit(): void {
    const { writer } = this;
    writer.line(
      `/** ${this.vectors * 4} samples of one scenario, ${this.vectors} f32x4 vector${this.vectors > 1 ? 's' : ''} side by side. */`,
    );
    writer.open(
      'export function simulate(tape: usize, dateSteps: usize, dateCount: i32, inputs: usize, outcomes: usize, series: usize): void {',
    );
    writer.line('let t = tape;');
    for (const cleared of seriesToClear(this.program)) {
      const first = varyingRowsBefore(this.program, cleared) * this.stride;
      writer.line(`memory.fill(series + ${first}, 0, ${cleared.length * this.stride}); // ${cleared.name}`);
    }
    this.block(this.program.body);
    writer.close();
  }

  private get stride(): number {
    return VECTOR_BYTES * this.vectors;
  }

  private lanes(): number[] {
    return Array.from({ length: this.vectors }, (_, vector) => vector);
  }

  private name(value: Value, vector: number): string {
    if (value.rate === 'uniform') return identifier(value);
    return this.vectors === 1 ? identifier(value) : `${identifier(value)}${'abcd'[vector]}`;
  }

  private of(value: Value, vector: number): string {
    if (value.kind !== 'constant') return this.name(value, vector);
    if (value.type === 'boolean') return `i32x4.splat(${value.value === 0 ? 0 : -1})`;
    let index = this.pool.findIndex((known) => Object.is(known, value.value));
    if (index < 0) index = this.pool.push(value.value) - 1;
    return `v128.load(POOL, ${index * VECTOR_BYTES})`;
  }

  /** A whole-number index as i32 text. */
  private index(value: Value): string {
    if (value.kind === 'constant') return String(value.value);
    if (value.kind === 'operation' && isNativeIndex(value)) {
      const symbol = value.operation === 'add' ? '+' : value.operation === 'subtract' ? '-' : '*';
      const [a, b] = value.operands.map((operand) => this.index(operand));
      return `(${a} ${symbol} ${b})`;
    }
    return isNativeIndex(value) ? `${identifier(value)}i` : `i32(f32x4.extract_lane(${identifier(value)}, 0))`;
  }

  /** Address text and immediate offset of an element of a varying series. */
  private element(series: SeriesInfo, at: Value): { base: string; offset: number } {
    if (series.drawn !== undefined)
      return { base: `inputs + usize(${this.index(at)}) * ${this.stride}`, offset: series.drawn.first * this.stride };
    const rows = varyingRowsBefore(this.program, series) * this.stride;
    if (at.kind === 'constant') return { base: 'series', offset: rows + at.value * this.stride };
    return { base: `series + usize(${this.index(at)}) * ${this.stride}`, offset: rows };
  }

  private pull(value: Value): void {
    if (!this.liveness.taped.has(value)) return;
    const load = `v128.load32_splat(t, ${this.offset})`;
    const text = value.type === 'boolean' ? `f32x4.ne(${load}, f32x4.splat(0))` : load;
    this.writer.line(`const ${identifier(value)}: v128 = ${text};`);
    this.offset += ENTRY;
  }

  private sync(): void {
    if (this.offset > 0) this.writer.line(`t += ${this.offset};`);
    this.offset = 0;
  }

  private block(block: Block): void {
    for (const instruction of block.instructions) this.instruction(instruction);
  }

  /** The body of a loop. */
  private rounds(body: Block): void {
    const outer = this.inLoop;
    this.inLoop = true;
    this.block(body);
    this.inLoop = outer;
  }

  private define(value: Value): void {
    if (value.rate === 'uniform') return this.pull(value);
    if (!this.liveness.live.has(value)) return;
    const { writer } = this;
    writer.source(value.line);
    if (value.kind === 'element') {
      const { base, offset } = this.element(value.series, value.at);
      const address = `${identifier(value)}at`;
      writer.line(`const ${address}: usize = ${base};`);
      for (const vector of this.lanes())
        writer.line(
          `const ${this.name(value, vector)}: v128 = v128.load(${address}, ${offset + vector * VECTOR_BYTES});`,
        );
      return;
    }
    for (const vector of this.lanes())
      writer.line(`const ${this.name(value, vector)}: v128 = ${this.text(value, vector)};`);
  }

  private text(value: Value, vector: number): string {
    switch (value.kind) {
      case 'input':
        return `v128.load(inputs, ${value.index * this.stride + vector * VECTOR_BYTES})`;
      case 'crossing': {
        const base = `series + ${varyingRowsBefore(this.program, value.series) * this.stride + vector * VECTOR_BYTES}`;
        const step = this.of({ ...value, kind: 'constant', value: this.meta.clock.step, rate: 'uniform' }, vector);
        return `crossing(${base}, ${this.stride}, ${value.series.length}, ${this.of(value.level, vector)}, ${this.of(value.slope, vector)}, ${step})`;
      }
      case 'operation': {
        const zeroSelect = this.selectWithZero(value, vector);
        if (zeroSelect !== undefined) return zeroSelect;
        const { assembly, called } = operation(value.operation);
        const operands = value.operands.map((operand) => this.of(operand, vector));
        if (called !== undefined && !this.inLoop) return `${called[1]}(${operands.join(', ')})`;
        return assembly(operands, solidRates(value.operands));
      }
      default:
        throw new Error(`${value.kind} has no text of its own`);
    }
  }

  /** condition ? x : 0 is one bitwise and. */
  private selectWithZero(value: Value & { kind: 'operation' }, vector: number): string | undefined {
    const [condition, x, y] = value.operands;
    if (value.operation !== 'select' || condition === undefined || x === undefined || y === undefined) return undefined;
    if (y.kind === 'constant' && Object.is(y.value, 0))
      return `v128.and(${this.of(x, vector)}, ${this.of(condition, vector)})`;
    if (x.kind === 'constant' && Object.is(x.value, 0))
      return `v128.andnot(${this.of(y, vector)}, ${this.of(condition, vector)})`;
    return undefined;
  }

  private instruction(instruction: Instruction): void {
    const { writer } = this;
    switch (instruction.kind) {
      case 'define':
        return this.define(instruction.value);
      case 'store': {
        if (instruction.series.rate === 'uniform') return;
        writer.source(instruction.line);
        const { base, offset } = this.element(instruction.series, instruction.at);
        for (const vector of this.lanes())
          writer.line(`v128.store(${base}, ${this.of(instruction.value, vector)}, ${offset + vector * VECTOR_BYTES});`);
        return;
      }
      case 'loop':
        return this.loop(instruction);
      case 'branch':
        return this.branch(instruction);
      case 'dates': {
        const step = identifier(instruction.step);
        this.sync();
        writer.line('let y = outcomes;');
        writer.open('for (let d = 0; d < dateCount; d++) {');
        writer.line(`const ${step}i: i32 = load<i32>(dateSteps + (usize(d) << 2));`);
        this.pull(instruction.step);
        this.pull(instruction.time);
        this.rounds(instruction.body);
        this.sync();
        writer.line(`y += ${this.stride};`);
        writer.close();
        return;
      }
      case 'record': {
        // OUTCOME_VALUES is [outcome][date][lane]; y points at this date of outcome 0.
        writer.source(instruction.line);
        const address = instruction.outcome === 0 ? 'y' : `y + usize(dateCount) * ${instruction.outcome * this.stride}`;
        for (const vector of this.lanes())
          writer.line(`v128.store(${address}, ${this.of(instruction.value, vector)}, ${vector * VECTOR_BYTES});`);
        return;
      }
      default:
        instruction satisfies never;
    }
  }

  private loop(instruction: Instruction & { kind: 'loop' }): void {
    const { writer, liveness } = this;
    const { counter, from, to, body } = instruction;
    const uniform = instruction.carried.filter(({ value }) => value.rate === 'uniform');
    if (hasVarying({ instructions: [instruction] }, liveness.live)) {
      const carried = instruction.carried.filter(
        ({ value, result }) => value.rate === 'varying' && (liveness.live.has(value) || liveness.live.has(result)),
      );
      writer.source(instruction.line);
      for (const vector of this.lanes()) {
        for (const { value, initial } of carried)
          writer.line(`let ${this.name(value, vector)}: v128 = ${this.of(initial, vector)};`);
      }
      this.sync();
      const k = `${identifier(counter)}i`;
      writer.open(
        `for (let ${k}: i32 = ${this.index(from)}, ${k}End: i32 = ${this.index(to)}; ${k} < ${k}End; ${k}++) {`,
      );
      this.pull(counter);
      for (const { value } of uniform) this.pull(value);
      this.rounds(body);
      for (const vector of this.lanes()) {
        assignTogether(
          writer,
          carried.map(({ value, next }) => [this.name(value, vector), this.of(next, vector)]),
          'v128',
        );
      }
      this.sync();
      writer.close();
      for (const { value, result } of carried) {
        if (!liveness.live.has(result)) continue;
        for (const vector of this.lanes())
          writer.line(`const ${this.name(result, vector)}: v128 = ${this.name(value, vector)};`);
      }
    } else {
      // A loop without varying work: its uniform results follow on the tape.
      this.sync();
    }
    for (const { result } of uniform) this.pull(result);
  }

  private branch(instruction: Instruction & { kind: 'branch' }): void {
    const { writer, liveness } = this;
    const live = instruction.merges.filter(({ value }) => liveness.live.has(value));
    const varying = live.filter(({ value }) => value.rate === 'varying');
    if (hasVarying({ instructions: [instruction] }, liveness.live)) {
      writer.source(instruction.line);
      for (const vector of this.lanes())
        for (const { value } of varying) writer.line(`let ${this.name(value, vector)}: v128 = f32x4.splat(0);`);
      this.sync();
      writer.open(`if (v128.any_true(${this.of(instruction.condition, 0)})) {`);
      this.block(instruction.whenTrue);
      for (const vector of this.lanes())
        for (const merge of varying)
          writer.line(`${this.name(merge.value, vector)} = ${this.of(merge.whenTrue, vector)};`);
      this.sync();
      writer.middle('} else {');
      this.block(instruction.whenFalse);
      for (const vector of this.lanes())
        for (const merge of varying)
          writer.line(`${this.name(merge.value, vector)} = ${this.of(merge.whenFalse, vector)};`);
      this.sync();
      writer.close();
    }
    for (const { value } of live) if (value.rate === 'uniform') this.pull(value);
  }
}

/** Rows of all varying series before this one. */
export function varyingRowsBefore(program: Program, series: SeriesInfo): number {
  return program.series
    .filter((other) => other.rate === 'varying' && other.index < series.index)
    .reduce((sum, { length }) => sum + length, 0);
}
