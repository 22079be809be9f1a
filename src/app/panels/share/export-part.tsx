/** Files for other programs, and how to cite. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { bibtex, plainCitation } from '../../../share/exports/citation.ts';
import { forecastDocument } from '../../../share/exports/document.ts';
import { quantilesCsv } from '../../../share/exports/quantiles-csv.ts';
import { model } from '../../model.ts';
import type { Snapshot } from '../../results.ts';
import { download } from './files.ts';
import { claim, finished, link, shared } from './present.ts';
import { SamplesPart } from './samples-part.tsx';

const { meta } = model;

/** 'headway-5a0f6b1e.json': the digest tells files of different forecasts apart. */
function fileName(ending: string): string {
  const digest = claim.peek()?.digest;
  return `headway${digest ? `-${digest.slice(0, 8)}` : ''}.${ending}`;
}

function saveJson({ request, tally, engine }: Snapshot): void {
  const document = forecastDocument({
    meta,
    forecast: shared.peek(),
    request: { ...request, samples: tally.samples },
    tally,
    engine: engine ?? 'wasm',
    link: link.peek(),
  });
  download(fileName('json'), 'application/json', JSON.stringify(document, null, 1));
}

export function ExportPart(): VNode {
  const snapshot = finished.value;
  const date = new Date().toISOString().slice(0, 10);
  const parts = { forecast: shared.value, meta, link: link.value, date };
  return (
    <section aria-labelledby="export-title">
      <h3 id="export-title">Files</h3>
      <p class="share-buttons">
        <button type="button" class="plain" disabled={snapshot === null} onClick={() => snapshot && saveJson(snapshot)}>
          Question and answer as JSON
        </button>{' '}
        <button
          type="button"
          class="plain"
          disabled={snapshot === null}
          onClick={() =>
            snapshot && download(fileName('csv'), 'text/csv', quantilesCsv(meta, snapshot.request, snapshot.tally))
          }
        >
          Quantiles as CSV
        </button>{' '}
        <span class="muted">
          {snapshot === null ? 'Once the run has ended.' : 'Charts are under “Table and downloads” below each.'}
        </span>
      </p>
      <SamplesPart />
      <h4>Citation</h4>
      <Copied label="Plain" text={plainCitation(parts)} />
      <Copied label="BibTeX" text={bibtex(parts)} />
    </section>
  );
}

function Copied({ label, text }: { label: string; text: string }): VNode {
  const [said, setSaid] = useState('');
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied.'),
      () => setSaid('The browser does not let this page copy: select the text and press Ctrl or ⌘ + C.'),
    );
  };
  return (
    <details class="citation">
      <summary>{label}</summary>
      <pre>{text}</pre>
      <button type="button" class="link" onClick={copy}>
        copy
      </button>{' '}
      <span role="status">{said}</span>
    </details>
  );
}
