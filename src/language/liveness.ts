/** Which values of a program are needed at all: those that a store, a record, a loop bound or a branch comes to use. Pure. */
import { type Block, eachInstruction, type Instruction, operandsOf, type Value } from './ir.ts';

export function liveValues(block: Block): ReadonlySet<Value> {
  const live = new Set<Value>();
  const pending: Value[] = [];
  const need = (value: Value) => {
    if (live.has(value)) return;
    live.add(value);
    pending.push(value);
  };
  // A variable after control flow needs what it was before and what it became.
  const sources = new Map<Value, readonly Value[]>();
  eachInstruction(block, (instruction) => {
    switch (instruction.kind) {
      case 'store':
        need(instruction.at);
        need(instruction.value);
        break;
      case 'record':
        need(instruction.value);
        break;
      case 'loop':
        need(instruction.from);
        need(instruction.to);
        for (const { value, initial, next, result } of instruction.carried) {
          sources.set(value, [initial, next]);
          sources.set(result, [value]);
        }
        break;
      case 'branch':
        need(instruction.condition);
        for (const { value, whenTrue, whenFalse } of instruction.merges) sources.set(value, [whenTrue, whenFalse]);
        break;
      case 'define':
      case 'dates':
        break;
      default:
        instruction satisfies never;
    }
  });
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    for (const operand of [...operandsOf(value), ...(sources.get(value) ?? [])]) need(operand);
  }
  return live;
}

/** A block without what nothing needs. */
export function pruned(block: Block, live: ReadonlySet<Value>): Block {
  const keep = (instruction: Instruction): Instruction[] => {
    switch (instruction.kind) {
      case 'define':
        return live.has(instruction.value) ? [instruction] : [];
      case 'loop': {
        const body = pruned(instruction.body, live);
        const carried = instruction.carried.filter(({ value }) => live.has(value));
        return body.instructions.length + carried.length === 0 ? [] : [{ ...instruction, body, carried }];
      }
      case 'branch': {
        const whenTrue = pruned(instruction.whenTrue, live);
        const whenFalse = pruned(instruction.whenFalse, live);
        const merges = instruction.merges.filter(({ value }) => live.has(value));
        const size = whenTrue.instructions.length + whenFalse.instructions.length + merges.length;
        return size === 0 ? [] : [{ ...instruction, whenTrue, whenFalse, merges }];
      }
      case 'dates':
        return [{ ...instruction, body: pruned(instruction.body, live) }];
      case 'store':
      case 'record':
        return [instruction];
      default:
        return instruction satisfies never;
    }
  };
  return { instructions: block.instructions.flatMap(keep) };
}
