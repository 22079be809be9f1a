/** Which measure is shown, and what it means: for the two leads in months, the difference between them as a drawing. */
import type { VNode } from 'preact';
import { model, outcomeOf } from '../model.ts';
import { date, outcomeId, threshold } from '../state/view.ts';
import { dateWords } from '../wording.ts';

/** Another outcome, with a threshold that means something for it. */
export function chooseOutcome(id: string): void {
  const next = outcomeOf(id);
  outcomeId.value = next.id;
  threshold.value = next.thresholds.at(next.unit === 'months' ? 2 : 1) ?? 0;
}

/** The two leads of the model as one reads them off a chart; measures not named here are said by their description. */
const LEADS: Readonly<Partial<Record<string, (at: string) => VNode>>> = {
  forwardLead: (at) => (
    <>
      <b>Looking forward from {at}:</b> how long China’s labs need to reach the level that the US frontier has then.{' '}
      <span class="measure-more">
        The backward lag looks back instead: how long ago the US had the level that China has then. While the US pulls
        away, forward is the longer of the two.
      </span>
    </>
  ),
  backwardLag: (at) => (
    <>
      <b>Looking back from {at}:</b> how long before, the US frontier had the level that China’s labs have then.{' '}
      <span class="measure-more">
        Published estimates of today’s gap are of this kind. The forward lead looks ahead instead: how long China needs
        to reach the US level of that day. While the US pulls away, back is the shorter of the two.
      </span>
    </>
  ),
};

/**
 * Capability of both over time, with the two distances at a date. The lines: y = 52 − 0.30 x (US) and y = 62 − 0.22 x
 * (China), so that at x = 96 the arrows end where the other line has the same height.
 */
const US = { from: [6, 50.2], to: [150, 7], atDate: 23.2, whenChina: 36.3 } as const;
const CHINA = { from: [6, 60.7], to: [206, 16.7], atDate: 40.9, whenUs: 176.4 } as const;
const DATE = 96;

function Arrow({ y, to, chosen }: { y: number; to: number; chosen: boolean }): VNode {
  const tip = Math.sign(to - DATE) * 6;
  return (
    <g class={chosen ? 'lead-arrow chosen' : 'lead-arrow'}>
      <line x1={DATE} x2={to} y1={y} y2={y} />
      <path d={`M${to - tip} ${y - 3.5}L${to} ${y}L${to - tip} ${y + 3.5}`} />
      <circle cx={DATE} cy={y} r="2.5" />
    </g>
  );
}

function LeadsDrawing({ id, at }: { id: string; at: string }): VNode {
  return (
    <svg class="leads-drawing" viewBox="0 0 240 78" aria-hidden="true">
      <line class="leads-date" x1={DATE} x2={DATE} y1="4" y2="66" />
      <line class="leads-us" x1={US.from[0]} y1={US.from[1]} x2={US.to[0]} y2={US.to[1]} />
      <line class="leads-china" x1={CHINA.from[0]} y1={CHINA.from[1]} x2={CHINA.to[0]} y2={CHINA.to[1]} />
      <Arrow y={US.atDate} to={CHINA.whenUs} chosen={id === 'forwardLead'} />
      <Arrow y={CHINA.atDate} to={US.whenChina} chosen={id === 'backwardLag'} />
      <text x={US.to[0] + 4} y={US.to[1] + 4}>
        US
      </text>
      <text x={CHINA.to[0] + 3} y={CHINA.to[1] + 4}>
        China
      </text>
      <text x={DATE} y="76" text-anchor="middle">
        {at}
      </text>
    </svg>
  );
}

/** Groups of the inputs that measures rest on beside those of the lead. */
const FRONTS: Readonly<Partial<Record<string, string>>> = {
  deploymentLead: 'Deployment',
  usStackShare: 'Distribution',
};

/** What a front rests on beside the lead: inputs that are all judgements, each a click away. */
function Judgements({ group }: { group: string }): VNode {
  const groups = Object.values(FRONTS);
  const all = model.meta.inputs.filter((input) => groups.includes(input.group));
  const own = all.filter((input) => input.group === group);
  return (
    <p class="measure-meaning">
      All {all.length} inputs behind deployment and distribution are judgements. This measure rests on{' '}
      {own.map(({ id, label }, i) => (
        <span key={id}>
          {i === 0 ? '' : '; '}
          <a href={`#assumptions/${id}`}>{label}</a>
        </span>
      ))}
      .
    </p>
  );
}

export function Measure(): VNode {
  const shown = outcomeOf(outcomeId.value);
  const at = dateWords(date.value);
  const lead = LEADS[shown.id];
  const front = FRONTS[shown.id];
  return (
    <div class="measure">
      {lead ? <LeadsDrawing id={shown.id} at={at} /> : null}
      <div>
        <label>
          Measure{' '}
          <select value={shown.id} onChange={(event) => chooseOutcome(event.currentTarget.value)}>
            {model.meta.outcomes.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <p class="measure-meaning">{lead ? lead(at) : shown.description}</p>
        {front === undefined ? null : <Judgements group={front} />}
      </div>
    </div>
  );
}
