/** From columns of single values to what statistics are made of: counts as a run would have made them. */
import { pointOf } from '../engine/blocks.ts';
import type { Columns } from '../engine/columns.ts';
import { countValue, createCounted } from '../engine/count.ts';
import { tallyLayout } from '../engine/layout.ts';
import { addReplicate, createTally } from '../engine/tally.ts';
import type { ForecastRequest, HistogramLayout, Tally } from '../engine/types.ts';
import type { ModelMeta } from '../language/definition.ts';
import { elementCount, firstElement } from '../language/elements.ts';

/** Outcomes and dates of a request as the cells of its columns, with the histogram that each is counted in. */
export function cellsOf(meta: ModelMeta, request: ForecastRequest): readonly HistogramLayout[] {
  return tallyLayout(meta, request).histograms;
}

/** One column: the values of a cell under a mix and a scenario, sample by sample. A view. */
export function columnOf(
  { samples, outcomes }: Columns,
  request: ForecastRequest,
  mix: number,
  scenario: number,
  cell: number,
): Float32Array {
  const cells = request.outcomes.reduce((sum, { dates }) => sum + dates.length, 0);
  const at = ((mix * request.scenarios.length + scenario) * cells + cell) * samples;
  return outcomes.subarray(at, at + samples);
}

/** The values of an input under a mix, sample by sample: a view, or the averages of its draws where it has many. */
export function inputColumnOf({ samples, inputs }: Columns, meta: ModelMeta, mix: number, input: number): Float32Array {
  const first = mix * elementCount(meta) + firstElement(meta, input);
  const draws = meta.inputs[input]?.draws;
  if (draws === undefined) return inputs.subarray(first * samples, (first + 1) * samples);
  return Float32Array.from({ length: samples }, (_, sample) => {
    let sum = 0;
    for (let k = 0; k < draws.count; k++) sum += inputs[(first + k) * samples + sample] ?? Number.NaN;
    return sum / draws.count;
  });
}

/** The counts of the columns of one mix, as the run of `request` would have made them of samples [from, from + samples). */
export function tallyOfColumns(
  meta: ModelMeta,
  request: ForecastRequest,
  columns: Columns,
  mix: number,
  from: number,
): Tally {
  const layout = tallyLayout(meta, request);
  const tally = createTally(layout);
  for (let replicate = 0; replicate < layout.replicates; replicate++) {
    const counted = createCounted(layout);
    const rows: number[] = [];
    for (let i = 0; i < columns.samples; i++) {
      if (pointOf(from + i, layout.replicates).replicate === replicate) rows.push(i);
    }
    if (rows.length === 0) continue;
    for (let scenario = 0; scenario < layout.scenarioCount; scenario++) {
      layout.histograms.forEach((_, cell) => {
        const values = columnOf(columns, request, mix, scenario, cell);
        for (const row of rows) countValue(counted, layout, scenario, cell, values[row] ?? Number.NaN);
      });
    }
    addReplicate(tally, replicate, rows.length, counted);
  }
  return tally;
}
