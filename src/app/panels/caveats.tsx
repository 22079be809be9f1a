/** What the answer leaves out, beside it: futures without a value, beyond the range, or all alike. Nothing where nothing is. */
import type { VNode } from 'preact';
import { caveatsOf, leftOut } from '../../engine/caveats.ts';
import { levels } from '../entries.ts';
import { model } from '../model.ts';
import { selected } from '../state/store.ts';

export function Caveats(): VNode | null {
  const found = levels.value.find((entry) => entry.scenario.id === selected.value.id);
  if (!found) return null;
  // What is not reached by the end of the clock is in the charts and in the quantiles' own words.
  const said = caveatsOf({ ...leftOut(found.observed.pooled), censored: 0 }, model.meta.clock.end);
  return said.length === 0 ? null : <p class="caveats">{`${said.join('; ')}.`}</p>;
}
