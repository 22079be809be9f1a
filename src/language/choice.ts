/** From syntax to the intermediate form: branches that differ by sample. */
import type { Value } from './ir.ts';
import type { Lowering } from './lowering.ts';
import { named } from './names.ts';
import type { Variable } from './scope.ts';

/**
 * Both sides are computed for every sample, and each variable is chosen from what they leave. What a side stores in a series
 * is chosen where it is stored (`assignments.ts`), by `lowering.taken`.
 */
export function choose(
  lowering: Lowering,
  condition: Value,
  variables: readonly Variable[],
  whenTrue: () => void,
  whenFalse: () => void,
): void {
  const before = variables.map(({ binding }) => binding.value);
  const valuesAfter = (side: () => void, taken: Value): Value[] => {
    const outer = lowering.taken;
    variables.forEach(({ binding }, index) => {
      binding.value = before[index] ?? binding.value;
    });
    lowering.taken = outer === undefined ? taken : lowering.make('and', [outer, taken]);
    lowering.uncertain++;
    side();
    lowering.uncertain--;
    lowering.taken = outer;
    return variables.map(({ binding }) => binding.value);
  };
  const those = valuesAfter(whenTrue, condition);
  const others = valuesAfter(whenFalse, lowering.make('not', [condition]));
  variables.forEach(({ name, binding }, index) => {
    const a = those[index] ?? binding.value;
    const b = others[index] ?? binding.value;
    binding.value = a === b ? a : named(chosen(lowering, condition, a, b), name);
  });
}

function chosen({ make }: Lowering, condition: Value, whenTrue: Value, whenFalse: Value): Value {
  if (whenTrue.type === 'number') return make('select', [condition, whenTrue, whenFalse]);
  return make('or', [make('and', [condition, whenTrue]), make('and', [make('not', [condition]), whenFalse])]);
}
