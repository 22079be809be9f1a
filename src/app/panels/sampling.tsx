/** How the run is sampled, and how far it has converged. */
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { roundSamples } from '../../engine/blocks.ts';
import { assumptionsOf } from '../assumption-words.ts';
import { Chart } from '../charts/chart.tsx';
import { convergenceFigure } from '../charts/convergence.ts';
import { Choice } from '../controls/choice.tsx';
import { NumberField } from '../controls/number-field.tsx';
import { engineChoice, setEngineChoice, standing } from '../engine-choice.ts';
import { ENGINE_WORDS } from '../engines.ts';
import { outcome } from '../entries.ts';
import { convergence, type Driver, engineUsed } from '../run.ts';
import { SAMPLE_LIMITS, setSampling } from '../state/assumptions.ts';
import { REPLICATES, type Sampling as Settings } from '../state/document.ts';
import { change, document as edited, request, selected } from '../state/store.ts';
import { date } from '../state/view.ts';
import { subjectOf } from '../subject.ts';
import { countWords, dateWords, numberWords, unitOf } from '../wording.ts';

const set = (label: string, settings: Partial<Settings>): void => change(label, (doc) => setSampling(doc, settings));

const whole = (value: number): string | null => (Number.isSafeInteger(value) ? null : `${value} is not a whole number`);

function newSeed(): number {
  const [word = 1] = crypto.getRandomValues(new Uint32Array(1));
  return word;
}

function Precision(): VNode {
  const { precision } = edited.value.sampling;
  return (
    <>
      <label>
        <input
          type="checkbox"
          checked={precision !== null}
          onChange={(event) => set('Stop at a precision', { precision: event.currentTarget.checked ? 0.02 : null })}
        />{' '}
        stop early, once the standard error of the median is at most
      </label>{' '}
      <NumberField
        className="narrow"
        label="Standard error at which the run ends"
        value={precision ?? 0.02}
        low={1e-6}
        high={1000}
        format={(value) => numberWords(value, 6)}
        onCommit={(value) => set(`Precision ${value}`, { precision: value })}
      />{' '}
      {unitOf(outcome.value)}
    </>
  );
}

/** What may run the forecast, what did, and why. */
function EngineSettings(): VNode {
  const engine = engineUsed.value;
  const now = standing.value;
  return (
    <>
      {now === null ? null : (
        <p>
          <Choice
            label="Engine"
            value={engineChoice.value}
            options={[
              ['auto', 'Best engine here'],
              ['wasm', 'WASM'],
              ['webgpu', 'WebGPU'],
            ]}
            onChange={setEngineChoice}
          />
        </p>
      )}
      <p class="muted">
        {now === null ? '' : `${now.reason} ${now.engine === 'webgpu' ? `GPU: ${now.adapter}. ` : ''}`}
        {engine === null ? '' : `The figures shown: ${ENGINE_WORDS[engine].label}. ${ENGINE_WORDS[engine].meaning}`}
      </p>
    </>
  );
}

/** How the median on screen has converged: only that one, since another is another question. */
function ConvergenceView({ driver }: { driver: Driver | null }): VNode {
  const all = convergence.value;
  const [shown, at] = [outcome.value, date.value];
  const { id, name, style } = selected.value;
  const key = subjectOf(request.value, { scenario: id, outcome: shown.id, date: at })?.key;
  const drawn = useMemo(() => {
    const points = all.filter(({ of }) => of.key === key);
    if (points.length === 0) return null;
    const figure = convergenceFigure({ points, outcome: shown, date: at, name, style });
    return { figure, assumed: assumptionsOf(points) };
  }, [all, key, shown, at, name, style]);
  if (drawn !== null) return <Chart {...drawn} fileName="headway-convergence" />;
  return (
    <p class="muted">
      How the median {shown.label.toLowerCase()} of {name} at {dateWords(at)} converges was not noted: the run had
      another question, or was at hand already.{' '}
      <button type="button" class="link" disabled={driver === null} onClick={() => driver?.again()}>
        run again
      </button>
    </p>
  );
}

export function Sampling({ driver }: { driver: Driver | null }): VNode {
  const { sampler, seed, samples } = edited.value.sampling;
  const rounded = roundSamples(samples, sampler === 'sobol' ? REPLICATES : 1).message;
  return (
    <div class="sampling">
      <div class="sampling-settings">
        <p>
          <Choice
            label="Sampler"
            value={sampler}
            options={[
              ['sobol', 'Scrambled Sobol’'],
              ['philox', 'Plain random (Philox)'],
            ]}
            onChange={(next) => set(`Sampler ${next}`, { sampler: next })}
          />
        </p>
        <p class="muted">
          {sampler === 'sobol'
            ? `Points spread evenly over the space of inputs, in ${REPLICATES} independent randomisations, whose spread gives the sampling error.`
            : 'Independent random draws; the sampling error follows from the counts.'}
        </p>
        <p>
          <NumberField
            label="Samples"
            value={samples}
            low={SAMPLE_LIMITS.low}
            high={SAMPLE_LIMITS.high}
            check={whole}
            format={(value) => value.toLocaleString('en')}
            onCommit={(value) => set(`${countWords(value)} samples`, { samples: value })}
          />{' '}
          samples per scenario{' '}
          {[2 ** 14, 2 ** 17, 2 ** 20, 2 ** 23].map((count) => (
            <button
              key={count}
              type="button"
              class="link"
              aria-pressed={count === samples}
              onClick={() => set(`${countWords(count)} samples`, { samples: count })}
            >
              {countWords(count)}
            </button>
          ))}
        </p>
        {rounded === null ? null : <p class="muted">{rounded}</p>}
        <p>
          Seed{' '}
          <NumberField
            className="narrow"
            label="Seed"
            value={seed}
            low={0}
            high={Number.MAX_SAFE_INTEGER}
            check={whole}
            format={String}
            onCommit={(value) => set(`Seed ${value}`, { seed: value })}
          />{' '}
          <button type="button" class="link" onClick={() => set('New seed', { seed: newSeed() })}>
            another seed
          </button>
        </p>
        <p>
          <Precision />
        </p>
        <EngineSettings />
        <p class="muted">
          The sampling error says how far another seed would move a number. It says nothing of whether the assumptions
          are right.
        </p>
      </div>
      <ConvergenceView driver={driver} />
    </div>
  );
}
