/**
 * The tape: uniform values that varying work needs, in the order in which both halves of a kernel meet them. The uniform
 * half writes it once per scenario; the varying half reads along. Offsets are relative to a cursor that is advanced only at
 * control flow, so both halves must sync at the same places.
 */

import { BUDGET } from '../language/budget.ts';
import type { Block, Program, Value } from '../language/ir.ts';
import { hasVarying, type Liveness } from './liveness.ts';

/** Bytes of one tape entry (f32). */
export const ENTRY = 4;

export interface TapeSize {
  /** Entries written however many dates there are. */
  readonly fixed: number;
  /** Entries per outcome date. */
  readonly perDate: number;
}

/** An upper bound of the entries one scenario's tape needs. */
export function tapeSize(program: Program, liveness: Liveness): TapeSize {
  let perDate = 0;
  const count = (block: Block): number => {
    let entries = 0;
    const one = (value: Value) => (liveness.taped.has(value) ? 1 : 0);
    for (const instruction of block.instructions) {
      switch (instruction.kind) {
        case 'define':
          entries += one(instruction.value);
          break;
        case 'loop': {
          const { from, to, counter, carried, body } = instruction;
          const rounds =
            from.kind === 'constant' && to.kind === 'constant' ? Math.max(0, to.value - from.value) : BUDGET.rounds;
          const head = one(counter) + carried.reduce((sum, { value }) => sum + one(value), 0);
          const after = carried.reduce((sum, { result }) => sum + one(result), 0);
          if (hasVarying({ instructions: [instruction] }, liveness.live)) entries += rounds * (head + count(body));
          entries += after;
          break;
        }
        case 'branch':
          entries += count(instruction.whenTrue) + count(instruction.whenFalse);
          entries += instruction.merges.reduce((sum, { value }) => sum + one(value), 0);
          break;
        case 'dates':
          perDate += one(instruction.step) + one(instruction.time) + count(instruction.body);
          break;
        case 'store':
        case 'record':
          break;
        default:
          instruction satisfies never;
      }
    }
    return entries;
  };
  return { fixed: count(program.body), perDate };
}
