/** Raw samples as CSV, any number of them, while the page stays alive. */
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { OutcomeRequest } from '../../../engine/types.ts';
import { elementCount } from '../../../language/elements.ts';
import { ROWS_PER_PIECE, samplesCsv } from '../../../share/exports/samples-csv.ts';
import { Choice } from '../../controls/choice.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { outcome } from '../../entries.ts';
import { model } from '../../model.ts';
import { request } from '../../state/store.ts';
import { date } from '../../state/view.ts';
import { countWords, dateWords, numberWords } from '../../wording.ts';
import { openCsv, type Sink } from './files.ts';
import { withOnePool } from './one-pool.ts';

type Wanted = 'shown' | 'headlines' | 'all';

interface Writing {
  readonly done: number;
  readonly total: number;
  readonly stop: AbortController;
}

/** Outlives a change of room: a long export goes on while one looks elsewhere. */
const writing = signal<Writing | null>(null);
const said = signal('');

/** 32-bit sample indices, and a file that still opens somewhere. */
const MOST_ROWS = 100_000_000;

function outcomesFor(wanted: Wanted): readonly OutcomeRequest[] {
  switch (wanted) {
    case 'shown':
      return [{ id: outcome.peek().id, dates: [date.peek()] }];
    case 'headlines':
      return model.meta.outcomes.map(({ id, headline }) => ({ id, dates: [headline] }));
    case 'all':
      return model.meta.outcomes.map(({ id, at }) => ({ id, dates: at }));
    default:
      return wanted satisfies never;
  }
}

async function writeRows(rows: number, wanted: Wanted): Promise<void> {
  const sink = await openCsv('headway-samples.csv');
  if (sink === null) return;
  const stop = new AbortController();
  writing.value = { done: 0, total: rows, stop };
  said.value = '';
  try {
    await withOnePool((pool) => {
      const columns = pool.columns.bind(pool);
      const outcomes = outcomesFor(wanted);
      const pieces = samplesCsv({ meta: model.meta, request: request.peek(), rows, outcomes, columns });
      return pour(pieces, sink, rows, stop);
    });
  } catch (error) {
    said.value = `The file could not be written: ${error instanceof Error ? error.message : String(error)}.`;
    await sink.abandon().catch(() => undefined);
  } finally {
    writing.value = null;
  }
}

async function pour(pieces: AsyncGenerator<string>, sink: Sink, rows: number, stop: AbortController): Promise<void> {
  let done = -1;
  for await (const piece of pieces) {
    if (stop.signal.aborted) {
      await sink.abandon();
      said.value = 'Stopped; nothing was kept.';
      return;
    }
    await sink.write(piece);
    // The first piece is the header.
    done = done < 0 ? 0 : Math.min(done + ROWS_PER_PIECE, rows);
    writing.value = { done, total: rows, stop };
  }
  await sink.close();
  said.value = `${countWords(rows)} samples written.`;
}

export function SamplesPart(): VNode {
  const [rows, setRows] = useState(10_000);
  const [wanted, setWanted] = useState<Wanted>('shown');
  const now = writing.value;
  const columns = elementCount(model.meta) + 1;
  const cells = outcomesFor(wanted).reduce((sum, { dates }) => sum + dates.length, 0) * request.value.scenarios.length;
  return (
    <section aria-labelledby="samples-title">
      <h4 id="samples-title">Raw samples</h4>
      <p class="share-row">
        <NumberField
          label="Rows"
          value={rows}
          low={1}
          high={MOST_ROWS}
          check={(value) => (Number.isSafeInteger(value) ? null : `${value} is not a whole number`)}
          format={(value) => value.toLocaleString('en')}
          onCommit={setRows}
        />{' '}
        <span>rows, with every input and</span>{' '}
        <Choice
          label="Outcomes of each sample"
          value={wanted}
          options={[
            ['shown', 'the measure shown'],
            ['headlines', 'all at their headline'],
            ['all', 'all at all dates'],
          ]}
          onChange={setWanted}
        />
      </p>
      <p class="muted">
        {columns + cells} columns, about {numberWords((rows * (columns + cells) * 9.5) / 1e6, 1)} MB
        {wanted === 'shown' ? `; ${outcome.value.label} at ${dateWords(date.value)}` : ''}
      </p>
      <p>
        {now === null ? (
          <button type="button" class="plain" onClick={() => writeRows(rows, wanted)}>
            Samples as CSV
          </button>
        ) : (
          <>
            <progress value={now.done} max={now.total} aria-label="Samples written" /> {countWords(now.done)} of{' '}
            {countWords(now.total)}{' '}
            <button type="button" class="link" onClick={() => now.stop.abort()}>
              stop
            </button>
          </>
        )}{' '}
        <span role="status">{said.value}</span>
      </p>
    </section>
  );
}
