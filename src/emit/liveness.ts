/** Which values of a program are needed at all, and which uniform values its varying half needs. Pure analysis. */
import { type Block, eachInstruction, operandsOf, type Program, type Value } from '../language/ir.ts';
import { liveValues } from '../language/liveness.ts';

export interface Liveness {
  readonly live: ReadonlySet<Value>;
  /** Uniform, not constant, and used by varying work: computed once per scenario and handed over (the tape). */
  readonly taped: ReadonlySet<Value>;
}

/** Index expressions are short; deeper ones, which a hostile text can double at every step, go by the tape. */
const DEEPEST_INDEX = 4;
const LARGEST_INDEX = 1e9;

/** Index expressions of loop counters, dates and constants are computed natively where they are used. */
export function isNativeIndex(value: Value, depth = 0): boolean {
  if (value.kind === 'constant') return Number.isInteger(value.value) && Math.abs(value.value) <= LARGEST_INDEX;
  if (value.kind === 'counter') return true;
  if (value.kind === 'date') return value.field === 'step';
  if (value.kind !== 'operation' || depth === DEEPEST_INDEX) return false;
  return (
    ['add', 'subtract', 'multiply'].includes(value.operation) &&
    value.operands.every((operand) => isNativeIndex(operand, depth + 1))
  );
}

/** True if a block holds live varying work, so that the varying half must walk it. */
export function hasVarying(block: Block, live: ReadonlySet<Value>): boolean {
  return block.instructions.some((instruction) => {
    switch (instruction.kind) {
      case 'define':
        return instruction.value.rate === 'varying' && live.has(instruction.value);
      case 'store':
        return instruction.series.rate === 'varying';
      case 'loop':
        return (
          instruction.carried.some(({ value }) => value.rate === 'varying' && live.has(value)) ||
          hasVarying(instruction.body, live)
        );
      case 'branch':
        return (
          instruction.merges.some(({ value }) => value.rate === 'varying' && live.has(value)) ||
          hasVarying(instruction.whenTrue, live) ||
          hasVarying(instruction.whenFalse, live)
        );
      case 'dates':
      case 'record':
        return true;
      default:
        return instruction satisfies never;
    }
  });
}

export function analyse(program: Program): Liveness {
  const live = liveValues(program.body);
  return { live, taped: tapedValues(program, live) };
}

function tapedValues(program: Program, live: ReadonlySet<Value>): Set<Value> {
  const taped = new Set<Value>();
  const use = (value: Value) => {
    if (value.rate === 'uniform' && value.kind !== 'constant') taped.add(value);
  };
  const useIndex = (value: Value) => {
    if (!isNativeIndex(value)) use(value);
  };
  eachInstruction(program.body, (instruction) => {
    switch (instruction.kind) {
      case 'define': {
        const { value } = instruction;
        if (value.rate === 'uniform' || !live.has(value)) break;
        if (value.kind === 'element') useIndex(value.at);
        else operandsOf(value).forEach(use);
        break;
      }
      case 'store':
        if (instruction.series.rate === 'uniform') break;
        useIndex(instruction.at);
        use(instruction.value);
        break;
      case 'loop':
        if (!hasVarying({ instructions: [instruction] }, live)) break;
        [instruction.from, instruction.to].forEach(use);
        for (const { value, initial, next } of instruction.carried)
          if (value.rate === 'varying' && live.has(value)) [initial, next].forEach(use);
        break;
      case 'branch':
        if (!hasVarying({ instructions: [instruction] }, live)) break;
        use(instruction.condition);
        for (const { value, whenTrue, whenFalse } of instruction.merges)
          if (value.rate === 'varying' && live.has(value)) [whenTrue, whenFalse].forEach(use);
        break;
      case 'record':
        use(instruction.value);
        break;
      case 'dates':
        break;
      default:
        instruction satisfies never;
    }
  });
  return taped;
}
