/**
 * Runs the intermediate form in f64: the reference execution for a model text that is not part of the program (a text from
 * outside is never imported), and the witness that parsing understood the built-in one. The program is turned into closures
 * over one array of numbers once; a simulation then only calls them.
 */
import { BUDGET } from './budget.ts';
import type { ModelMeta } from './definition.ts';
import { elementsOf } from './elements.ts';
import { crossingTime } from './functions.ts';
import { operationStep } from './interpret-operations.ts';
import { type Block, eachInstruction, type Instruction, type Program, type Value } from './ir.ts';
import { liveValues, pruned } from './liveness.ts';
import type { AnyContext, OutcomeDate, Series } from './runtime.ts';

export type Simulate = (context: AnyContext) => void;

/** One instruction, ready to run on the slots of its interpreter. */
type Step = () => void;

/**
 * A `simulate` that interprets `program`. It throws RangeError with the place where an index leaves its series or a loop
 * has no whole bounds. Functions passed to `record` are valid until its next call.
 */
export function interpreter(program: Program, meta: ModelMeta): Simulate {
  return new Interpreter(program, meta).simulate;
}

class Interpreter {
  private readonly program: Program;
  private readonly meta: ModelMeta;
  /** Values by id, then outcomes. */
  private readonly slots: Float64Array;
  private readonly outcomesFrom: number;
  private readonly body: readonly Step[];
  private readonly dateSlots: readonly [step: number, time: number] | undefined;
  /** For each outcome, what it needs at a date. */
  private readonly atDate: readonly (readonly Step[])[];
  private series: readonly Series[] = [];
  private context: Parameters<Simulate>[0] | undefined;

  constructor(program: Program, meta: ModelMeta) {
    this.program = program;
    this.meta = meta;
    const live = liveValues(program.body);
    this.outcomesFrom = largestId(program.body, live) + 1;
    this.slots = new Float64Array(this.outcomesFrom + meta.outcomes.length);
    for (const value of live) if (value.kind === 'constant') this.slots[value.id] = value.value;
    const { instructions } = pruned(program.body, live);
    const dates = instructions.find((instruction) => instruction.kind === 'dates');
    this.body = this.steps({ instructions: instructions.filter(({ kind }) => kind !== 'dates') });
    this.dateSlots = dates === undefined ? undefined : [dates.step.id, dates.time.id];
    this.atDate = meta.outcomes.map((_, outcome) =>
      dates === undefined ? [] : this.steps(neededFor(outcome, dates.body)),
    );
  }

  readonly simulate: Simulate = (context) => {
    this.context = context;
    this.series = this.program.series.map(({ name, length }) => context.series(name, length));
    runAll(this.body);
    this.meta.outcomes.forEach(({ id }, outcome) => {
      context.record(id, (date) => this.valueAt(outcome, date));
    });
  };

  private valueAt(outcome: number, date: OutcomeDate): number {
    if (this.dateSlots !== undefined) {
      this.slots[this.dateSlots[0]] = date.step;
      this.slots[this.dateSlots[1]] = date.time;
    }
    runAll(this.atDate[outcome] ?? []);
    return this.slots[this.outcomesFrom + outcome];
  }

  private steps(block: Block): Step[] {
    return block.instructions.flatMap((instruction) => this.step(instruction) ?? []);
  }

  private step(instruction: Instruction): Step | undefined {
    const { slots } = this;
    switch (instruction.kind) {
      case 'define':
        return this.define(instruction.value);
      case 'store': {
        const { index, length } = instruction.series;
        const value = instruction.value.id;
        const at = this.checked(instruction.at, length, instruction.site);
        return () => {
          const series = this.series[index];
          if (series !== undefined) series[at()] = slots[value];
        };
      }
      case 'loop':
        return this.loop(instruction);
      case 'branch': {
        const condition = instruction.condition.id;
        const whenTrue = this.steps(instruction.whenTrue);
        const whenFalse = this.steps(instruction.whenFalse);
        const { merges } = instruction;
        return () => {
          const taken = slots[condition] !== 0;
          runAll(taken ? whenTrue : whenFalse);
          for (const merge of merges) slots[merge.value.id] = slots[(taken ? merge.whenTrue : merge.whenFalse).id];
        };
      }
      case 'record': {
        const from = instruction.value.id;
        const to = this.outcomesFrom + instruction.outcome;
        return () => {
          slots[to] = slots[from];
        };
      }
      case 'dates':
        return undefined;
      default:
        return instruction satisfies never;
    }
  }

