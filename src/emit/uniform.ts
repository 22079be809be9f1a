/** The uniform half of a kernel as AssemblyScript: `prepare`, in f64, once per scenario; checks every index and bound. */

import { BUDGET } from '../language/budget.ts';
import type { ModelMeta } from '../language/definition.ts';
import type { Block, Instruction, Program, SeriesInfo, Value } from '../language/ir.ts';
import { operation } from '../language/operations.ts';
import { type Counters, indexRange, type Range } from '../language/ranges.ts';
import { hasVarying, type Liveness } from './liveness.ts';
import { ENTRY } from './tape.ts';
import { identifier, type Writer } from './writer.ts';

/** An f64 literal that AssemblyScript reads back exactly. */
export function literal(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Number.POSITIVE_INFINITY) return 'Infinity';
  if (value === Number.NEGATIVE_INFINITY) return '-Infinity';
  const text = Object.is(value, -0) ? '-0.0' : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

export class UniformHalf {
  private readonly writer: Writer;
  private readonly program: Program;
  private readonly meta: ModelMeta;
  private readonly liveness: Liveness;
  private readonly counters: Counters & { readonly loops: Map<number, Range> };
  private offset = 0;

  constructor(writer: Writer, program: Program, meta: ModelMeta, liveness: Liveness) {
    this.writer = writer;
    this.program = program;
    this.meta = meta;
    this.liveness = liveness;
    this.counters = { loops: new Map(), dates: [0, meta.clock.steps] };
  }

  emit(): void {
    const { writer } = this;
    writer.line(
      '/** Uniform work of one scenario, f64: fills its tape. Returns 0, or the code of the first bad index or loop bound. */',
    );
    writer.open(
      'export function prepare(levers: usize, switches: usize, dateSteps: usize, dateCount: i32, tape: usize): i32 {',
    );
    writer.line('let t = tape;');
    const uniformRows = this.program.series
      .filter((series) => series.rate === 'uniform')
      .reduce((sum, { length }) => sum + length, 0);
    if (uniformRows > 0) writer.line(`memory.fill(UNIFORM_SERIES, 0, ${uniformRows * 8});`);
    this.block(this.program.body);
    writer.line('return 0;');
    writer.close();
  }

  /** Rows of f64 that uniform series take. */
  static rowsBefore(program: Program, series: SeriesInfo): number {
    return program.series
      .filter((other) => other.rate === 'uniform' && other.index < series.index)
      .reduce((sum, { length }) => sum + length, 0);
  }

  private of(value: Value): string {
    return value.kind === 'constant' ? literal(value.value) : identifier(value);
  }

  private block(block: Block): void {
    for (const instruction of block.instructions) this.instruction(instruction);
  }

  private push(value: Value): void {
    if (!this.liveness.taped.has(value)) return;
    this.writer.line(`store<f32>(t, f32(${this.of(value)}), ${this.offset});`);
    this.offset += ENTRY;
  }

  private sync(): void {
    if (this.offset > 0) this.writer.line(`t += ${this.offset};`);
    this.offset = 0;
  }

  /** Emits the run-time check of an index unless its range is known to fit. */
  private check(at: Value, length: number, site: number): void {
    const range = indexRange(at, this.counters);
    if (range !== undefined && range[0] >= 0 && range[1] < length) return;
    const x = this.of(at);
    this.writer.line(`if (!(${x} >= 0.0 && ${x} < ${length}.0 && Math.floor(${x}) == ${x})) return ${site};`);
  }

  private define(value: Value): void {
    const { writer } = this;
    if (value.rate === 'varying') {
      // The uniform half checks the indices of varying series too: control flow is the same for every sample.
      if (value.kind === 'element' && this.liveness.live.has(value))
        this.check(value.at, value.series.length, value.site);
      return;
    }
    if (!this.liveness.live.has(value)) return;
    writer.source(value.line);
    const name = `const ${identifier(value)}: f64 =`;
    switch (value.kind) {
      case 'switch':
        writer.line(`${name} load<f64>(switches, ${value.index * 8});`);
        break;
      case 'lever':
        this.check(value.at, this.meta.clock.steps + 1, value.site);
        writer.line(
          `${name} load<f64>(levers + (usize(${this.of(value.at)}) << 3), ${value.lever * (this.meta.clock.steps + 1) * 8});`,
        );
        break;
      case 'element':
        this.check(value.at, value.series.length, value.site);
        writer.line(
          `${name} load<f64>(UNIFORM_SERIES + (usize(${this.of(value.at)}) << 3), ${UniformHalf.rowsBefore(this.program, value.series) * 8});`,
        );
        break;
      case 'crossing': {
        const base = `UNIFORM_SERIES + ${UniformHalf.rowsBefore(this.program, value.series) * 8}`;
        writer.line(
          `${name} crossingUniform(${base}, ${value.series.length}, ${this.of(value.level)}, ${this.of(value.slope)}, ${literal(this.meta.clock.step)});`,
        );
        break;
      }
      case 'operation':
        writer.line(
          `${name} ${operation(value.operation).uniform(value.operands.map((operand) => this.of(operand)))};`,
        );
        break;
      case 'constant':
      case 'input':
      case 'counter':
      case 'carried':
      case 'result':
      case 'merge':
      case 'date':
        break;
      default:
        value satisfies never;
    }
    this.push(value);
  }

