/**
 * Why each input is as it is, and who disagrees: read with the room that shows it, since the first screen needs none of it.
 * The build writes it beside the model's other declarations (scripts/core.ts).
 */
import evidence from '../../../../build/lead.evidence.json';
import type { InputMeta } from '../../../language/definition.ts';

export type Evidence = Pick<InputMeta, 'rationale' | 'sources' | 'dissent'>;

const byInput = evidence as unknown as Readonly<Record<string, Evidence>>;

/** @throws Error for an id that is no input of the model */
export function evidenceOf(id: string): Evidence {
  const found = Object.hasOwn(byInput, id) ? byInput[id] : undefined;
  if (found === undefined) throw new Error(`no evidence of an input "${id}"`);
  return found;
}
