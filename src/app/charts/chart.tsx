/**
 * A chart on the page: title that states the finding, the plot, its table twin and downloads. What it shows is a Figure;
 * what lies over it (a threshold to drag) is given by the caller and placed by the geometry.
 */
import { type ComponentChildren, createContext, type VNode } from 'preact';
import { useContext, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Change } from '../../share/changes.ts';
import { underWords } from '../assumption-words.ts';
import { dark } from '../state/theme.ts';
import { type Colours, readColours } from './colours.ts';
import type { Figure, Ink } from './figure.ts';
import { createPlot, type Geometry, type Plot } from './plot.ts';
import { TableTwin } from './table-twin.tsx';

/** The changed assumptions that the figures of a part of the page rest on; null where each chart is told its own. */
export const Assumed = createContext<readonly Change[] | null>(null);

export interface ChartProps {
  readonly figure: Figure;
  /** The changed assumptions that its figures rest on; default those of `Assumed`. */
  readonly assumed?: readonly Change[];
  /** Extra class for height and place. */
  readonly className?: string;
  /** Beside the title: what changes the chart. */
  readonly controls?: ComponentChildren;
  readonly overlay?: (geometry: Geometry) => VNode | null;
  /** Name of downloaded files, without ending. */
  readonly fileName: string;
}

function inkVariable(ink: Ink): string {
  return typeof ink === 'number' ? `var(--series-${ink})` : `var(--${ink})`;
}

/** Least height of a plot, CSS pixels: room for an axis and a bar. */
const LOWEST = 48;

interface Pointer {
  readonly value: number;
  readonly pixels: number;
}

function Readings({
  figure,
  pointer,
  geometry,
}: {
  figure: Figure;
  pointer: Pointer;
  geometry: Geometry;
}): VNode | null {
  const found = figure.readings?.(pointer.value);
  if (!found) return null;
  const flip = pointer.pixels > geometry.width / 2;
  const side = flip
    ? { right: `calc(100% - ${geometry.left + pointer.pixels - 10}px)` }
    : { left: `${geometry.left + pointer.pixels + 10}px` };
  return (
    <div class="readings" style={{ top: `${geometry.top}px`, ...side }} aria-hidden="true">
      <div class="readings-at">{found.at}</div>
      {found.rows.map((row) => (
        <div class="readings-row" key={row.label}>
          <span class="readings-ink" style={{ background: inkVariable(row.ink) }} />
          <span>{row.label}</span>
          <span class="readings-value">{row.value}</span>
        </div>
      ))}
    </div>
  );
}

/** A number is never cut from its error at the end of a line. */
function unbroken(text: string): ComponentChildren {
  const parts = text.split(/(?<!\S)(\S+ ± \S+)/);
  return parts.map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={index} style={{ whiteSpace: 'nowrap' }}>
        {part}
      </span>
    ),
  );
}

/** The figure with the assumptions it rests on. A chart that does not know them has no right to be shown. */
function useNoted(figure: Figure, assumed: readonly Change[] | null): Figure {
  if (assumed === null) throw new Error(`the chart "${figure.title}" does not say what it assumes`);
  const note = underWords(assumed);
  return useMemo(() => (note === null ? figure : { ...figure, note }), [figure, note]);
}

export function Chart({ figure: plain, assumed, className, controls, overlay, fileName }: ChartProps): VNode {
  const around = useContext(Assumed);
  const figure = useNoted(plain, assumed ?? around);
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | null>(null);
  const colours = useRef<Colours | null>(null);
  const [geometry, setGeometry] = useState<Geometry | null>(null);
  const [pointer, setPointer] = useState<Pointer | null>(null);
  const titleId = useId();
  const hidden = figure.y.hidden ?? false;

  useLayoutEffect(() => {
    const target = host.current;
    if (!target) return;
    const box = target.getBoundingClientRect();
    colours.current = readColours(target);
    const made = createPlot({
      target,
      figure,
      colours: colours.current,
      width: Math.max(box.width, 120),
      height: Math.max(box.height, LOWEST),
      onDraw: (next) => setGeometry((old) => (old && sameGeometry(old, next) ? old : next)),
      onPoint: (value, pixels) => setPointer(value === null ? null : { value, pixels }),
    });
    plot.current = made;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) made.resize(Math.max(entry.contentRect.width, 120), Math.max(entry.contentRect.height, LOWEST));
    });
    observer.observe(target);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
    // A plot lives as long as its axes: everything else is shown by `show`.
  }, [hidden]);

  useLayoutEffect(() => {
    plot.current?.show(figure);
  }, [figure]);

  const isDark = dark.value;
  useEffect(() => {
    if (!host.current) return;
    colours.current = readColours(host.current);
    plot.current?.recolour(colours.current);
  }, [isDark]);

  return (
    <figure class={`chart ${className ?? ''}`} aria-labelledby={titleId}>
      <figcaption class="chart-head">
        <h3 id={titleId}>{unbroken(figure.title)}</h3>
        {controls === undefined ? null : <div class="chart-controls">{controls}</div>}
        {figure.note === undefined ? null : <p class="chart-note">{figure.note}</p>}
      </figcaption>
      <div class="axis-label axis-label-y">{figure.y.label}</div>
      <div class="plot-box">
        <div class="plot" ref={host} role="img" aria-label={`${figure.title}. ${figure.description}`} />
        {geometry && overlay ? overlay(geometry) : null}
        {geometry && pointer ? <Readings figure={figure} pointer={pointer} geometry={geometry} /> : null}
      </div>
      <div class="axis-label">{figure.x.label}</div>
      <TableTwin figure={figure} fileName={fileName} surface={() => plotSurface(plot.current, colours.current)} />
    </figure>
  );
}

function plotSurface(
  plot: Plot | null,
  colours: Colours | null,
): { canvas: HTMLCanvasElement; colours: Colours } | null {
  return plot && colours ? { canvas: plot.canvas, colours } : null;
}

function sameGeometry(a: Geometry, b: Geometry): boolean {
  return (
    a.left === b.left &&
    a.top === b.top &&
    a.width === b.width &&
    a.height === b.height &&
    a.fromX(0) === b.fromX(0) &&
    a.fromX(100) === b.fromX(100) &&
    a.fromY(0) === b.fromY(0) &&
    a.fromY(100) === b.fromY(100)
  );
}
