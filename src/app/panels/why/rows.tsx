/** A chart of rows, as tall as its rows, cut to the first few until all are asked for. */
import type { ComponentChildren, VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { type BarsView, barFigure } from '../../charts/bars.ts';
import { Chart } from '../../charts/chart.tsx';
import { wide } from './wide.ts';

export interface RowsProps {
  readonly view: Omit<BarsView, 'names'>;
  readonly fileName: string;
  /** Rows shown at first; default all. */
  readonly first?: number;
  readonly controls?: ComponentChildren;
}

export function Rows({ view, fileName, first = Number.POSITIVE_INFINITY, controls }: RowsProps): VNode {
  const [all, setAll] = useState(false);
  const names = wide.value ? 'beside' : 'above';
  const rows = all ? view.rows : view.rows.slice(0, first);
  const figure = useMemo(() => barFigure({ ...view, rows, names }), [view, rows.length, names]);
  const more = view.rows.length - first;
  return (
    <div class={`why-rows why-rows-${names}`} style={{ '--rows': Math.max(rows.length, 1) }}>
      <Chart figure={figure} fileName={fileName} controls={controls} />
      {more > 0 ? (
        <button type="button" class="link small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? `show the first ${first}` : `show ${more} more`}
        </button>
      ) : null}
    </div>
  );
}

/** What the marks of a chart stand for. */
export function Legend({ entries }: { entries: readonly (readonly [style: string, words: string])[] }): VNode {
  return (
    <ul class="shade-key">
      {entries.map(([style, words]) => (
        <li key={words}>
          <span class="shade" style={style} /> {words}
        </li>
      ))}
    </ul>
  );
}
