/** What the machine is doing: engine, samples, speed, precision, and pause and stop. At the foot of every page. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { secondsWords } from '../../engine/format.ts';
import { quantileOf } from '../../engine/statistics.ts';
import { chanceEstimate } from '../chance.ts';
import { Lazy } from '../controls/lazy.tsx';
import { gpuFault } from '../engine-choice.ts';
import { ENGINE_WORDS } from '../engines.ts';
import { answer, isAsked, outcome } from '../entries.ts';
import { type Driver, engineUsed, forecast, runState } from '../run.ts';
import { request } from '../state/store.ts';
import { threshold } from '../state/view.ts';
import { troublesOf } from '../troubles.ts';
import { clipped, countWords, dateWords, numberWords, quantileEstimate, unitOf } from '../wording.ts';

/** Longer names are cut, here where there is one line for all. */
const NAME_LETTERS = 18;

const loadSampling = () => import('./sampling.tsx').then((module) => module.Sampling);

function remaining(): string | null {
  const { phase, progress } = runState.value;
  if (phase !== 'running' || !progress || progress.samplesPerSecond === 0) return null;
  const seconds = (progress.samplesTotal - progress.samplesDone) / progress.samplesPerSecond;
  return seconds > 2 ? `${secondsWords(seconds)} left` : null;
}

const PHASES = {
  starting: 'starting',
  running: 'sampling',
  paused: 'paused',
  stopped: 'stopped',
  done: 'done',
  failed: 'failed',
} as const;

/** The headline once more, so that it stays in sight on a small screen while levers are moved. */
function Headline({ always }: { always: boolean }): VNode | null {
  const found = answer.value;
  if (!found) return null;
  const [median] = quantileEstimate(found.observed, 0.5, outcome.value);
  const [share] = chanceEstimate(found.observed, threshold.value);
  return (
    <span class={`run-headline ${always ? 'run-headline-always' : ''}`}>
      {found.scenario.name}: <b>{median}</b> {unitOf(outcome.value)}, <b>{share} %</b> ≥{' '}
      {numberWords(threshold.value, 2)}
      {found.of.assumptions.length === 0 ? null : <>, {found.of.assumptions.length} changed</>}
    </span>
  );
}

/** The standard error that the median on screen has reached; none while that is of another question. */
function Precision(): VNode | null {
  const found = answer.value;
  if (!found || !isAsked(found.of)) return null;
  const { se } = quantileOf(found.observed, 0.5);
  if (se === null) return null;
  const { name } = found.scenario;
  const title = `Standard error of the median ${outcome.value.label.toLowerCase()} of ${name} at ${dateWords(found.of.date)}, from sampling alone`;
  return (
    <span class="run-detail" title={title}>
      {clipped(name, NAME_LETTERS)}: median ±{numberWords(Number(se.toPrecision(1)), 6)} {unitOf(outcome.value)}
    </span>
  );
}

function Engine(): VNode | null {
  const engine = engineUsed.value;
  if (engine === null) return null;
  const { label, meaning } = ENGINE_WORDS[engine];
  return (
    <span class="run-detail" title={meaning}>
      {label}
    </span>
  );
}

export interface RunBarProps {
  readonly driver: Driver | null;
  /** Whether the answer itself can be seen; if not, its headline stands here. */
  readonly answerInSight: boolean;
}

export function RunBar({ driver, answerInSight }: RunBarProps): VNode {
  const [open, setOpen] = useState(false);
  const { phase, progress } = runState.value;
  const done = progress?.samplesDone ?? 0;
  const total = progress?.samplesTotal ?? request.value.samples;
  const part = total > 0 ? done / total : 0;
  const paused = phase === 'paused';
  const left = remaining();
  const runs = request.value.scenarios.length;
  return (
    <footer class="run-bar">
      <div
        class="run-ruler"
        role="progressbar"
        aria-label="Progress of the run"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(100 * part)}
        style={{ '--part': part }}
      />
      {troublesOf(runState.value, forecast.value.full, gpuFault.value).map((trouble) => (
        <p class="trouble" role="alert" key={trouble}>
          {trouble}
        </p>
      ))}
      {open ? (
        <div class="run-sampling">
          <Lazy load={loadSampling} props={{ driver }} what="The sampling control" />
        </div>
      ) : null}
      <div class={phase === 'running' || paused ? 'run-line run-going' : 'run-line'}>
        <Headline always={!answerInSight} />
        <span class="run-phase">{PHASES[phase]}</span>
        <span>
          {done < total ? <span class="run-detail">{countWords(done)} of </span> : null}
          {countWords(total)} samples <span class="muted run-detail">× {runs} scenarios</span>
        </span>
        <span class="run-detail">{progress ? `${countWords(progress.samplesPerSecond)} samples/s` : ''}</span>
        <Precision />
        <Engine />
        {left === null ? null : <span class="run-detail">{left}</span>}
        <span class="run-buttons">
          <button
            type="button"
            class="link"
            disabled={phase !== 'running' && !paused}
            onClick={() => (paused ? driver?.resume() : driver?.pause())}
          >
            {paused ? 'resume' : 'pause'}
          </button>
          <button
            type="button"
            class="link"
            disabled={phase !== 'running' && !paused}
            title="End the run here and keep what it has"
            onClick={() => driver?.stop()}
          >
            stop
          </button>
          <button
            type="button"
            class="link run-again"
            disabled={phase === 'starting'}
            title="Run again from the first sample: the same seed gives the same counts"
            onClick={() => driver?.again()}
          >
            run again
          </button>
          <button type="button" class="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            sampling
          </button>
        </span>
      </div>
    </footer>
  );
}
