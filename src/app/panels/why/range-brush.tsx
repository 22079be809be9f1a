/**
 * A range over a plot: two ends to drag or to move by keys, the whole to drag between them. An end at the edge of the plot
 * is open. Coordinates are those of the axis.
 */
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { type Geometry, plotBox } from '../../charts/plot.ts';

export type Ends = readonly [from: number, to: number];

export interface RangeBrushProps {
  readonly geometry: Geometry;
  readonly label: string;
  /** Infinite where open. */
  readonly range: Ends;
  /** What an arrow key moves an end by. */
  readonly step: number;
  readonly words: (end: number) => string;
  readonly onChange: (range: Ends) => void;
}

/** Pixels around an end in which it is taken rather than the whole. */
const REACH = 14;

type Grip = 0 | 1 | 'whole';

export function RangeBrush({ geometry, label, range, step, words, onChange }: RangeBrushProps): VNode {
  const held = useRef<{ readonly grip: Grip; readonly at: number; readonly range: Ends } | null>(null);
  const [low, high] = [geometry.fromX(0), geometry.fromX(geometry.width)];
  const within = (value: number): number => Math.min(Math.max(value, low), high);
  const [from, to] = [within(range[0]), within(range[1])];
  const settle = (value: number): number => Number((Math.round(value / step) * step).toPrecision(10));

  const set = (a: number, b: number): void => {
    const [left, right] = a <= b ? [a, b] : [b, a];
    if (right - left < step / 2) return;
    onChange([left <= low + step / 2 ? -Infinity : settle(left), right >= high - step / 2 ? Infinity : settle(right)]);
  };
  const place = (event: PointerEvent & { readonly currentTarget: HTMLElement }): number =>
    geometry.fromX(event.clientX - event.currentTarget.getBoundingClientRect().left);

  const onDown = (event: PointerEvent & { readonly currentTarget: HTMLElement }): void => {
    const at = place(event);
    const near = (end: number): number => Math.abs(geometry.toX(end) - geometry.toX(at));
    const nearer: 0 | 1 = near(from) <= near(to) ? 0 : 1;
    const inside = at > from && at < to;
    const grip: Grip = near(nearer === 0 ? from : to) <= REACH || !inside ? nearer : 'whole';
    held.current = { grip, at, range: [from, to] };
    event.currentTarget.setPointerCapture(event.pointerId);
    if (grip !== 'whole') set(grip === 0 ? at : from, grip === 0 ? to : at);
  };
  const onMove = (event: PointerEvent & { readonly currentTarget: HTMLElement }): void => {
    const start = held.current;
    if (!start) return;
    const at = place(event);
    const [a, b] = start.range;
    if (start.grip === 0) set(at, b);
    else if (start.grip === 1) set(a, at);
    else {
      const shift = Math.min(Math.max(at - start.at, low - a), high - b);
      set(a + shift, b + shift);
    }
  };
  const onKey = (event: KeyboardEvent, end: 0 | 1): void => {
    const stride = step * (event.shiftKey ? 10 : 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: -stride,
      ArrowDown: -stride,
      ArrowRight: stride,
      ArrowUp: stride,
      Home: -Infinity,
      End: Infinity,
    };
    const by = moves[event.key];
    if (by === undefined) return;
    event.preventDefault();
    // An end goes up to the other, not past it.
    if (end === 0) set(Math.min(within(from + by), to - step), to);
    else set(from, Math.max(within(to + by), from + step));
  };
  const handle = (end: 0 | 1, value: number): VNode => (
    <span
      class={`brush-end brush-end-${end}`}
      role="slider"
      tabIndex={0}
      aria-label={`${label}, ${end === 0 ? 'from' : 'to'}`}
      aria-valuemin={Number(low.toPrecision(4))}
      aria-valuemax={Number(high.toPrecision(4))}
      aria-valuenow={Number(value.toPrecision(4))}
      aria-valuetext={Number.isFinite(range[end]) ? words(range[end]) : 'open'}
      style={{ left: `${geometry.toX(value)}px` }}
      onKeyDown={(event) => onKey(event, end)}
    />
  );
  return (
    <div
      class="picker brush"
      style={plotBox(geometry)}
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={() => {
        held.current = null;
      }}
      onPointerCancel={() => {
        held.current = null;
      }}
    >
      {handle(0, from)}
      {handle(1, to)}
    </div>
  );
}
