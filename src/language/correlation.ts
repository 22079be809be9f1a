/**
 * The lower Cholesky factor of the correlation matrix of the standard normals behind the inputs, by compressed rows:
 * correlated z = L z0. Portable arithmetic only, since the factor reaches the kernels.
 */
import { repair } from './nearest.ts';

export interface Correlation {
  readonly a: string;
  readonly b: string;
  readonly rho: number;
}

export interface FactorEntry {
  /** Index of the independent normal. */
  readonly column: number;
  readonly coefficient: number;
}

export interface Factor {
  /** rows[i]: what correlated normal i is made of; columns ascending, the diagonal last. */
  readonly rows: readonly (readonly FactorEntry[])[];
  /** True where the given correlations contradict each other, or nearly do, and were moved. */
  readonly repaired: boolean;
  /** Largest change of a correlation by the repair, 0 without. */
  readonly maxShift: number;
  /** A sentence on the repair, '' without. */
  readonly message: string;
}

/** No eigenvalue of the matrix is left below this: the floor of the lead model's specification. */
export const EIGENVALUE_FLOOR = 1e-4;

/** Eigenvalues below 0 by less than this are rounding of correlations that were written with a few digits. */
const CONSISTENT = 1e-6;

/** Entries of the factor smaller than this are rounding and are dropped. */
const NEGLIGIBLE = 1e-12;

/**
 * @param ids input ids, in the order of the normals.
 * @param correlations pairs of different ids with |rho| < 1; pairs not named are independent.
 * @throws RangeError for an unknown id.
 *
 * Where the matrix has an eigenvalue below the floor, eigenvalues are clipped there and the diagonal is scaled back to 1
 * (the "eigenvalue clipping" or shrinking repair of Rousseeuw and Molenberghs 1993, Section 2).
 */
export function factorise(ids: readonly string[], correlations: readonly Correlation[]): Factor {
  const size = ids.length;
  const matrix = correlationMatrix(ids, correlations);
  // A matrix has no eigenvalue below the floor when it is still positive definite with the floor taken off its diagonal.
  const sound = cholesky(size, shifted(size, matrix, -EIGENVALUE_FLOOR)) !== null;
  const used = sound ? matrix : repair(size, matrix, EIGENVALUE_FLOOR);
  const factor = cholesky(size, used);
  if (factor === null) throw new RangeError('correlations: the repaired matrix is not positive definite');
  // A matrix at the border, where one input follows from others, contradicts nothing.
  const consistent = sound || cholesky(size, shifted(size, matrix, CONSISTENT)) !== null;
  return { rows: compress(size, factor), repaired: !sound, ...shift(ids, matrix, used, consistent) };
}

/** Dense, by rows. */
function correlationMatrix(ids: readonly string[], correlations: readonly Correlation[]): Float64Array {
  const size = ids.length;
  const indices = new Map(ids.map((id, i) => [id, i]));
  const indexOf = (id: string): number => {
    const index = indices.get(id);
    if (index === undefined) throw new RangeError(`correlations: unknown input "${id}"`);
    return index;
  };
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) matrix[i * size + i] = 1;
  for (const { a, b, rho } of correlations) {
    matrix[indexOf(a) * size + indexOf(b)] = rho;
    matrix[indexOf(b) * size + indexOf(a)] = rho;
  }
  return matrix;
}

function shifted(size: number, matrix: Float64Array, by: number): Float64Array {
  const result = matrix.slice();
  for (let i = 0; i < size; i++) result[i * size + i] = (result[i * size + i] ?? 0) + by;
  return result;
}

/** The lower factor, or null where the matrix is not positive definite. */
function cholesky(size: number, matrix: Float64Array): Float64Array | null {
  const factor = new Float64Array(size * size);
  const at = (i: number, j: number): number => factor[i * size + j] ?? 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * size + j] ?? 0;
      for (let k = 0; k < j; k++) rest -= at(i, k) * at(j, k);
      if (i === j && !(rest > 0)) return null;
      factor[i * size + j] = i === j ? Math.sqrt(rest) : rest / at(j, j);
    }
  }
  return factor;
}

function compress(size: number, factor: Float64Array): FactorEntry[][] {
  return Array.from({ length: size }, (_, i) => {
    const row: FactorEntry[] = [];
    for (let column = 0; column <= i; column++) {
      const coefficient = factor[i * size + column] ?? 0;
      const negligible = coefficient < NEGLIGIBLE && coefficient > -NEGLIGIBLE;
      if (column === i || !negligible) row.push({ column, coefficient });
    }
    return row;
  });
}

/** How far the repair moved the correlations, and which of them most. */
function shift(
  ids: readonly string[],
  given: Float64Array,
  used: Float64Array,
  consistent: boolean,
): { maxShift: number; message: string } {
  if (given === used) return { maxShift: 0, message: '' };
  const size = ids.length;
  let maxShift = 0;
  let worst = 0;
  for (let cell = 0; cell < given.length; cell++) {
    const moved = Math.abs((given[cell] ?? 0) - (used[cell] ?? 0));
    if (moved <= maxShift) continue;
    maxShift = moved;
    worst = cell;
  }
  const a = ids[Math.floor(worst / size)];
  const b = ids[worst % size];
  const was = (given[worst] ?? 0).toFixed(3);
  const is = (used[worst] ?? 0).toFixed(3);
  const message =
    (consistent
      ? 'the correlations are at the border of what can be, one input following from others; they are taken a little inside. '
      : 'the correlations contradict each other; the nearest consistent ones are used. ') +
    `No correlation moved by more than ${maxShift.toFixed(3)} (${a} with ${b}: ${was} became ${is}).`;
  return { maxShift, message };
}
