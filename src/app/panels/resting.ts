/**
 * What charts other than the answer's draw. They take a new forecast one frame after it, so that the answer is on screen first;
 * out of sight, they rest while a run refines and catch up when it is done.
 */
import { effect, signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { painted } from '../painted.ts';
import { type Forecast, NO_FORECAST } from '../results.ts';
import { forecast, settled } from '../run.ts';

/** The newest forecast whose answer has been drawn. */
const answered = signal<Forecast>(NO_FORECAST);

let awaited = false;
effect(() => {
  if (forecast.value === answered.peek() || awaited) return;
  awaited = true;
  painted().then(() => {
    awaited = false;
    answered.value = forecast.peek();
  });
});

/** The forecast to draw: the present one when in sight or when nothing runs, else the one drawn last. */
export function useResting(seen: boolean): Forecast {
  const drawn = useRef<Forecast>(NO_FORECAST);
  // Read only when wanted: what is not read does not wake this chart up.
  if (seen || settled.value) drawn.current = answered.value;
  return drawn.current;
}
