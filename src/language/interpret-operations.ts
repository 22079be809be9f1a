/** Operations as closures over an array of numbers: the commonest written out, so that a call costs no list of operands. */
import type { Value } from './ir.ts';
import { type OperationName, operation } from './operations.ts';

/** What computes slot `id` from the slots of its operands. */
export function operationStep(
  slots: Float64Array,
  id: number,
  name: OperationName,
  operands: readonly Value[],
): () => void {
  const [a = 0, b = 0, c = 0] = operands.map((operand) => operand.id);
  switch (name) {
    case 'add':
      return () => {
        slots[id] = slots[a] + slots[b];
      };
    case 'subtract':
      return () => {
        slots[id] = slots[a] - slots[b];
      };
    case 'multiply':
      return () => {
        slots[id] = slots[a] * slots[b];
      };
    case 'divide':
      return () => {
        slots[id] = slots[a] / slots[b];
      };
    case 'select':
      return () => {
        slots[id] = slots[a] !== 0 ? slots[b] : slots[c];
      };
    default:
      break;
  }
  const { evaluate } = operation(name);
  if (operands.length === 1) {
    return () => {
      slots[id] = evaluate(slots[a]);
    };
  }
  return () => {
    slots[id] = evaluate(slots[a], slots[b]);
  };
}
