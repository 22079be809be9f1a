/** The colour and line style of a scenario, as a short piece of its line. */
import type { VNode } from 'preact';
import { dashOf } from '../charts/figure.ts';

export function Swatch({ style, width = 26 }: { style: number; width?: number }): VNode {
  return (
    <svg class="swatch" style={{ width: `${width / 15}rem` }} viewBox={`0 0 ${width} 10`} aria-hidden="true">
      <line
        x1="1"
        y1="5"
        x2={width - 1}
        y2="5"
        stroke={`var(--series-${style})`}
        stroke-width="3"
        stroke-dasharray={dashOf(style).join(' ')}
      />
    </svg>
  );
}
