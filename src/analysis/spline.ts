/** Regression splines in one variable, and the small linear systems they lead to. */
import { normalQuantile } from '../language/portable.ts';

/**
 * Values of a natural cubic spline basis at the given probabilities, in the normal score z: 1, z, and terms - 2 truncated
 * cubics with knots at even quantiles, linear beyond the outermost (Hastie, Tibshirani and Friedman 2009, section 5.2.1).
 * `result[term][place]`. Columns are made orthogonal, so that systems of them are well conditioned.
 */
export function splineBasis(probabilities: readonly number[], terms: number): number[][] {
  const zs = probabilities.map(normalQuantile);
  // The outermost knots at the 2 % quantiles leave enough samples beyond them to hold the linear ends.
  const knots = Array.from({ length: terms }, (_, k) => normalQuantile(0.02 + (0.96 * k) / (terms - 1)));
  const last = knots.at(-1) ?? 0;
  const cube = (x: number): number => (x > 0 ? x * x * x : 0);
  const d = (z: number, k: number): number => {
    const knot = knots[k] ?? 0;
    return (cube(z - knot) - cube(z - last)) / (last - knot);
  };
  const raw = [
    zs.map(() => 1),
    zs.map((z) => z),
    ...Array.from({ length: terms - 2 }, (_, k) => zs.map((z) => d(z, k) - d(z, terms - 2))),
  ];
  return orthogonal(raw);
}

function orthogonal(rows: readonly (readonly number[])[]): number[][] {
  const done: number[][] = [];
  for (const row of rows) {
    let rest = [...row];
    for (let pass = 0; pass < 2; pass++) {
      for (const unit of done) {
        const dot = rest.reduce((sum, x, i) => sum + x * (unit[i] ?? 0), 0);
        rest = rest.map((x, i) => x - dot * (unit[i] ?? 0));
      }
    }
    const length = Math.sqrt(rest.reduce((sum, x) => sum + x * x, 0));
    done.push(rest.map((x) => x / length));
  }
  return done;
}

/** Solves a symmetric positive definite system by Cholesky. Throws RangeError where it is not one. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length;
  const lower = matrix.map((row) => [...row]);
  const at = (i: number, j: number): number => lower[i]?.[j] ?? Number.NaN;
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      let rest = at(i, j);
      for (let k = 0; k < j; k++) rest -= at(i, k) * at(j, k);
      if (i === j && !(rest > 0)) throw new RangeError('a regression without enough distinct values');
      const row = lower[i];
      if (row !== undefined) row[j] = i === j ? Math.sqrt(rest) : rest / at(j, j);
    }
  }
  const x = [...right];
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] ?? 0) - at(i, k) * (x[k] ?? 0);
    x[i] = (x[i] ?? 0) / at(i, i);
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i] = (x[i] ?? 0) - at(k, i) * (x[k] ?? 0);
    x[i] = (x[i] ?? 0) / at(i, i);
  }
  return x;
}
