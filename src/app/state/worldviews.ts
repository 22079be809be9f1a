/** Worldviews of the model as changes to a document. They replace what was assumed before, and combine with any policy. Pure. */
import { canonicalJson } from '../../engine/canonical.ts';
import type { ModelMeta, WorldviewMeta } from '../../language/definition.ts';
import type { Document } from './document.ts';

type Assumed = Pick<Document, 'switches' | 'inputs' | 'correlations'>;

const assumedIn = (of: WorldviewMeta | null): Assumed => ({
  switches: of?.switches ?? {},
  inputs: of?.inputs ?? {},
  correlations: null,
});

/** The document under a worldview; null: under the model's own assumptions. */
export function takeWorldview(document: Document, worldview: WorldviewMeta | null): Document {
  return { ...document, ...assumedIn(worldview) };
}

/** Assumptions that are neither the model's nor those of a worldview. */
export const OWN_MIX = '(own)';

/** The worldview that a document is under, as its assumptions have it; null for the model's own. */
export function chosenWorldview(
  { switches, inputs, correlations }: Assumed,
  { worldviews }: Pick<ModelMeta, 'worldviews'>,
): WorldviewMeta | null | typeof OWN_MIX {
  const now = canonicalJson({ switches, inputs, correlations });
  const found = [null, ...worldviews].find((one) => canonicalJson(assumedIn(one)) === now);
  return found === undefined ? OWN_MIX : found;
}
