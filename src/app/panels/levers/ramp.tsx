/** How a lever gets from today to its setting over the first four years, as a line the size of a word. */
import type { VNode } from 'preact';
import type { LeverMeta } from '../../../language/definition.ts';
import { leverRamp } from '../../lever-path.ts';
import { model } from '../../model.ts';

export interface RampProps {
  readonly lever: LeverMeta;
  readonly value: number;
  readonly policyStart: number | null;
  readonly width?: number;
  readonly height?: number;
}

/** The date from which levers move in a scenario. */
export function startDate(policyStart: number | null): number {
  const { policyStart: declared, clock } = model.meta;
  return policyStart ?? (typeof declared === 'number' ? declared : clock.start);
}

export function Ramp({ lever, value, policyStart, width = 34, height = 14 }: RampProps): VNode {
  const values = leverRamp(lever, value, startDate(policyStart), model.meta.clock);
  const y = (v: number): number => height - 1.5 - ((v - lever.min) / (lever.max - lever.min)) * (height - 3);
  const points = values.map((v, k) => `${((k / (values.length - 1)) * width).toFixed(1)},${y(v).toFixed(1)}`).join(' ');
  return (
    <svg class="ramp" style={{ width: `${width / 15}rem` }} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <polyline points={points} fill="none" stroke-width="1.5" />
    </svg>
  );
}
