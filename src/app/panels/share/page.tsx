/** The Share room: the link, what was changed, files, saved forecasts. */
import type { VNode } from 'preact';
import '../../styles/share.css';
import { Changes, presentChanges } from './changes.tsx';
import { EmbedPart } from './embed-part.tsx';
import { ExportPart } from './export-part.tsx';
import { LinkPart } from './link-part.tsx';
import { SavedPart } from './saved-part.tsx';

export function SharePage(): VNode {
  return (
    <section class="room share" aria-labelledby="share-title">
      <h2 id="share-title">Share, save and cite this forecast</h2>
      <LinkPart />
      <section aria-labelledby="changes-title">
        <h3 id="changes-title">What was changed from the model</h3>
        <Changes changes={presentChanges()} />
      </section>
      <SavedPart />
      <ExportPart />
      <EmbedPart />
    </section>
  );
}