  private instruction(instruction: Instruction): void {
    const { writer, liveness } = this;
    switch (instruction.kind) {
      case 'define':
        return this.define(instruction.value);
      case 'store': {
        const { series, at, value, site } = instruction;
        writer.source(instruction.line);
        this.check(at, series.length, site);
        if (series.rate === 'uniform') {
          writer.line(
            `store<f64>(UNIFORM_SERIES + (usize(${this.of(at)}) << 3), ${this.of(value)}, ${UniformHalf.rowsBefore(this.program, series) * 8});`,
          );
        }
        return;
      }
      case 'loop':
        return this.loop(instruction);
      case 'branch': {
        const merges = instruction.merges.filter(({ value }) => value.rate === 'uniform' && liveness.live.has(value));
        if (hasVarying({ instructions: [instruction] }, liveness.live) || merges.length > 0 || hasStores(instruction)) {
          writer.source(instruction.line);
          for (const { value } of merges) writer.line(`let ${identifier(value)}: f64 = 0;`);
          this.sync();
          writer.open(`if (${this.of(instruction.condition)} != 0) {`);
          this.block(instruction.whenTrue);
          for (const merge of merges) writer.line(`${identifier(merge.value)} = ${this.of(merge.whenTrue)};`);
          this.sync();
          writer.middle('} else {');
          this.block(instruction.whenFalse);
          for (const merge of merges) writer.line(`${identifier(merge.value)} = ${this.of(merge.whenFalse)};`);
          this.sync();
          writer.close();
          for (const { value } of merges) this.push(value);
        }
        return;
      }
      case 'dates':
        this.sync();
        writer.open('for (let d = 0; d < dateCount; d++) {');
        writer.line(`const ${identifier(instruction.step)}: f64 = f64(load<i32>(dateSteps + (usize(d) << 2)));`);
        writer.line(
          `const ${identifier(instruction.time)}: f64 = ${identifier(instruction.step)} * ${literal(this.meta.clock.step)};`,
        );
        this.push(instruction.step);
        this.push(instruction.time);
        this.block(instruction.body);
        this.sync();
        writer.close();
        return;
      case 'record':
        return;
      default:
        instruction satisfies never;
    }
  }

  private loop(instruction: Instruction & { kind: 'loop' }): void {
    const { writer, liveness } = this;
    const { counter, from, to, body, site } = instruction;
    const carried = instruction.carried.filter(
      ({ value, result }) => value.rate === 'uniform' && (liveness.live.has(value) || liveness.live.has(result)),
    );
    writer.source(instruction.line);
    const k = identifier(counter);
    if (from.kind === 'constant' && to.kind === 'constant') {
      this.counters.loops.set(instruction.loop, [from.value, to.value - 1]);
    } else {
      const [a, b] = [this.of(from), this.of(to)];
      const whole = [a, b].map((x) => `Math.floor(${x}) == ${x} && Math.abs(${x}) <= ${BUDGET.bound}.0`).join(' && ');
      writer.line(`if (!(${whole} && ${b} - ${a} <= ${BUDGET.rounds}.0)) return ${site};`);
    }
    for (const { value, initial } of carried) writer.line(`let ${identifier(value)}: f64 = ${this.of(initial)};`);
    this.sync();
    writer.open(`for (let ${k}: f64 = ${this.of(from)}; ${k} < ${this.of(to)}; ${k} += 1.0) {`);
    this.push(counter);
    for (const { value } of carried) this.push(value);
    this.block(body);
    assignTogether(
      writer,
      carried.map(({ value, next }) => [identifier(value), this.of(next)]),
      'f64',
    );
    this.sync();
    writer.close();
    for (const { value, result } of carried) {
      if (!liveness.live.has(result)) continue;
      writer.line(`const ${identifier(result)}: f64 = ${identifier(value)};`);
      this.push(result);
    }
  }
}

function hasStores(instruction: Instruction & { kind: 'branch' }): boolean {
  const stores = (block: Block): boolean =>
    block.instructions.some((inner) => inner.kind === 'store' || inner.kind === 'branch' || inner.kind === 'loop');
  return stores(instruction.whenTrue) || stores(instruction.whenFalse);
}

/** Assigns several variables at once: those that read one another go through temporaries. */
export function assignTogether(
  writer: Writer,
  pairs: readonly (readonly [target: string, source: string])[],
  type: string,
): void {
  const moved = pairs.filter(([target, source]) => target !== source);
  const targets = new Set(moved.map(([target]) => target));
  const staged = moved.map(([target, source]) => {
    if (!targets.has(source)) return [target, source] as const;
    writer.line(`const ${target}_next: ${type} = ${source};`);
    return [target, `${target}_next`] as const;
  });
  for (const [target, source] of staged) writer.line(`${target} = ${source};`);
}
