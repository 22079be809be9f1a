/**
 * Three short steps into the page: what is measured, what is expected, what changes it. The charts are those of the page and
 * move along; each step has an address; any of them is left at will.
 */
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { chanceWords } from '../chance.ts';
import { levels, outcome } from '../entries.ts';
import { gainShown, gains, gainUnit } from '../lever-gain.ts';
import { model } from '../model.ts';
import { select } from '../state/scenarios.ts';
import { document as edited, look } from '../state/store.ts';
import { date, overTime, shape, target, threshold } from '../state/view.ts';
import { dateWords, listWords, numberWords, quantileEstimate, unitOf } from '../wording.ts';

const STEPS = ['What is measured', 'What is expected', 'What changes it'] as const;

export const stepAddress = (step: number): string => `#forecast/step-${step}`;

/** The step that an address asks for, from 1; null for none. */
export function stepWanted(row: string | null): number | null {
  const step = Number(/^step-(\d)$/.exec(row ?? '')?.[1]);
  return step >= 1 && step <= STEPS.length ? step : null;
}

/** Policies from the best to the worst by their median, where larger is better, or the other way. */
function ranked(): readonly { readonly id: string; readonly name: string; readonly words: string }[] {
  const shown = outcome.value;
  const sign = shown.better === 'higher' ? -1 : 1;
  return levels.value
    .map(({ scenario, observed }) => {
      const [words] = quantileEstimate(observed, 0.5, shown, 'long');
      return { ...scenario, words, place: Number.parseFloat(words.replace('−', '-')) };
    })
    .sort((a, b) => sign * (a.place - b.place));
}

function Measured(): VNode {
  const { label, description } = outcome.value;
  return (
    <>
      <b>{label}.</b> {description} It differs from one simulated future to the next: the thin lines in the chart on the
      right are some of them. The drawing over the charts says how it is read, and another measure is picked there.
    </>
  );
}

function Expected(): VNode {
  const shown = outcome.value;
  const found = levels.value.find(({ scenario }) => scenario.id === edited.value.baseline);
  if (!found) return <>…</>;
  const [low, median, high] = [0.05, 0.5, 0.95].map((p) => quantileEstimate(found.observed, p, shown, 'long')[0]);
  return (
    <>
      Under {found.scenario.name}, half of the simulated futures have more than{' '}
      <b>
        {median} {unitOf(shown)}
      </b>{' '}
      in {dateWords(date.value)}, and nine in ten lie between {low} and {high}. Each dot below is 2 % of futures; those
      at {numberWords(threshold.value, 2)} or more are filled: {chanceWords(found.observed, threshold.value)}. Drag the
      line to ask for another number.
    </>
  );
}

function Changes(): VNode {
  const shown = outcome.value;
  const [best, ...others] = ranked();
  const known = gains.value;
  const first =
    known &&
    model.meta.levers
      .map((lever) => ({ lever, gain: gainShown(known, lever, shown) }))
      .sort((a, b) => (b.gain?.size ?? 0) - (a.gain?.size ?? 0))[0];
  return (
    <>
      Policies move it:{' '}
      <b>
        {best?.name} to {best?.words} {unitOf(shown)}
      </b>
      {others.length === 0 ? '' : `, against ${listWords(others.map(({ name, words }) => `${words} under ${name}`))}`}.{' '}
      {first?.gain && first.gain.size > 0 ? (
        <>
          From where the levers stand now, the one that would add most alone is{' '}
          <a href={`#forecast/${first.lever.id}`}>{first.lever.label}</a>: {gainUnit(first.gain, shown)}.
        </>
      ) : null}{' '}
      Move one, and the answer follows.
    </>
  );
}

const BODIES = [Measured, Expected, Changes] as const;

/** What is on screen while a step is read. */
function show(step: number): void {
  const { baseline, scenarios } = edited.peek();
  if (step === 1) overTime.value = 'paths';
  if (step === 2) shape.value = 'dots';
  const id = step === 3 ? ranked()[0]?.id : baseline;
  if (id !== undefined && scenarios.some((one) => one.id === id)) look((doc) => select(doc, id));
}

export function Opening(): VNode | null {
  const step = stepWanted(target.value);
  const ready = levels.value.length > 0;
  useEffect(() => {
    if (step !== null && ready) show(step);
  }, [step, ready]);
  if (step === null) return null;
  const Body = BODIES[step - 1] ?? Measured;
  return (
    <section class="opening" aria-label="Three steps to begin">
      <ol>
        {STEPS.map((words, index) => (
          <li key={words}>
            <a href={stepAddress(index + 1)} aria-current={index + 1 === step ? 'step' : undefined}>
              {index + 1}. {words}
            </a>
          </li>
        ))}
        <li>
          <a href="#forecast">{step === STEPS.length ? 'done' : 'skip'}</a>
        </li>
      </ol>
      <div class="opening-body">
        <Body />
      </div>
    </section>
  );
}
