import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Correlation, EIGENVALUE_FLOOR, type Factor, factorise } from '../../src/language/correlation.ts';
import { eigen } from '../../src/language/nearest.ts';
import data from '../data/correlations.json' with { type: 'json' };
import golden from '../data/golden.json' with { type: 'json' };

/** L L', dense by rows. */
function product({ rows }: Factor): Float64Array {
  const size = rows.length;
  const dense = new Float64Array(size * size);
  rows.forEach((row, i) => {
    for (const { column, coefficient } of row) dense[i * size + column] = coefficient;
  });
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < size; k++) result[i * size + j]! += dense[i * size + k]! * dense[j * size + k]!;
    }
  }
  return result;
}

const smallest = (size: number, matrix: Float64Array): number => Math.min(...eigen(size, matrix).values);

describe('the lead model', () => {
  const pairs = data.pairs.map(([a, b, rho]) => ({ a: String(a), b: String(b), rho: Number(rho) }));
  const factor = factorise(golden.inputOrder, pairs);

  test('has exactly the 72 entries of the reference, to 1e-12', () => {
    const entries = factor.rows.flatMap((row, i) => row.map((entry) => [i, entry.column, entry.coefficient] as const));
    expect(entries.map(([i, j]) => [i, j])).toEqual(data.choleskyNonZero.map(([i, j]) => [i, j]));
    const worst = entries.map(([, , value], k) => Math.abs(value - data.choleskyNonZero[k]![2]!));
    expect(Math.max(...worst)).toBeLessThan(1e-12);
  });

  test('is not repaired', () => {
    expect(factor).toMatchObject({ repaired: false, maxShift: 0, message: '' });
  });

  test('has the smallest eigenvalue of the reference', () => {
    expect(smallest(golden.inputOrder.length, product(factor))).toBeCloseTo(data.minEigenvalue, 12);
  });
});

describe('sound correlations', () => {
  test('are met exactly', () => {
    const factor = factorise(
      ['a', 'b', 'c'],
      [
        { a: 'c', b: 'a', rho: 0.5 },
        { a: 'b', b: 'c', rho: -0.25 },
      ],
    );
    const expected = [1, 0, 0.5, 0, 1, -0.25, 0.5, -0.25, 1];
    for (const [i, value] of product(factor).entries()) expect(value).toBeCloseTo(expected[i]!, 15);
  });

  test('none at all are the identity', () => {
    expect(factorise(['a', 'b'], []).rows).toEqual([[{ column: 0, coefficient: 1 }], [{ column: 1, coefficient: 1 }]]);
  });

  test('rows are ascending with the diagonal last', () => {
    const ids = golden.inputOrder;
    for (const [i, row] of factorise(ids, [{ a: ids[0]!, b: ids[9]!, rho: 0.5 }]).rows.entries()) {
      const columns = row.map((entry) => entry.column);
      expect(columns).toEqual([...columns].sort((x, y) => x - y));
      expect(columns.at(-1)).toBe(i);
    }
  });
});

describe('contradicting correlations', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const contradiction: readonly Correlation[] = [
    { a: 'a', b: 'b', rho: 0.9 },
    { a: 'b', b: 'c', rho: 0.9 },
    { a: 'a', b: 'c', rho: -0.9 },
  ];
  const factor = factorise(ids, contradiction);

  test('are repaired, and the message says how far and where', () => {
    expect(factor.repaired).toBe(true);
    // Eigenvalues of the given matrix are 1.9, 1.9 and -0.8; clipping the last leaves +-1/2 everywhere.
    expect(factor.maxShift).toBeCloseTo(0.4, 3);
    expect(factor.message).toContain('No correlation moved by more than 0.400 (a with b: 0.900 became 0.500)');
  });

  test('leave inputs outside the contradiction alone', () => {
    expect(factor.rows[3]).toEqual([{ column: 3, coefficient: 1 }]);
  });

  test('end as a correlation matrix that is positive definite, whatever they were', () => {
    const rho = fc.double({ min: -0.99, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(fc.array(rho, { minLength: 15, maxLength: 15 }), (values) => {
        const names = ['a', 'b', 'c', 'd', 'e', 'f'];
        const pairs = names.flatMap((b, j) => names.slice(0, j).map((a) => ({ a, b })));
        const result = factorise(
          names,
          pairs.map((pair, i) => ({ ...pair, rho: values[i]! })),
        );
        const matrix = product(result);
        for (let i = 0; i < names.length; i++) expect(matrix[i * names.length + i]).toBeCloseTo(1, 12);
        // Scaling the diagonal back divides by at most 1 + 6 floor ... 6, the largest possible diagonal after clipping.
        expect(smallest(names.length, matrix)).toBeGreaterThan(EIGENVALUE_FLOOR / 6);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

test('eigenvalues and vectors rebuild the matrix', () => {
  const size = 5;
  const matrix = Float64Array.from({ length: 25 }, (_, k) => 1 / (Math.floor(k / size) + (k % size) + 1));
  const { values, vectors } = eigen(size, matrix);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += values[k]! * vectors[i * size + k]! * vectors[j * size + k]!;
      expect(sum).toBeCloseTo(matrix[i * size + j]!, 14);
    }
  }
});

test('an unknown input is an error', () => {
  expect(() => factorise(['a', 'b'], [{ a: 'a', b: 'z', rho: 0.5 }])).toThrow('unknown input "z"');
});

test('a consistent matrix at the border contradicts nothing: one input follows from two others', () => {
  // c = 0.6 a + 0.8 b: the matrix is singular.
  const ids = ['a', 'b', 'c'];
  const border = [
    { a: 'a', b: 'c', rho: 0.6 },
    { a: 'b', b: 'c', rho: 0.8 },
  ];
  const { repaired, message, maxShift } = factorise(ids, border);
  expect(repaired).toBe(true);
  expect(message).toContain('at the border of what can be');
  expect(message).not.toContain('contradict');
  expect(maxShift).toBeLessThan(2e-4);
});
