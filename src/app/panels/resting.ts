/** Out of sight, a chart rests while a run refines and catches up when the run is done. */
import { useRef } from 'preact/hooks';
import { type Forecast, NO_FORECAST } from '../results.ts';
import { forecast, settled } from '../run.ts';

/** The forecast to draw: the present one when in sight or when nothing runs, else the one drawn last. */
export function useResting(seen: boolean): Forecast {
  const drawn = useRef<Forecast>(NO_FORECAST);
  // Read only when wanted: what is not read does not wake this chart up.
  if (seen || settled.value) drawn.current = forecast.value;
  return drawn.current;
}
