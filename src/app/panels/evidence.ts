/**
 * Why each input, lever and correlation is as it is, who disagrees, and what critics of the structure say: read with the room that shows it, since
 * the first screen needs none of it. The build writes it beside the model's other declarations (scripts/core.ts).
 */
import evidence from '../../../build/lead.evidence.json';
import type { InputMeta, LeverMeta, SwitchMeta, WorldviewMeta } from '../../language/definition.ts';

export type Evidence = Pick<InputMeta, 'rationale' | 'sources' | 'dissent'>;
export type LeverEvidence = Pick<LeverMeta, 'rationale' | 'sources'>;
export type Criticism = Pick<SwitchMeta, 'critics' | 'effect'>;

const { inputs, levers, correlations, switches, worldviews } = evidence as unknown as {
  readonly inputs: Readonly<Record<string, Evidence>>;
  readonly levers: Readonly<Record<string, LeverEvidence>>;
  readonly correlations: readonly string[];
  readonly switches: Readonly<Record<string, Criticism>>;
  readonly worldviews: Readonly<Record<string, WorldviewMeta['why']>>;
};

/** @throws Error for an id that is no input of the model */
export const evidenceOf = (id: string): Evidence => found(inputs, id);

/** @throws Error for an id that is no lever of the model */
export const leverEvidenceOf = (id: string): LeverEvidence => found(levers, id);

/** Why each correlation of the model is there, in its order. */
export const correlationReasons: readonly string[] = correlations;

/** @throws Error for an id that is no switch of the model */
export const criticismOf = (id: string): Criticism => found(switches, id);

/** Why a worldview changes what it changes, by id of that. @throws Error for an id that is no worldview of the model */
export const reasonsOf = (id: string): WorldviewMeta['why'] => found(worldviews, id);

function found<T>(entries: Readonly<Record<string, T>>, id: string): T {
  const entry = Object.hasOwn(entries, id) ? entries[id] : undefined;
  if (entry === undefined) throw new Error(`no evidence of "${id}"`);
  return entry;
}
