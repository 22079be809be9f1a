/** A positive-definite correlation matrix near a given symmetric one, in portable arithmetic. */

/**
 * Clips the eigenvalues at `floor` and scales the diagonal back to 1. Rows without correlations stay as they are, and so do
 * the others' zeros between unconnected groups: each connected group is repaired by itself.
 *
 * @param matrix symmetric with unit diagonal, dense by rows; not changed.
 */
export function repair(size: number, matrix: Float64Array, floor: number): Float64Array {
  const result = matrix.slice();
  for (const group of groups(size, matrix)) {
    if (group.length === 1) continue;
    const part = new Float64Array(group.length * group.length);
    group.forEach((row, i) => {
      group.forEach((column, j) => {
        part[i * group.length + j] = matrix[row * size + column] ?? 0;
      });
    });
    const repaired = clip(group.length, part, floor);
    group.forEach((row, i) => {
      group.forEach((column, j) => {
        result[row * size + column] = repaired[i * group.length + j] ?? 0;
      });
    });
  }
  return result;
}

/** Indices by connected group: i and j are connected where the matrix is not 0. */
function groups(size: number, matrix: Float64Array): number[][] {
  const seen = new Set<number>();
  const result: number[][] = [];
  for (let start = 0; start < size; start++) {
    if (seen.has(start)) continue;
    const group = [start];
    seen.add(start);
    for (const row of group) {
      for (let column = 0; column < size; column++) {
        if (seen.has(column) || (matrix[row * size + column] ?? 0) === 0) continue;
        seen.add(column);
        group.push(column);
      }
    }
    result.push(group.sort((a, b) => a - b));
  }
  return result;
}

function clip(size: number, matrix: Float64Array, floor: number): Float64Array {
  const { values, vectors } = eigen(size, matrix);
  if (values.every((value) => value >= floor)) return matrix;
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) {
        sum += Math.max(values[k] ?? 0, floor) * (vectors[i * size + k] ?? 0) * (vectors[j * size + k] ?? 0);
      }
      result[i * size + j] = sum;
      result[j * size + i] = sum;
    }
  }
  const scales = Array.from({ length: size }, (_, i) => 1 / Math.sqrt(result[i * size + i] ?? 1));
  return result.map((value, cell) => {
    const i = Math.floor(cell / size);
    const j = cell % size;
    return i === j ? 1 : value * (scales[i] ?? 1) * (scales[j] ?? 1);
  });
}

/** Enough for any size met here: convergence is quadratic, and 512 x 512 takes about ten. */
const MOST_SWEEPS = 60;

/**
 * Eigenvalues and eigenvectors (columns of `vectors`) of a symmetric matrix by the cyclic Jacobi method (Golub and Van Loan,
 * Matrix Computations, 8.5).
 */
export function eigen(size: number, matrix: Float64Array): { values: Float64Array; vectors: Float64Array } {
  const a = matrix.slice();
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let rotated = false;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) rotated = rotate(size, a, vectors, p, q) || rotated;
    }
    if (!rotated) break;
  }
  return { values: Float64Array.from({ length: size }, (_, i) => a[i * size + i] ?? 0), vectors };
}

/** Turns the plane (p, q) so that a[p, q] becomes 0. False where it is already negligible. */
function rotate(size: number, a: Float64Array, vectors: Float64Array, p: number, q: number): boolean {
  const apq = a[p * size + q] ?? 0;
  if (Math.abs(apq) < 1e-17) return false;
  const tau = ((a[q * size + q] ?? 0) - (a[p * size + p] ?? 0)) / (2 * apq);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = t * c;
  turn(size, a, p, q, c, s, size, 1);
  turn(size, a, p, q, c, s, 1, size);
  turn(size, vectors, p, q, c, s, 1, size);
  return true;
}

/** Mixes rows (stride `size`, step 1) or columns (stride 1, step `size`) p and q. */
function turn(
  size: number,
  m: Float64Array,
  p: number,
  q: number,
  c: number,
  s: number,
  stride: number,
  step: number,
): void {
  for (let k = 0; k < size; k++) {
    const atP = p * stride + k * step;
    const atQ = q * stride + k * step;
    const x = m[atP] ?? 0;
    const y = m[atQ] ?? 0;
    m[atP] = c * x - s * y;
    m[atQ] = s * x + c * y;
  }
}
