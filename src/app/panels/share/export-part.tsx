/** Files for other programs, and how to cite. */
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { bibtex, plainCitation } from '../../../share/exports/citation.ts';
import { forecastDocument } from '../../../share/exports/document.ts';
import { quantilesCsv } from '../../../share/exports/quantiles-csv.ts';
import { sipmathLibrary } from '../../../share/exports/sipmath.ts';
import { download } from '../../download.ts';
import { model } from '../../model.ts';
import type { Snapshot } from '../../results.ts';
import { CopyButton } from './copy-button.tsx';
import { withOnePool } from './one-pool.ts';
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

/** Resolves to what is not in the file. */
async function saveSipmath({ request, tally }: Snapshot, date: string): Promise<readonly string[]> {
  const parts = { meta, forecast: shared.peek(), request, tally, link: link.peek(), date };
  const { library, leftOut } = await withOnePool((pool) =>
    sipmathLibrary({ ...parts, columns: pool.columns.bind(pool) }),
  );
  download(fileName('sipmath.json'), 'application/json', JSON.stringify(library, null, 1));
  return leftOut;
}

export function ExportPart(): VNode {
  const [failure, setFailure] = useState('');
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
        <button
          type="button"
          class="plain"
          disabled={snapshot === null}
          title="A library for spreadsheets and other tools that read the standard: distributions fitted to the outcomes, with their correlations"
          onClick={() => {
            if (snapshot === null) return;
            setFailure('');
            saveSipmath(snapshot, date).then(
              (leftOut) => setFailure(leftOut.map((sentence) => `${sentence}.`).join(' ')),
              (error: unknown) =>
                setFailure(
                  `The SIPmath file could not be made: ${error instanceof Error ? error.message : String(error)}.`,
                ),
            );
          }}
        >
          Outcomes as SIPmath 3.0
        </button>{' '}
        <span class="muted">
          {snapshot === null ? 'Once the run has ended.' : 'Charts are under “Table and downloads” below each.'}
        </span>
      </p>
      {failure === '' ? null : (
        <p class="alarm" role="alert">
          {failure}
        </p>
      )}
      <SamplesPart />
      <h4>Citation</h4>
      <Copied label="plain text" text={plainCitation(parts)} />
      <Copied label="BibTeX" text={bibtex(parts)} />
    </section>
  );
}

function Copied({ label, text }: { label: string; text: string }): VNode {
  const shown = useRef<HTMLPreElement>(null);
  const select = (): void => {
    if (shown.current) getSelection()?.selectAllChildren(shown.current);
  };
  return (
    <details class="citation">
      <summary>{label}</summary>
      <pre ref={shown}>{text}</pre>
      <p class="share-buttons">
        <CopyButton label={`Copy ${label}`} text={text} select={select} />
      </p>
    </details>
  );
}
