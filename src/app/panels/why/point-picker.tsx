/**
 * Points of a curve, picked by pointer or by keys: a slider over the plot whose values are the points. Enter, Space or a
 * click adopts the point under the hair.
 */
import type { VNode } from 'preact';
import { nearestIndex } from '../../charts/axis.ts';
import { type Geometry, plotBox } from '../../charts/plot.ts';

export interface PointPickerProps {
  readonly geometry: Geometry;
  readonly label: string;
  /** Ascending axis coordinates of the points. */
  readonly xs: readonly number[];
  readonly index: number;
  readonly words: (index: number) => string;
  readonly onMove: (index: number) => void;
  /** Null where a point cannot be adopted. */
  readonly onAdopt: ((index: number) => void) | null;
}

const KEYS: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowLeft: (index) => index - 1,
  ArrowDown: (index) => index - 1,
  ArrowRight: (index) => index + 1,
  ArrowUp: (index) => index + 1,
  Home: () => 0,
  End: (_, last) => last,
};

export function PointPicker(props: PointPickerProps): VNode {
  const { geometry, label, xs, index, words, onMove, onAdopt } = props;
  const last = xs.length - 1;
  const at = Math.min(index, last);
  const under = (event: MouseEvent & { readonly currentTarget: HTMLElement }): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return nearestIndex(xs, geometry.fromX(event.clientX - box.left));
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = KEYS[event.key];
    if (step) onMove(Math.min(Math.max(step(at, last), 0), last));
    else if (onAdopt && (event.key === 'Enter' || event.key === ' ')) onAdopt(at);
    else return;
    event.preventDefault();
  };
  return (
    <div
      class="picker"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={at}
      aria-valuetext={words(at)}
      data-adopts={onAdopt !== null}
      style={plotBox(geometry)}
      onKeyDown={onKey}
      onPointerMove={(event) => onMove(under(event))}
      onClick={(event) => onAdopt?.(under(event))}
    >
      <span class="picker-hair" style={{ left: `${geometry.toX(xs[at] ?? 0)}px` }} />
    </div>
  );
}
