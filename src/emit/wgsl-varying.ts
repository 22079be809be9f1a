/**
 * The varying half of a kernel as WGSL: one invocation is one sample of one scenario, in f32. It walks the program in the
 * order of the AssemblyScript kernel's `prepare`, whose tape it reads.
 */
import type { Block, Instruction, Program, Value } from '../language/ir.ts';
import { operation } from '../language/operations.ts';
import { hasVarying, isNativeIndex, type Liveness } from './liveness.ts';
import { solidRates } from './rates.ts';
import { literal } from './wgsl-literal.ts';
import type { SeriesPlace } from './wgsl-series.ts';
import { identifier, type Writer } from './writer.ts';

export class WgslVarying {
  private readonly writer: Writer;
  private readonly program: Program;
  private readonly liveness: Liveness;
  private readonly places: ReadonlyMap<number, SeriesPlace>;
  /** Tape entries read since the cursor was last moved. */
  private offset = 0;

  constructor(writer: Writer, program: Program, liveness: Liveness, places: readonly SeriesPlace[]) {
    this.writer = writer;
    this.program = program;
    this.liveness = liveness;
    this.places = new Map(places.map((place) => [place.series.index, place]));
  }

  /** The statements of the sample `s`, with the tape cursor `t`. */
  emit(): void {
    this.block(this.program.body);
  }

  private of(value: Value): string {
    if (value.kind !== 'constant') return identifier(value);
    if (value.type === 'boolean') return value.value === 0 ? 'false' : 'true';
    return literal(value.value);
  }

  private place(index: number): SeriesPlace {
    const place = this.places.get(index);
    if (place === undefined) throw new Error(`series ${index} has no place in the kernel`);
    return place;
  }

  /** A whole-number index as i32 text. */
  private index(value: Value): string {
    if (value.kind === 'constant') return String(value.value);
    if (value.kind === 'operation' && isNativeIndex(value)) {
      const symbol = value.operation === 'add' ? '+' : value.operation === 'subtract' ? '-' : '*';
      const [a, b] = value.operands.map((operand) => this.index(operand));
      return `(${a} ${symbol} ${b})`;
    }
    return isNativeIndex(value) ? `${identifier(value)}i` : `i32(${identifier(value)})`;
  }

  private pull(value: Value): void {
    if (!this.liveness.taped.has(value)) return;
    const test = value.type === 'boolean' ? ' != 0.0f' : '';
    this.writer.line(`let ${identifier(value)} = tape[t + ${this.offset}]${test};`);
    this.offset += 1;
  }

  private sync(): void {
    if (this.offset > 0) this.writer.line(`t += ${this.offset};`);
    this.offset = 0;
  }

  private block(block: Block): void {
    for (const instruction of block.instructions) this.instruction(instruction);
  }

  private define(value: Value): void {
    if (value.rate === 'uniform') return this.pull(value);
    if (!this.liveness.live.has(value)) return;
    this.writer.source(value.line);
    this.writer.line(`let ${identifier(value)} = ${this.text(value)};`);
  }

  private text(value: Value): string {
    switch (value.kind) {
      case 'input':
        return `input(${value.index})`;
      case 'element':
        if (value.series.drawn !== undefined)
          return `input(u32(${value.series.drawn.first} + ${this.index(value.at)}))`;
        return `get_${this.place(value.series.index).name}(${this.index(value.at)})`;
      case 'crossing':
        return `crossing_${this.place(value.series.index).name}(${this.of(value.level)}, ${this.of(value.slope)})`;
      case 'operation':
        return operation(value.operation).wgsl(
          value.operands.map((operand) => this.of(operand)),
          solidRates(value.operands),
        );
      default:
        throw new Error(`${value.kind} has no text of its own`);
    }
  }

  private instruction(instruction: Instruction): void {
    const { writer } = this;
    switch (instruction.kind) {
      case 'define':
        return this.define(instruction.value);
      case 'store': {
        if (instruction.series.rate === 'uniform') return;
        writer.source(instruction.line);
        const { name } = this.place(instruction.series.index);
        writer.line(`set_${name}(${this.index(instruction.at)}, ${this.of(instruction.value)});`);
        return;
      }
      case 'loop':
        return this.loop(instruction);
      case 'branch':
        return this.branch(instruction);
      case 'dates':
        this.sync();
        writer.open('for (var d = 0; d < scenario.dateCount; d++) {');
        writer.line(`let ${identifier(instruction.step)}i = dates[d];`);
        this.pull(instruction.step);
        this.pull(instruction.time);
        this.block(instruction.body);
        this.sync();
        writer.close();
        return;
      case 'record':
        writer.source(instruction.line);
        writer.line(`record(${instruction.outcome}, d, ${this.of(instruction.value)});`);
        return;
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
      for (const { value, initial } of carried) this.variable(value, this.of(initial));
      this.sync();
      const k = `${identifier(counter)}i`;
      writer.open(`for (var ${k} = ${this.index(from)}; ${k} < ${this.index(to)}; ${k}++) {`);
      this.pull(counter);
      for (const { value } of uniform) this.pull(value);
      this.block(body);
      this.assign(carried.map(({ value, next }) => [identifier(value), this.of(next)]));
      this.sync();
      writer.close();
      for (const { value, result } of carried)
        if (liveness.live.has(result)) writer.line(`let ${identifier(result)} = ${identifier(value)};`);
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
      for (const { value } of varying) this.variable(value, value.type === 'boolean' ? 'false' : '0.0f');
      this.sync();
      writer.open(`if (${this.of(instruction.condition)}) {`);
      this.block(instruction.whenTrue);
      for (const { value, whenTrue } of varying) writer.line(`${identifier(value)} = ${this.of(whenTrue)};`);
      this.sync();
      writer.middle('} else {');
      this.block(instruction.whenFalse);
      for (const { value, whenFalse } of varying) writer.line(`${identifier(value)} = ${this.of(whenFalse)};`);
      this.sync();
      writer.close();
    }
    for (const { value } of live) if (value.rate === 'uniform') this.pull(value);
  }

  private variable(value: Value, initial: string): void {
    this.writer.line(`var ${identifier(value)}: ${value.type === 'boolean' ? 'bool' : 'f32'} = ${initial};`);
  }

  /** Assigns several variables at once: those that read one another go through temporaries. */
  private assign(pairs: readonly (readonly [target: string, source: string])[]): void {
    const moved = pairs.filter(([target, source]) => target !== source);
    const targets = new Set(moved.map(([target]) => target));
    const staged = moved.map(([target, source]) => {
      if (!targets.has(source)) return [target, source] as const;
      this.writer.line(`let ${target}_next = ${source};`);
      return [target, `${target}_next`] as const;
    });
    for (const [target, source] of staged) this.writer.line(`${target} = ${source};`);
  }
}
