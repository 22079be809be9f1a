/**
 * Runs the intermediate form in f64: the reference execution for a model text that is not part of the program (a text from
 * outside is never imported), and the witness that parsing understood the built-in one. Slow and plain.
 */

import { BUDGET } from './budget.ts';
import type { ModelMeta } from './definition.ts';
import { crossingTime } from './functions.ts';
import type { Block, Instruction, Program, Value } from './ir.ts';
import { operation } from './operations.ts';
import { createSeries, type OutcomeDate, type Series, type SimulationContext } from './runtime.ts';

export type Simulate = (context: SimulationContext<string, string, string, string>) => void;

interface Frame {
  readonly values: Float64Array;
  readonly series: readonly Series[];
  readonly context: Parameters<Simulate>[0];
  date: OutcomeDate;
}

/** A `simulate` that interprets `program`; throws with the place where an index leaves its series. */
export function interpreter(program: Program, meta: ModelMeta): Simulate {
  const size = largestId(program.body) + 1;
  const body = program.body.instructions;
  const datesBlock = body.find((instruction) => instruction.kind === 'dates');

  const fail = (site: number, found: number): never => {
    const place = program.sites[site - 1];
    throw new RangeError(
      place === undefined ? `index ${found}` : `line ${place.line}: ${place.text}: ${found} is out of range`,
    );
  };

  const index = (frame: Frame, at: Value, length: number, site: number): number => {
    const found = frame.values[at.id] ?? Number.NaN;
    return Number.isInteger(found) && found >= 0 && found < length ? found : fail(site, found);
  };

  function evaluate(value: Value, frame: Frame): number {
    const { values, context } = frame;
    const of = (operand: Value) => values[operand.id] ?? Number.NaN;
    switch (value.kind) {
      case 'constant':
        return value.value;
      case 'input':
        return context.inputs[meta.inputs[value.index]?.id ?? ''] ?? Number.NaN;
      case 'switch':
        return context.switches[meta.switches[value.index]?.id ?? ''] ?? Number.NaN;
      case 'lever': {
        const path = context.levers[meta.levers[value.lever]?.id ?? ''] ?? [];
        return path[index(frame, value.at, meta.clock.steps + 1, value.site)] ?? Number.NaN;
      }
      case 'element':
        return (
          frame.series[value.series.index]?.[index(frame, value.at, value.series.length, value.site)] ?? Number.NaN
        );
      case 'crossing':
        return crossingTime(frame.series[value.series.index] ?? createSeries(0, 0), of(value.level), of(value.slope));
      case 'operation':
        return operation(value.operation).evaluate(...value.operands.map(of));
      case 'date':
        return frame.date[value.field];
      case 'counter':
      case 'carried':
      case 'result':
      case 'merge':
        return of(value);
      default:
        return value satisfies never;
    }
  }

  function run(block: Block, frame: Frame): void {
    for (const instruction of block.instructions) step(instruction, frame);
  }

  function step(instruction: Instruction, frame: Frame): void {
    const { values } = frame;
    const of = (operand: Value) => (operand.kind === 'constant' ? operand.value : (values[operand.id] ?? Number.NaN));
    switch (instruction.kind) {
      case 'define':
        for (const operand of constantsOf(instruction.value)) values[operand.id] = operand.value;
        values[instruction.value.id] = evaluate(instruction.value, frame);
        return;
      case 'store': {
        if (instruction.at.kind === 'constant') values[instruction.at.id] = instruction.at.value;
        const series = frame.series[instruction.series.index];
        if (series !== undefined)
          series[index(frame, instruction.at, instruction.series.length, instruction.site)] = of(instruction.value);
        return;
      }
      case 'loop': {
        const from = of(instruction.from);
        const to = of(instruction.to);
        if (
          !Number.isInteger(from) ||
          !(
            to - from <=
            (instruction.from.kind === 'constant' && instruction.to.kind === 'constant'
              ? Number.POSITIVE_INFINITY
              : BUDGET.rounds)
          )
        )
          fail(instruction.site, from);
        for (const { value, initial } of instruction.carried) values[value.id] = of(initial);
        for (let counter = from; counter < to; counter++) {
          values[instruction.counter.id] = counter;
          run(instruction.body, frame);
          const next = instruction.carried.map((carried) => of(carried.next));
          instruction.carried.forEach(({ value }, position) => {
            values[value.id] = next[position] ?? Number.NaN;
          });
        }
        for (const { value, result } of instruction.carried) values[result.id] = values[value.id] ?? Number.NaN;
        return;
      }
      case 'branch': {
        const taken = of(instruction.condition) !== 0;
        run(taken ? instruction.whenTrue : instruction.whenFalse, frame);
        for (const merge of instruction.merges) values[merge.value.id] = of(taken ? merge.whenTrue : merge.whenFalse);
        return;
      }
      case 'dates':
        values[instruction.step.id] = frame.date.step;
        values[instruction.time.id] = frame.date.time;
        run(instruction.body, frame);
        return;
      case 'record':
        values[size + instruction.outcome] = of(instruction.value);
        return;
      default:
        instruction satisfies never;
    }
  }

  return (context) => {
    const frame: Frame = {
      values: new Float64Array(size + meta.outcomes.length),
      series: program.series.map(({ name, length }) => context.series(name, length)),
      context,
      date: { step: 0, time: 0 },
    };
    for (const instruction of body) if (instruction.kind !== 'dates') step(instruction, frame);
    meta.outcomes.forEach(({ id }, outcome) => {
      context.record(id, (date) => {
        frame.date = date;
        if (datesBlock !== undefined) step(datesBlock, frame);
        return frame.values[size + outcome] ?? Number.NaN;
      });
    });
  };
}

function constantsOf(value: Value) {
  const operands =
    value.kind === 'operation'
      ? value.operands
      : value.kind === 'crossing'
        ? [value.level, value.slope]
        : 'at' in value
          ? [value.at]
          : [];
  return operands.filter((operand) => operand.kind === 'constant');
}

function largestId(block: Block): number {
  let largest = 0;
  const see = (value: Value) => {
    largest = Math.max(largest, value.id);
  };
  const visit = (current: Block): void => {
    for (const instruction of current.instructions) {
      switch (instruction.kind) {
        case 'define':
          see(instruction.value);
          constantsOf(instruction.value).forEach(see);
          break;
        case 'store':
          see(instruction.at);
          see(instruction.value);
          break;
        case 'loop':
          see(instruction.counter);
          for (const { value, result } of instruction.carried) [value, result].forEach(see);
          visit(instruction.body);
          break;
        case 'branch':
          for (const merge of instruction.merges) see(merge.value);
          visit(instruction.whenTrue);
          visit(instruction.whenFalse);
          break;
        case 'dates':
          [instruction.step, instruction.time].forEach(see);
          visit(instruction.body);
          break;
        case 'record':
          break;
        default:
          instruction satisfies never;
      }
    }
  };
  visit(block);
  return largest;
}
