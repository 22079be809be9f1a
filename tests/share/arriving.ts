/** What a link costs the page before it paints. It reads no files: heap-worker.ts is bundled. */

import { fromShared } from '../../src/app/panels/share/shared.ts';
import { cutsFor, toRequest } from '../../src/app/state/request.ts';
import { changesOf } from '../../src/share/changes.ts';
import type { LinkModel } from '../../src/share/forecast.ts';
import { MOST_UNASKED } from '../../src/share/limits.ts';
import { decodeLink, type Opening } from '../../src/share/link.ts';

/** What the page does on its thread with a link before it paints: reads it, takes it over, asks its question, lists its changes. */
export function arriving(text: string, model: LinkModel): Opening {
  const opened = decodeLink(text, model);
  if (!opened.ok) return opened;
  const { outcome, threshold } = opened.forecast.view;
  const { document } = fromShared(opened.forecast, model, MOST_UNASKED);
  toRequest(document, model.meta, model.hash, model.direction, cutsFor(model.meta, model.cuts, outcome, threshold));
  changesOf(opened.forecast, model);
  return opened;
}