  private loop(instruction: Instruction & { kind: 'loop' }): Step {
    const { slots } = this;
    const { from, to, site } = instruction;
    const body = this.steps(instruction.body);
    const variables = instruction.carried;
    const carried = Int32Array.from(variables, ({ value }) => value.id);
    const initial = Int32Array.from(variables, (variable) => variable.initial.id);
    const next = Int32Array.from(variables, (variable) => variable.next.id);
    const result = Int32Array.from(variables, (variable) => variable.result.id);
    const held = new Float64Array(variables.length);
    const [fromSlot, toSlot, counterSlot] = [from.id, to.id, instruction.counter.id];
    const known = from.kind === 'constant' && to.kind === 'constant';
    return () => {
      const start = slots[fromSlot];
      const end = slots[toSlot];
      if (!known) this.checkBounds(start, end, site);
      for (let i = 0; i < carried.length; i++) slots[carried[i]] = slots[initial[i]];
      for (let counter = start; counter < end; counter++) {
        slots[counterSlot] = counter;
        runAll(body);
        // All at once: a variable's next value may be another variable.
        for (let i = 0; i < next.length; i++) held[i] = slots[next[i]];
        for (let i = 0; i < carried.length; i++) slots[carried[i]] = held[i];
      }
      for (let i = 0; i < result.length; i++) slots[result[i]] = slots[carried[i]];
    };
  }

  private checkBounds(start: number, end: number, site: number): void {
    for (const bound of [start, end])
      if (!(Number.isInteger(bound) && Math.abs(bound) <= BUDGET.bound)) this.fail(site, `bound ${bound}`);
    if (end - start > BUDGET.rounds) this.fail(site, `${end - start} rounds`);
  }

  private inputOf(name: string): number | readonly number[] | undefined {
    return this.context?.inputs[name];
  }

  private define(value: Value): Step | undefined {
    const { slots } = this;
    const { id } = value;
    switch (value.kind) {
      case 'input': {
        const { input = 0, at = 0 } = elementsOf(this.meta)[value.index] ?? {};
        const name = this.meta.inputs[input]?.id ?? '';
        return () => {
          const drawn = this.inputOf(name);
          slots[id] = (typeof drawn === 'number' ? drawn : drawn?.[at]) ?? Number.NaN;
        };
      }
      case 'switch': {
        const name = this.meta.switches[value.index]?.id ?? '';
        return () => {
          slots[id] = this.context?.switches[name] ?? Number.NaN;
        };
      }
      case 'lever': {
        const name = this.meta.levers[value.lever]?.id ?? '';
        const at = this.checked(value.at, this.meta.clock.steps + 1, value.site);
        return () => {
          slots[id] = this.context?.levers[name]?.[at()] ?? Number.NaN;
        };
      }
      case 'element': {
        const { index, length, drawn, name } = value.series;
        const at = this.checked(value.at, length, value.site);
        if (drawn !== undefined) {
          return () => {
            const draws = this.inputOf(name);
            slots[id] = (typeof draws === 'object' ? draws[at()] : undefined) ?? Number.NaN;
          };
        }
        return () => {
          slots[id] = this.series[index]?.[at()] ?? Number.NaN;
        };
      }
      case 'crossing': {
        const { index } = value.series;
        const [level, slope] = [value.level.id, value.slope.id];
        return () => {
          const series = this.series[index];
          if (series !== undefined) slots[id] = crossingTime(series, slots[level], slots[slope]);
        };
      }
      case 'operation':
        return operationStep(slots, id, value.operation, value.operands);
      case 'constant':
      case 'date':
      case 'counter':
      case 'carried':
      case 'result':
      case 'merge':
        return undefined;
      default:
        return value satisfies never;
    }
  }

  /** Reads an index, and throws where it is not one of 0 to length - 1. */
  private checked(at: Value, length: number, site: number): () => number {
    const { slots } = this;
    const slot = at.id;
    return () => {
      const found = slots[slot];
      return Number.isInteger(found) && found >= 0 && found < length ? found : this.fail(site, `index ${found}`);
    };
  }

  private fail(site: number, found: string): never {
    const place = this.program.sites[site - 1];
    throw new RangeError(
      place === undefined ? `${found} is out of range` : `line ${place.line}: ${place.text}: ${found} is out of range`,
    );
  }
}

function runAll(steps: readonly Step[]): void {
  for (const step of steps) step();
}

/** The part of the dates' block that one outcome needs: outcomes are asked for one by one. */
function neededFor(outcome: number, block: Block): Block {
  const own = block.instructions.filter(
    (instruction) => instruction.kind !== 'record' || instruction.outcome === outcome,
  );
  return pruned({ instructions: own }, liveValues({ instructions: own }));
}

function largestId(body: Block, live: ReadonlySet<Value>): number {
  let largest = 0;
  const see = ({ id }: Value) => {
    largest = Math.max(largest, id);
  };
  live.forEach(see);
  eachInstruction(body, (instruction) => {
    if (instruction.kind === 'loop') {
      see(instruction.counter);
      for (const { result } of instruction.carried) see(result);
    }
    if (instruction.kind === 'dates') [instruction.step, instruction.time].forEach(see);
  });
  return largest;
}
