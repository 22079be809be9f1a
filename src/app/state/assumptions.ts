/** Changes to what holds in every scenario: inputs, structural switches, correlations, sampling. Pure. */
import type { Distribution, InputMeta, ModelMeta } from '../../language/definition.ts';
import type { Document, Sampling } from './document.ts';

function without<T>(record: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> {
  const { [id]: _dropped, ...rest } = record;
  return rest;
}

function sameDistribution(a: Distribution, b: Distribution): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Sets the distribution of an input; setting it to what the model text says is the same as resetting it. */
export function setInput(document: Document, input: InputMeta, distribution: Distribution): Document {
  if (sameDistribution(distribution, input.distribution)) return resetInput(document, input.id);
  return { ...document, inputs: { ...document.inputs, [input.id]: distribution } };
}

export function resetInput(document: Document, id: string): Document {
  return id in document.inputs ? { ...document, inputs: without(document.inputs, id) } : document;
}

export function resetInputs(document: Document): Document {
  return Object.keys(document.inputs).length === 0 ? document : { ...document, inputs: {} };
}

export function setSwitch(document: Document, meta: ModelMeta, id: string, value: number): Document {
  const declared = meta.switches.find((entry) => entry.id === id);
  if (!declared) throw new Error(`unknown switch "${id}"`);
  if (value === declared.default) {
    return id in document.switches ? { ...document, switches: without(document.switches, id) } : document;
  }
  return { ...document, switches: { ...document.switches, [id]: value } };
}

type Pair = readonly [a: string, b: string, rho: number];

/** Pairs in the order of the inputs, each pair too: the one form in which equal correlations are equal text. */
function inOrder(pairs: readonly Pair[], meta: ModelMeta): readonly Pair[] {
  const place = new Map(meta.inputs.map(({ id }, index) => [id, index]));
  const at = (id: string): number => place.get(id) ?? -1;
  return pairs
    .map(([a, b, rho]): Pair => (at(a) < at(b) ? [a, b, rho] : [b, a, rho]))
    .sort(([a, b], [c, d]) => at(a) - at(c) || at(b) - at(d));
}

/** The correlations in force: the edited ones, or those of the model text. In the order of the inputs. */
export function correlationsInForce(document: Document, meta: ModelMeta): readonly Pair[] {
  const own = meta.correlations.map(({ a, b, rho }): Pair => [a, b, rho]);
  return inOrder(document.correlations ?? own, meta);
}

/** Sets the correlation of a pair in either order; zero removes it. Back at the model text it counts as unchanged. */
export function setCorrelation(document: Document, meta: ModelMeta, a: string, b: string, rho: number): Document {
  if (!(rho > -1 && rho < 1)) throw new Error(`A correlation lies strictly between -1 and 1, not ${rho}.`);
  const others = correlationsInForce(document, meta).filter(
    ([x, y]) => !((x === a && y === b) || (x === b && y === a)),
  );
  const next = inOrder(rho === 0 ? others : [...others, [a, b, rho]], meta);
  const original = correlationsInForce({ ...document, correlations: null }, meta);
  return { ...document, correlations: JSON.stringify(next) === JSON.stringify(original) ? null : next };
}

export function resetCorrelations(document: Document): Document {
  return document.correlations === null ? document : { ...document, correlations: null };
}

/** Bounds that keep a run finite in memory (32-bit counts) and a seed a safe integer. */
export const SAMPLE_LIMITS = { low: 4096, high: 1_000_000_000 } as const;

export function setSampling(document: Document, change: Partial<Sampling>): Document {
  const sampling = { ...document.sampling, ...change };
  if (!Number.isSafeInteger(sampling.seed) || sampling.seed < 0) {
    throw new Error(`A seed is a whole number from 0 up, not ${sampling.seed}.`);
  }
  if (!(sampling.samples >= SAMPLE_LIMITS.low && sampling.samples <= SAMPLE_LIMITS.high)) {
    throw new Error(`A run takes 4,096 to 1,000,000,000 samples, not ${sampling.samples}.`);
  }
  if (sampling.precision !== null && !(sampling.precision > 0)) {
    throw new Error(`A precision is a standard error above zero, not ${sampling.precision}.`);
  }
  return { ...document, sampling };
}
