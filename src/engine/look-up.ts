/** Names that a request uses, looked up in the model. */
import { didYouMean } from '../language/source.ts';
import { RequestError, show } from './errors.ts';

/** The entry of `known` called `id`. Throws RequestError with the nearest name. */
export function lookUp<T extends { readonly id: string }>(
  path: string,
  kind: string,
  id: string,
  known: readonly T[],
): T {
  const found = known.find((entry) => entry.id === id);
  if (found !== undefined) return found;
  const ids = known.map((entry) => entry.id);
  const near = didYouMean(id, ids);
  const remedy =
    near !== undefined ? `did you mean "${near}"?` : ids.length > 0 ? `known: ${ids.slice(0, 12).join(', ')}` : '';
  throw new RequestError(path, id, `unknown ${kind} ${show(id)}`, remedy);
}
