/** The same figures as a table, one disclosure away: for screen readers, for copying, and for the exact values. */
import type { VNode } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { ScrollBox } from '../controls/scroll-box.tsx';
import type { Colours } from './colours.ts';
import { Credited } from './credited.ts';
import type { Figure } from './figure.ts';

interface TwinProps {
  readonly figure: Figure;
  readonly fileName: string;
  readonly surface: () => { readonly canvas: HTMLCanvasElement; readonly colours: Colours } | null;
}

export function TableTwin({ figure, fileName, surface }: TwinProps): VNode {
  const [open, setOpen] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const credit = useContext(Credited);
  const save = (kind: 'png' | 'svg' | 'csv') => async (): Promise<void> => {
    const found = surface();
    if (!found) return;
    try {
      const { saveChart } = await import('./download.ts');
      await saveChart(kind, figure, fileName, { ...found, credit: await credit?.() });
      setMessage(null);
    } catch (error) {
      setMessage(`The ${kind.toUpperCase()} could not be made: ${error instanceof Error ? error.message : error}`);
    }
  };
  return (
    <details class="twin" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Table and downloads</summary>
      <p class="twin-tools">
        {figure.description}{' '}
        <button type="button" class="link" onClick={save('png')}>
          PNG
        </button>{' '}
        <button type="button" class="link" onClick={save('svg')}>
          SVG
        </button>{' '}
        <button type="button" class="link" onClick={save('csv')}>
          CSV
        </button>
      </p>
      {message === null ? null : (
        <p role="alert" class="alarm">
          {message}
        </p>
      )}
      {open ? <Rows figure={figure} /> : null}
    </details>
  );
}

function Rows({ figure }: { figure: Figure }): VNode {
  return (
    <ScrollBox className="twin-scroll" label={`Table: ${figure.title}`}>
      <table>
        <thead>
          <tr>
            {figure.table.columns.map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figure.table.rows.map((row, index) => (
            <tr key={`${index}:${row[0]}`}>
              {row.map((cell, at) =>
                at === 0 ? (
                  <th scope="row" key={figure.table.columns[at]}>
                    {cell}
                  </th>
                ) : (
                  <td key={figure.table.columns[at]}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
