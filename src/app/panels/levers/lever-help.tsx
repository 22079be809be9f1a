/** How a lever works, its delay, its evidence and its sources. */
import type { VNode } from 'preact';
import type { LeverMeta } from '../../../language/definition.ts';
import { Sources } from '../../controls/sources.tsx';
import { mostlyThere } from '../../lever-path.ts';
import { dateWords, numberWords } from '../../wording.ts';
import { leverEvidenceOf } from '../evidence.ts';
import { leverUnit, leverWords } from './lever-words.ts';
import { Ramp, startDate } from './ramp.tsx';

function delayWords(lever: LeverMeta, policyStart: number | null): string {
  const start = startDate(policyStart);
  const wait = lever.deadTime === 0 ? 'at once' : `after ${numberWords(12 * lever.deadTime, 1)} months`;
  const rest =
    lever.timeConstant === 0 ? 'and jumps' : `and goes 90 % of the way by ${dateWords(mostlyThere(lever, start))}`;
  return `A policy of ${dateWords(start)} starts to act ${wait} ${rest}.`;
}

export function LeverHelp({
  lever,
  value,
  policyStart,
}: {
  lever: LeverMeta;
  value: number;
  policyStart: number | null;
}): VNode {
  // A lever that stays where it is has no way to show: that of the farther end is drawn.
  const { min, max, statusQuo } = lever;
  const { rationale, sources } = leverEvidenceOf(lever.id);
  const farther = max - statusQuo >= statusQuo - min ? max : min;
  const drawn = value === statusQuo ? farther : value;
  return (
    <div class="help">
      <p>{rationale}</p>
      <p class="help-ramp">
        <Ramp lever={lever} value={drawn} policyStart={policyStart} width={120} height={36} />
        <span>
          {delayWords(lever, policyStart)}
          <span class="muted"> The line: to {leverWords(lever, drawn)} over four years.</span>
        </span>
      </p>
      <dl>
        <dt>From</dt>
        <dd>
          {leverWords(lever, lever.min)}, {lever.lowWord}
        </dd>
        <dt>To</dt>
        <dd>
          {leverWords(lever, lever.max)}, {lever.highWord}
        </dd>
        <dt>Status quo</dt>
        <dd>{leverWords(lever, lever.statusQuo)}</dd>
        <dt>Unit</dt>
        <dd>{leverUnit(lever)}</dd>
      </dl>
      <Sources sources={sources} />
    </div>
  );
}
