/**
 * Raw samples as CSV, piece by piece: a sample is a function of its index, so nothing needs to have been stored, and any
 * number can be written without holding more than two pieces in memory.
 */
import { roundSamples } from '../../engine/blocks.ts';
import { type Columns, type ColumnsJob, OWN } from '../../engine/columns.ts';
import type { ForecastRequest, OutcomeRequest } from '../../engine/types.ts';
import type { ModelMeta } from '../../language/definition.ts';
import { elementsOf } from '../../language/elements.ts';
import { cell, singleCell } from './csv.ts';

/** Rows made at a time: a few milliseconds of formatting, between which a page can breathe. */
export const ROWS_PER_PIECE = 512;

export interface SampleExport {
  readonly meta: ModelMeta;
  readonly request: ForecastRequest;
  /** Samples 0..rows-1; may be more than the request has. */
  readonly rows: number;
  /** Outcomes and dates wanted, of those in the request. */
  readonly outcomes: readonly OutcomeRequest[];
  readonly columns: (request: ForecastRequest, jobs: readonly ColumnsJob[]) => Promise<readonly Columns[]>;
}

/**
 * Header and rows. Columns: the sample's index, every input (its draws one by one: `shock[0]`, …), then `scenario.outcome@date`. Numbers are the engine's own
 * single-precision values; `Inf` where an outcome is not reached by the end of the clock.
 */
export async function* samplesCsv(wish: SampleExport): AsyncGenerator<string> {
  const { meta, request, rows, outcomes } = wish;
  const samples = roundSamples(Math.max(rows, 1), request.replicates).samples;
  const asked: ForecastRequest = { ...request, samples, outcomes };
  yield header(meta, asked);
  let next = ask(wish, asked, 0);
  for (let from = 0; from < rows; from += ROWS_PER_PIECE) {
    const columns = await next;
    if (from + ROWS_PER_PIECE < rows) {
      next = ask(wish, asked, from + ROWS_PER_PIECE);
      // A failure is met where it is awaited; until then it must not count as unhandled.
      next.catch(() => undefined);
    }
    yield body(columns, from);
  }
}

function header(meta: ModelMeta, { scenarios, outcomes }: ForecastRequest): string {
  const cells = scenarios.flatMap(({ id }) =>
    outcomes.flatMap((outcome) => outcome.dates.map((date) => `${id}.${outcome.id}@${date}`)),
  );
  return `${['sample', ...elementsOf(meta).map(({ id }) => id), ...cells].map(cell).join(',')}\n`;
}

async function ask({ rows, columns }: SampleExport, request: ForecastRequest, from: number): Promise<Columns> {
  const [found] = await columns(request, [
    { from, to: Math.min(from + ROWS_PER_PIECE, rows), mixes: [OWN], inputs: true },
  ]);
  if (found === undefined) throw new Error(`the engine gave no samples from ${from} on`);
  return found;
}

function body({ samples, inputs, outcomes }: Columns, from: number): string {
  const columns = [inputs, outcomes];
  let text = '';
  for (let sample = 0; sample < samples; sample++) {
    text += String(from + sample);
    for (const values of columns) {
      for (let at = sample; at < values.length; at += samples) text += `,${singleCell(values[at] ?? Number.NaN)}`;
    }
    text += '\n';
  }
  return text;
}
