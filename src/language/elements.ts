/**
 * Inputs as they are drawn. An input with `draws` (`count: 30` in a model text) is one assumption, declared, edited and
 * explained as one, and many random numbers, its elements: shock[0], shock[1], … All other inputs are their only element.
 * Draws, correlations, engines and samples work with elements, in the order of the text. Pure.
 */
import type { InputMeta, ModelMeta } from './definition.ts';

export interface InputElement {
  /** Name of its column: `shock[3]`, or the id of an input that is its only element. */
  readonly id: string;
  /** Index of the input in `meta.inputs`. */
  readonly input: number;
  /** Its place among the elements of that input. */
  readonly at: number;
}

interface Elements {
  readonly all: readonly InputElement[];
  /** By input: its first element; then the number of all. */
  readonly starts: readonly number[];
}

type Inputs = Pick<ModelMeta, 'inputs'>;

const known = new WeakMap<readonly InputMeta[], Elements>();

function expanded({ inputs }: Inputs): Elements {
  const before = known.get(inputs);
  if (before !== undefined) return before;
  const starts = [0];
  const all = inputs.flatMap(({ id, draws }, input): InputElement[] => {
    starts.push((starts.at(-1) ?? 0) + (draws?.count ?? 1));
    if (draws === undefined) return [{ id, input, at: 0 }];
    return Array.from({ length: draws.count }, (_, at) => ({ id: `${id}[${at}]`, input, at }));
  });
  const elements = { all, starts };
  known.set(inputs, elements);
  return elements;
}

export const elementsOf = (meta: Inputs): readonly InputElement[] => expanded(meta).all;

/** How many random numbers a sample takes. */
export const elementCount = (meta: Inputs): number => expanded(meta).all.length;

/** Place of an input's first element among all. */
export const firstElement = (meta: Inputs, input: number): number => expanded(meta).starts[input] ?? 0;

/**
 * Why two inputs cannot be correlated, or null. Inputs of many draws are correlated element by element, so both need as many,
 * and the same correlation inside: then every element has the correlation that is asked for.
 */
export function pairMismatch(a: InputMeta, b: InputMeta): { readonly problem: string; readonly remedy: string } | null {
  const [of, and] = [a.draws?.count, b.draws?.count];
  if (of !== and) {
    const words = (count: number | undefined): string => (count === undefined ? 'one draw' : `${count} draws`);
    const problem = `"${a.id}" has ${words(of)} and "${b.id}" ${words(and)}`;
    return { problem, remedy: 'Correlate inputs of as many draws, or compute one from the other in the equations.' };
  }
  if (a.draws?.correlation === b.draws?.correlation) return null;
  const problem = `"${a.id}" and "${b.id}" have different correlations inside`;
  return { problem, remedy: 'Give both the same, or compute one from the other in the equations.' };
}
