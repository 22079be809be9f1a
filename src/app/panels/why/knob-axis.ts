/** The axis of something that moves, in the number that is read (percent for shares). Pure. */
import { linearAxis, ticksBetween } from '../../charts/axis.ts';
import type { Axis } from '../../charts/figure.ts';
import { type KnobChoice, knobLabel, knobScale, knobWords } from './knobs.ts';

/**
 * From the lowest to the highest of `xs`, which are coordinates; options of a switch stand by name, `margin` (share of the
 * span) inside the ends.
 */
export function knobAxis(knob: KnobChoice, xs: readonly number[], margin: number): Axis {
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  const { factor, unit } = knobScale(knob);
  const label = `${knobLabel(knob)}${unit === '' ? '' : `, ${unit}`}`;
  if (knob.kind === 'switch') {
    const room = margin * (high - low);
    const format = (at: number): string => knobWords(knob, at / factor);
    return { label, low: low - room, high: high + room, ticks: xs, format };
  }
  const axis = linearAxis(label, low, high, 6);
  return { ...axis, low, high, ticks: ticksBetween(low, high, (axis.ticks[1] ?? 1) - (axis.ticks[0] ?? 0)) };
}
