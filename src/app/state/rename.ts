/** Names of scenarios as people type them: the names of presets stay the presets'. */
import type { ModelMeta } from '../../language/definition.ts';
import { LIMITS } from '../../share/limits.ts';
import { honestName } from '../../share/presets.ts';
import type { Document } from './document.ts';
import { resolve } from './request.ts';
import { rename } from './scenarios.ts';

/** The document with a scenario renamed. Throws an Error for the reader where links could not carry the name. */
export function renameHonestly(document: Document, id: string, name: string, meta: ModelMeta): Document {
  const renamed = rename(document, id, name);
  const scenario = renamed.scenarios.find((one) => one.id === id);
  if (renamed === document || scenario === undefined) return document;
  const all = renamed.scenarios.map((one) => resolve(one, renamed, meta));
  const own = { ...resolve(scenario, renamed, meta), name: scenario.name };
  const honest = honestName(own, all, meta, LIMITS.name);
  if (honest === scenario.name) return renamed;
  throw new Error(
    `“${scenario.name}” is a policy of the model, and this scenario has other values. “${honest}” would be true.`,
  );
}
