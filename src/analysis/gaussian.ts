/**
 * The inputs' dependence as analyses see it: correlated standard normals z = L z0 of independent ones z0. Which inputs hang
 * together, and mixes (engine/columns.ts) that fix an input or draw some of a group anew given the others.
 */
import type { Mix, MixRow, Term } from '../engine/columns.ts';
import type { ForecastRequest } from '../engine/types.ts';
import { type Factor, factorise } from '../language/correlation.ts';
import type { ModelMeta } from '../language/definition.ts';
import { firstElement } from '../language/elements.ts';

/** Coefficients below this are rounding. */
const NEGLIGIBLE = 1e-12;

/** The factor L of a request's correlations, in input order. */
export function factorOf(meta: ModelMeta, request: Pick<ForecastRequest, 'correlations'>): Factor {
  const pairs = request.correlations?.map(([a, b, rho]) => ({ a, b, rho })) ?? meta.correlations;
  return factorise(
    meta.inputs.map(({ id }) => id),
    pairs,
  );
}

/**
 * A mix of inputs as one of their elements: what it says of an input is done to each of its draws, with the same draw of the others
 * that it names. Correlated inputs have as many draws and one law along them (normalise/references.ts), so this is the mix of
 * whole paths.
 */
export function elementMix(meta: ModelMeta, { swap, rows }: Mix): Mix {
  const each = <T>(input: number, make: (at: number) => T): T[] =>
    Array.from({ length: meta.inputs[input]?.draws?.count ?? 1 }, (_, at) => make(at));
  return {
    swap: swap.flatMap((input) => each(input, (at) => firstElement(meta, input) + at)),
    rows: rows.flatMap((row) => each(row.input, (at) => moved(meta, row, at))),
  };
}

/**
 * As `elementMix`, of the first normal of each input only: that of the sum of its draws (engine/paths.ts). Fixing it says how high a
 * path lies, and leaves its shape to chance.
 */
export function levelMix(meta: ModelMeta, { swap, rows }: Mix): Mix {
  return { swap: swap.map((input) => firstElement(meta, input)), rows: rows.map((row) => moved(meta, row, 0)) };
}

function moved(meta: ModelMeta, row: MixRow, at: number): MixRow {
  const term = ([input, coefficient]: Term): Term => [firstElement(meta, input) + at, coefficient];
  return { ...row, input: firstElement(meta, row.input) + at, own: row.own.map(term), second: row.second.map(term) };
}

/** Input indices by connected group of correlated inputs, each ascending, in order of their first. Singles are groups of one. */
export function groupsOf({ rows }: Factor): number[][] {
  const root = rows.map((_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (root[at] !== at) at = root[at] ?? at;
    return at;
  };
  rows.forEach((row, i) => {
    for (const { column } of row) {
      const [a, b] = [find(i), find(column)];
      root[Math.max(a, b)] = Math.min(a, b);
    }
  });
  const groups = new Map<number, number[]>();
  rows.forEach((_, i) => {
    const group = groups.get(find(i));
    if (group === undefined) groups.set(find(i), [i]);
    else group.push(i);
  });
  return [...groups.values()];
}

/**
 * The inputs given that the normal behind `input` is `z`: it is set, and those correlated with it follow, in distribution.
 * A sample given z_i = c is z + r (c - z_i), r the correlations with i (conditioning by residuals, e.g. Chilès and Delfiner
 * 2012, section 7.3.1); in independent normals, with l the unit row i of L, z0 + l (c - l.z0).
 */
export function conditionMix({ rows }: Factor, input: number, z: number): Mix {
  const row = rows[input] ?? [];
  const mixRows = row.map(
    ({ column, coefficient }): MixRow => ({
      input: column,
      constant: coefficient * z,
      own: terms(
        row.map((other) => [other.column, (other.column === column ? 1 : 0) - coefficient * other.coefficient]),
      ),
      second: [],
    }),
  );
  return { swap: [], rows: mixRows };
}

const terms = (all: readonly Term[]): Term[] => all.filter(([, coefficient]) => Math.abs(coefficient) > NEGLIGIBLE);

/**
 * Mixes along an order of a group's members: mix k (1..m) draws the first k members of `order` anew, given the others. Mix m
 * takes all of the group's second normals. Each draw has the joint distribution of the inputs, exactly.
 *
 * In the reversed order the factor of the group's correlations gives independent normals w, of which the last k belong to
 * the first k members given the rest (Rosenblatt 1952): with the orthogonal Q = F^-1 P L, w = Q z0, the variation is
 * Q' (w with its last k entries from Q times the second row).
 */
export function resampleMixes({ rows }: Factor, order: readonly number[]): MixRow[][] {
  const size = order.length;
  const members = [...order].sort((a, b) => a - b);
  const lower = members.map((member) => {
    const dense = new Float64Array(size);
    for (const { column, coefficient } of rows[member] ?? []) dense[members.indexOf(column)] = coefficient;
    return dense;
  });
  const reversed = [...order].reverse().map((member) => lower[members.indexOf(member)] ?? new Float64Array(size));
  const q = orthogonalRows(reversed);
  return order.map((_, k) => {
    // kept = sum over kept rows of Q of q' q; what is drawn anew is its complement.
    const kept = members.map((_, i) =>
      members.map((_, j) => q.slice(0, size - k - 1).reduce((sum, row) => sum + at(row, i) * at(row, j), 0)),
    );
    return members.map(
      (input, i): MixRow => ({
        input,
        constant: 0,
        own: terms(members.map((other, j) => [other, at(kept[i], j)])),
        second: terms(members.map((other, j) => [other, (i === j ? 1 : 0) - at(kept[i], j)])),
      }),
    );
  });
}

const at = (row: ArrayLike<number> | undefined, i: number): number => row?.[i] ?? 0;

/** F^-1 A for A A' = F F': Gram-Schmidt on the rows of A, from the first on. */
function orthogonalRows(rows: readonly Float64Array[]): Float64Array[] {
  const done: Float64Array[] = [];
  for (const row of rows) {
    const rest = row.slice();
    // Twice is enough for full orthogonality in floating point (Giraud, Langou and Rozložník 2005).
    for (let pass = 0; pass < 2; pass++) {
      for (const unit of done) {
        const dot = rest.reduce((sum, x, i) => sum + x * at(unit, i), 0);
        for (let i = 0; i < rest.length; i++) rest[i] = at(rest, i) - dot * at(unit, i);
      }
    }
    const length = Math.sqrt(rest.reduce((sum, x) => sum + x * x, 0));
    done.push(rest.map((x) => x / length));
  }
  return done;
}
