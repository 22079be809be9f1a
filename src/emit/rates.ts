/** Rates of operands as the `assembly` and `wgsl` columns of the operations table want them. */
import type { Value } from '../language/ir.ts';
import type { Rate } from '../language/operations.ts';

/** 'uniform' only where the operand cannot be NaN: min and max then need not look for one. */
export function solidRates(operands: readonly Value[]): Rate[] {
  return operands.map((operand) => (cannotBeNaN(operand) ? 'uniform' : 'varying'));
}

function cannotBeNaN(value: Value): boolean {
  switch (value.kind) {
    case 'constant':
      return !Number.isNaN(value.value);
    case 'counter':
    case 'date':
      return true;
    default:
      return false;
  }
}
