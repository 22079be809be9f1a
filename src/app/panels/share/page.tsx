/** The Share room: the link, what was changed, files, saved forecasts. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import '../../styles/share.css';
import { Brief } from './brief.tsx';
import { Changes, presentChanges } from './changes.tsx';
import { Disagreement } from './disagreement.tsx';
import { EmbedPart } from './embed-part.tsx';
import { ExportPart } from './export-part.tsx';
import { LinkPart } from './link-part.tsx';
import { SavedPart } from './saved-part.tsx';

export function SharePage(): VNode {
  const [brief, setBrief] = useState(false);
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
      <section aria-labelledby="brief-part">
        <h3 id="brief-part">On paper</h3>
        {brief ? (
          <Brief onClose={() => setBrief(false)} />
        ) : (
          <p>
            <button type="button" class="plain" onClick={() => setBrief(true)}>
              Make a one-page brief
            </button>
          </p>
        )}
      </section>
      <Disagreement />
      <EmbedPart />
    </section>
  );
}
