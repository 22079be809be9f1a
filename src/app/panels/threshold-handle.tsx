/** The threshold as a handle over a chart: dragged, or moved by keys. Counts answer it; nothing is run again. */
import type { VNode } from 'preact';
import { thresholdRange } from '../../share/held-threshold.ts';
import { fromAxis, toAxis } from '../charts/axis.ts';
import type { Geometry } from '../charts/plot.ts';
import { outcome } from '../entries.ts';
import { threshold } from '../state/view.ts';
import { numberWords, unitOf } from '../wording.ts';

/** What an arrow key moves, in axis coordinates. */
function keyStep(): number {
  const { scale, unit } = outcome.value;
  if (scale === 'log10') return 0.02;
  return unit === 'months' ? 0.5 : 0.05;
}

/** Within the chart, which may reach a little beyond what is counted, and within that. */
function settle(coordinate: number, low: number, high: number): number {
  const within = Math.min(Math.max(coordinate, low), high);
  const step = keyStep();
  const value = Number(fromAxis(outcome.value, Math.round(within / step) * step).toPrecision(4));
  const [least, most] = thresholdRange(outcome.value);
  return Math.min(Math.max(value, least), most);
}

export function ThresholdHandle({ geometry }: { geometry: Geometry }): VNode | null {
  const shown = outcome.value;
  const [low, high] = [geometry.fromX(0), geometry.fromX(geometry.width)];
  const at = toAxis(shown, threshold.value);
  // One that lies past the end of the clock waits at the end of the plot.
  const x = Math.min(geometry.toX(at), geometry.width);
  if (x < -1) return null;
  const set = (coordinate: number): void => {
    threshold.value = settle(coordinate, low, high);
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = keyStep() * (event.shiftKey ? 10 : 1);
    const moves: Record<string, number> = {
      ArrowLeft: at - step,
      ArrowDown: at - step,
      ArrowRight: at + step,
      ArrowUp: at + step,
      PageDown: at - 10 * step,
      PageUp: at + 10 * step,
      Home: low,
      End: high,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    set(to);
  };
  const onPointerMove = (event: PointerEvent & { currentTarget: HTMLElement }): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (box) set(geometry.fromX(event.clientX - box.left - geometry.left));
  };
  return (
    <div
      class="threshold"
      role="slider"
      tabIndex={0}
      aria-label="Threshold"
      aria-valuemin={Number(fromAxis(shown, low).toPrecision(4))}
      aria-valuemax={Number(fromAxis(shown, high).toPrecision(4))}
      aria-valuenow={threshold.value}
      aria-valuetext={`${numberWords(threshold.value, 2)} ${unitOf(shown)}`}
      style={{ left: `${geometry.left + x}px`, top: `${geometry.top}px`, height: `${geometry.height}px` }}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        // Or the flag's words are selected, and the browser then drags those.
        event.preventDefault();
        event.currentTarget.focus({ preventScroll: true });
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
    >
      <span class="threshold-grip">
        {numberWords(threshold.value, 2)} {unitOf(shown)}
      </span>
    </div>
  );
}
