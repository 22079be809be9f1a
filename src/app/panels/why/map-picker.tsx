/**
 * Points of a map, picked by pointer or by the four arrows; Enter, Space or a click adopts. Two numbers at once are no
 * slider, so the map is an application of its own, and what it points at is said in the line below it.
 */
import type { VNode } from 'preact';
import { nearestIndex } from '../../charts/axis.ts';
import { type Geometry, plotBox } from '../../charts/plot.ts';

export interface Cell {
  readonly i: number;
  readonly j: number;
}

export interface MapPickerProps {
  readonly geometry: Geometry;
  readonly label: string;
  /** Id of the line that says what is pointed at. */
  readonly describedBy: string;
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly cell: Cell;
  /** Whether the cell is marked: not before something was pointed at. */
  readonly marked: boolean;
  readonly onMove: (cell: Cell) => void;
  readonly onAdopt: (cell: Cell) => void;
}

const KEYS: Readonly<Record<string, readonly [di: number, dj: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const within = (index: number, length: number): number => Math.min(Math.max(index, 0), length - 1);

export function MapPicker({
  geometry,
  label,
  describedBy,
  xs,
  ys,
  cell,
  marked,
  onMove,
  onAdopt,
}: MapPickerProps): VNode {
  const under = (event: MouseEvent & { readonly currentTarget: HTMLElement }): Cell => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      i: nearestIndex(xs, geometry.fromX(event.clientX - box.left)),
      j: nearestIndex(ys, geometry.fromY(event.clientY - box.top)),
    };
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = KEYS[event.key];
    const stride = event.shiftKey ? 5 : 1;
    if (step) {
      onMove({ i: within(cell.i + stride * step[0], xs.length), j: within(cell.j + stride * step[1], ys.length) });
    } else if (event.key === 'Enter' || event.key === ' ') onAdopt(cell);
    else return;
    event.preventDefault();
  };
  return (
    <div
      class="picker"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keys itself
      tabIndex={0}
      aria-label={label}
      aria-describedby={describedBy}
      data-adopts="true"
      style={plotBox(geometry)}
      onKeyDown={onKey}
      onPointerMove={(event) => onMove(under(event))}
      onClick={(event) => onAdopt(under(event))}
    >
      <span
        class="picker-cell"
        hidden={!marked}
        style={{ left: `${geometry.toX(xs[cell.i] ?? 0)}px`, top: `${geometry.toY(ys[cell.j] ?? 0)}px` }}
      />
    </div>
  );
}
