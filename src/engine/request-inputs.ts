/** What a request says of the inputs: other distributions, other correlations, and the direction of the first dimension. */
import type { Distribution, InputMeta, ModelMeta } from '../language/definition.ts';
import { elementCount, pairMismatch } from '../language/elements.ts';
import { DefinitionError, showPath } from '../language/errors.ts';
import { readDistribution } from '../language/families/index.ts';
import { isResolved, offsetOf } from '../language/offsets.ts';
import { canonicalJson } from './canonical.ts';
import { RequestError, show } from './errors.ts';
import { lookUp } from './look-up.ts';
import type { RequestShape } from './request-schema.ts';

/** Distributions that differ from the model's, by input. Throws RequestError. */
export function parseInputs({ inputs }: RequestShape, meta: ModelMeta): Record<string, Distribution> {
  for (const id of Object.keys(inputs)) lookUp('inputs', 'input', id, meta.inputs);
  const overrides: Record<string, Distribution> = {};
  for (const { id, distribution } of meta.inputs) {
    if (!Object.hasOwn(inputs, id)) continue;
    const override = parseDistribution(inputs[id], ['inputs', id]);
    checkResolved(id, override, offsetOf(distribution));
    if (canonicalJson(override) !== canonicalJson(distribution)) overrides[id] = override;
  }
  return overrides;
}

/** Kernels compute in single precision, less what the model's own distribution has taken off. */
function checkResolved(id: string, distribution: Distribution, offset: number): void {
  if (isResolved(distribution, offset)) return;
  const beside = offset === 0 ? 'at its size' : `beside ${offset}, which the model takes off this input`;
  const problem = `is so narrow that single precision does not resolve it ${beside}`;
  throw new RequestError(`inputs.${id}`, distribution, problem, 'widen it, or give it to the model text');
}

function parseDistribution(raw: unknown, path: readonly string[]): Distribution {
  try {
    return readDistribution(raw, path);
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    throw new RequestError(showPath(error.path), raw, error.problem, asClause(error.remedy));
  }
}

/** A sentence as the second half of another. */
function asClause(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;
}

type Pair = readonly [a: string, b: string, rho: number];

/** Correlations in the order of the model's inputs, or null where they are the model's own. Throws RequestError. */
export function parseCorrelations({ correlations }: RequestShape, meta: ModelMeta): Pair[] | null {
  if (correlations === null) return null;
  const pairs = sortPairs(correlations, meta);
  const own = sortPairs(
    meta.correlations.map(({ a, b, rho }): Pair => [a, b, rho]),
    meta,
  );
  return canonicalJson(pairs) === canonicalJson(own) ? null : pairs;
}

function sortPairs(pairs: readonly Pair[], meta: ModelMeta): Pair[] {
  const indexOf = (path: string, id: string): number => meta.inputs.indexOf(lookUp(path, 'input', id, meta.inputs));
  const placed = pairs.map(([a, b, rho], i) => {
    const path = `correlations[${i}]`;
    const [first, second] = [indexOf(path, a), indexOf(path, b)];
    checkPair(path, meta.inputs[first], meta.inputs[second]);
    if (first === second) throw new RequestError(path, a, `pairs ${show(a)} with itself`, 'name two inputs');
    if (!(Math.abs(rho) < 1)) throw new RequestError(path, rho, `${rho} is out of range`, 'use a value inside -1..1');
    return first < second
      ? { first, second, pair: [a, b, rho + 0] as Pair }
      : { first: second, second: first, pair: [b, a, rho + 0] as Pair };
  });
  placed.sort((x, y) => x.first - y.first || x.second - y.second);
  placed.forEach((one, i) => {
    const before = placed[i - 1];
    if (before !== undefined && before.first === one.first && before.second === one.second) {
      const names = `${show(one.pair[0])} and ${show(one.pair[1])}`;
      throw new RequestError('correlations', one.pair, `${names} are paired twice`, 'give each pair once');
    }
  });
  return placed.map(({ pair }) => pair);
}

function checkPair(path: string, a: InputMeta | undefined, b: InputMeta | undefined): void {
  const mismatch = a === undefined || b === undefined ? null : pairMismatch(a, b);
  if (mismatch !== null) throw new RequestError(path, a?.id, mismatch.problem, asClause(mismatch.remedy));
}

/** How far the squared length of a direction may be from 1: that of a unit vector rounded to two or three decimals. */
const LENGTH_TOLERANCE = 0.01;

/**
 * A unit vector with an entry for each element of the inputs, or null. Opposite directions are the same; the one whose largest entry is
 * positive stands for both. Throws RequestError.
 */
export function parseDirection({ direction }: RequestShape, meta: ModelMeta): number[] | null {
  if (direction === null) return null;
  if (direction.length !== elementCount(meta)) {
    const problem = `has ${direction.length} entries`;
    throw new RequestError(
      'direction',
      direction,
      problem,
      `give one for each of the ${elementCount(meta)} draws of a sample`,
    );
  }
  const square = direction.reduce((sum, x) => sum + x * x, 0);
  if (!(Math.abs(square - 1) <= LENGTH_TOLERANCE)) {
    throw new RequestError('direction', direction, `has length ${Math.sqrt(square)}`, 'give a vector of length 1');
  }
  const largest = direction.reduce((best, x) => (Math.abs(x) > Math.abs(best) ? x : best), 0);
  const sign = largest < 0 ? -1 : 1;
  return direction.map((x) => sign * x + 0);
}
