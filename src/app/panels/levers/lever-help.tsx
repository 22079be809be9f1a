/** How a lever works, its delay, its evidence and its sources. */
import type { VNode } from 'preact';
import type { LeverMeta } from '../../../language/definition.ts';
import { Sources } from '../../controls/sources.tsx';
import { mostlyThere } from '../../lever-path.ts';
import { dateWords, numberWords } from '../../wording.ts';
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
  return (
    <div class="help">
      <p>{lever.rationale}</p>
      <p class="help-ramp">
        <Ramp lever={lever} value={value} policyStart={policyStart} width={120} height={36} />
        <span>{delayWords(lever, policyStart)}</span>
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
      <Sources sources={lever.sources} />
    </div>
  );
}
