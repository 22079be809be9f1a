/** One lever: its label, its ramp, an exact number, a slider with the status-quo tick, and its named bands. */
import type { VNode } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { LeverMeta } from '../../../language/definition.ts';
import { NumberField } from '../../controls/number-field.tsx';
import { model } from '../../model.ts';
import type { ScenarioEdit } from '../../state/document.ts';
import { moveLevers } from '../../state/scenarios.ts';
import { change, endStep } from '../../state/store.ts';
import { target } from '../../state/view.ts';
import { numberWords } from '../../wording.ts';
import { LeverHelp } from './lever-help.tsx';
import { Ramp } from './ramp.tsx';

/** Shares are read and typed in percent; the model keeps them as shares. */
export function leverScale(lever: LeverMeta): { readonly factor: number; readonly suffix: string } {
  return lever.unit.startsWith('share') ? { factor: 100, suffix: '%' } : { factor: 1, suffix: '' };
}

export function leverWords(lever: LeverMeta, value: number): string {
  const { factor, suffix } = leverScale(lever);
  return `${numberWords(value * factor, 2)}${suffix === '' ? '' : ` ${suffix}`}`;
}

/** The band a value is in by name, or the value. */
export function bandWords(lever: LeverMeta, value: number): string {
  const band = lever.bands.find((entry) => entry.value === value);
  return band ? `${leverWords(lever, value)}, ${band.name}` : leverWords(lever, value);
}

function setLever(lever: LeverMeta, value: number): void {
  change(
    `${lever.label} to ${leverWords(lever, value)}`,
    (doc) => moveLevers(doc, model.meta, { [lever.id]: value }),
    `lever:${lever.id}`,
  );
}

const place = (lever: LeverMeta, value: number): number => (value - lever.min) / (lever.max - lever.min);

function Slider({ lever, value, labelId }: { lever: LeverMeta; value: number; labelId: string }): VNode {
  const [from, to] = [place(lever, lever.statusQuo), place(lever, value)];
  const style = { '--from': Math.min(from, to), '--to': Math.max(from, to), '--tick': from };
  return (
    <div class="slider" style={style}>
      <div class="slider-track" aria-hidden="true" />
      <div class="slider-span" aria-hidden="true" />
      <div class="slider-tick" aria-hidden="true" />
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
          title={`${lever.label}: how it works, evidence, sources`}
          onClick={() => setOpen(!open)}
        >
          {lever.label}
        </button>
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
      <div class="lever-body">
        <Slider lever={lever} value={value} labelId={labelId} />
        <Ramp lever={lever} value={value} policyStart={scenario.policyStart} />
      </div>
      <fieldset class="bands">
        <legend class="hidden-visually">Named settings of {lever.label}</legend>
        {lever.bands.map((band) => (
          <button
            type="button"
            key={band.name}
            aria-pressed={band.value === value}
            title={leverWords(lever, band.value)}
            onClick={() => jump(band.value)}
          >
            {band.name}
          </button>
        ))}
      </fieldset>
      <div id={helpId}>
        {open ? <LeverHelp lever={lever} value={value} policyStart={scenario.policyStart} /> : null}
      </div>
    </div>
  );
}
