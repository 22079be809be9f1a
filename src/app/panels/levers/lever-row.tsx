/** One lever: its label, its meaning, an exact number, a slider with the status-quo tick and what its better end would add, and its named bands. */
import type { VNode } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { LeverMeta } from '../../../language/definition.ts';
import { Lazy } from '../../controls/lazy.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import { outcome } from '../../entries.ts';
import { gainShown, gains } from '../../lever-gain.ts';
import { model } from '../../model.ts';
import type { ScenarioEdit } from '../../state/document.ts';
import { moveLevers } from '../../state/scenarios.ts';
import { change, endStep } from '../../state/store.ts';
import { target } from '../../state/view.ts';
import { numberWords } from '../../wording.ts';
import { Bands } from './bands.tsx';
import { LeverGain } from './lever-gain-bar.tsx';
import { bandWords, leverMeaning, leverScale, leverUnit, leverWords, placeOf } from './lever-words.ts';

const loadHelp = () => import('./lever-help.tsx').then(({ LeverHelp }) => LeverHelp);

function setLever(lever: LeverMeta, value: number): void {
  change(
    `${lever.label} to ${leverWords(lever, value)}`,
    (doc) => moveLevers(doc, model.meta, { [lever.id]: value }),
    `lever:${lever.id}`,
  );
}

function Slider({ lever, value, labelId }: { lever: LeverMeta; value: number; labelId: string }): VNode {
  const [from, to] = [placeOf(lever, lever.statusQuo), placeOf(lever, value)];
  const style = { '--from': Math.min(from, to), '--to': Math.max(from, to), '--tick': from };
  const known = gains.value;
  const gain = known && gainShown(known, lever, outcome.value);
  return (
    <div class="slider" style={style}>
      <div class="slider-track" aria-hidden="true" />
      <div class="slider-span" aria-hidden="true" />
      <div class="slider-tick" aria-hidden="true" />
      {gain && gain.size > 0 ? (
        <div class="slider-better" style={{ '--better': placeOf(lever, gain.value) }} aria-hidden="true" />
      ) : null}
      <input
        type="range"
        min={lever.min}
        max={lever.max}
        step={lever.step}
        value={value}
        aria-labelledby={labelId}
        aria-valuetext={`${bandWords(lever, value)} (${lever.lowWord} at the low end, ${lever.highWord} at the high end)`}
        onInput={(event) => setLever(lever, event.currentTarget.valueAsNumber)}
        onPointerUp={endStep}
        onBlur={endStep}
      />
    </div>
  );
}

export function LeverRow({ lever, scenario }: { lever: LeverMeta; scenario: ScenarioEdit }): VNode {
  const wanted = target.value === lever.id;
  const [open, setOpen] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!wanted) return;
    setOpen(true);
    row.current?.scrollIntoView({ block: 'center' });
  }, [wanted]);
  const labelId = useId();
  const helpId = useId();
  const value = scenario.levers[lever.id] ?? lever.statusQuo;
  const changed = value !== lever.statusQuo;
  const { factor, suffix } = leverScale(lever);
  const jump = (to: number): void => {
    setLever(lever, to);
    endStep();
  };
  return (
    <div ref={row} class={`lever ${changed ? 'lever-changed' : ''}`}>
      <div class="lever-head">
        <button
          type="button"
          class="lever-label"
          id={labelId}
          aria-expanded={open}
          aria-controls={helpId}
          title={`${leverMeaning(lever)} (${leverUnit(lever)}). Click: how it works, evidence, sources.`}
          onClick={() => setOpen(!open)}
        >
          {lever.label}
        </button>
        {lever.decidedBy === '' ? null : (
          <span class="lever-by" title={`${lever.decidedBy} decides this, not you`}>
            {lever.decidedBy} decides
          </span>
        )}
        <NumberField
          className="lever-number"
          label={`${lever.label}, exact value`}
          value={value * factor}
          low={lever.min * factor}
          high={lever.max * factor}
          format={(shown) => numberWords(shown, 2)}
          onCommit={(typed) => jump(typed / factor)}
          suffix={suffix}
        />
        <button
          type="button"
          class="lever-reset"
          disabled={!changed}
          aria-label={`Reset ${lever.label} to ${leverWords(lever, lever.statusQuo)}, the status quo`}
          title="Back to the status quo"
          onClick={() => jump(lever.statusQuo)}
        >
          ↺
        </button>
      </div>
      <p class="lever-meaning muted" title={leverMeaning(lever)}>
        {leverMeaning(lever)}
      </p>
      <div class="lever-body">
        <Slider lever={lever} value={value} labelId={labelId} />
        <LeverGain lever={lever} onTake={jump} />
      </div>
      <Bands lever={lever} value={value} onPick={jump} />
      <div id={helpId}>
        {open ? (
          <Lazy load={loadHelp} props={{ lever, value, policyStart: scenario.policyStart }} what="How it works" />
        ) : null}
      </div>
    </div>
  );
}
