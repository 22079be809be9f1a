/**
 * Labels along a line, moved apart so that none covers another and each stays as near to its place as can be: the
 * least-squares answer, by pooling neighbours that violate the order (isotonic regression; Ayer, Brunk, Ewing, Reid and
 * Silverman 1955, Ann. Math. Statist. 26:641). Pure.
 */

export interface Limits {
  readonly low: number;
  readonly high: number;
}

const ANYWHERE: Limits = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/**
 * @param wanted where the middle of each label should be; NaN for a label that has no place and keeps none
 * @param sizes how long each label is along the line, with the gap it needs
 * @param limits the ends of the line: where the labels fit between them, none passes one
 * @returns the middle of each label, in the order given
 */
export function apart(wanted: readonly number[], sizes: readonly number[], limits: Limits = ANYWHERE): number[] {
  const order = wanted.flatMap((at, index) => (Number.isNaN(at) ? [] : [index]));
  order.sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const out = [...wanted];
  const size = (index: number | undefined): number => (index === undefined ? 0 : (sizes[index] ?? 0));

  // Where each would be if all stood side by side from zero: subtracting it turns "apart" into "in order".
  let end = 0;
  const beside = order.map((index) => {
    end += size(index);
    return end - size(index) / 2;
  });
  const pools: { sum: number; count: number }[] = [];
  order.forEach((index, k) => {
    let pool = { sum: (wanted[index] ?? 0) - (beside[k] ?? 0), count: 1 };
    for (
      let before = pools.at(-1);
      before && before.sum / before.count > pool.sum / pool.count;
      before = pools.at(-1)
    ) {
      pool = { sum: pool.sum + before.sum, count: pool.count + before.count };
      pools.pop();
    }
    pools.push(pool);
  });
  const shifts = pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  order.forEach((index, k) => {
    const shift = Math.max(Math.min(shifts[k] ?? 0, limits.high - end), limits.low);
    out[index] = shift + (beside[k] ?? 0);
  });
  return out;
}
