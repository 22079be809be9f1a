/** A check that has not come to its verdict: how long it will take, how far it is, and what begins and ends it. */
import type { VNode } from 'preact';
import { secondsWords } from '../../../engine/format.ts';
import type { Progress } from '../../../workers/types.ts';
import { runState } from '../../run.ts';
import { countWords } from '../../wording.ts';
import { checkNow, stopCheck } from './check.ts';

/** How long so many samples take at the speed of the page's own run; null while that is not known. */
function durationWords(samples: number): string | null {
  const speed = runState.value.progress?.samplesPerSecond ?? 0;
  return speed > 0 ? secondsWords(samples / speed) : null;
}

/** A long check is not begun unasked. */
export function OfferedCheck({ samples }: { samples: number }): VNode {
  const duration = durationWords(samples);
  return (
    <p>
      Its result is of {countWords(samples)} samples, and was not checked yet: running them again takes{' '}
      {duration === null ? 'a while' : `about ${duration}`} here.{' '}
      <button type="button" class="plain" onClick={checkNow}>
        Check it
      </button>
    </p>
  );
}

export function RunningCheck({ progress }: { progress: Progress | null }): VNode {
  const left = progress === null ? null : remaining(progress);
  return (
    <p class="muted">
      Running it again to compare…{left === null ? '' : ` ${left} left`}{' '}
      <button type="button" class="link" onClick={stopCheck}>
        stop the check
      </button>
    </p>
  );
}

function remaining({ samplesDone, samplesTotal, samplesPerSecond }: Progress): string | null {
  const seconds = (samplesTotal - samplesDone) / samplesPerSecond;
  return seconds > 2 && Number.isFinite(seconds) ? secondsWords(seconds) : null;
}

export function StoppedCheck(): VNode {
  return (
    <p class="muted">
      The check was stopped; the result was not compared.{' '}
      <button type="button" class="link" onClick={checkNow}>
        check it again
      </button>
    </p>
  );
}
