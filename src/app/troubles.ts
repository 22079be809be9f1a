/** What a run has met that the reader should know, in words, with what it means for the figures. Pure. */
import { invalidCount, type Snapshot } from './results.ts';
import type { RunState } from './run.ts';
import { countWords } from './wording.ts';

/**
 * @param full the last full run, for values that were not numbers
 * @param gpuFault why WebGPU stopped after it had worked, or null
 */
export function troublesOf(
  { failure, progress }: RunState,
  full: Snapshot | null,
  gpuFault: string | null,
): readonly string[] {
  const out: string[] = [];
  if (failure !== null) {
    const shown = full === null ? '' : ' Figures of other settings are not shown in its place.';
    out.push(`The run failed: ${failure}.${shown} Undo the last change, or run again.`);
  }
  if (gpuFault !== null) {
    out.push(
      `The graphics processor stopped working: ${gpuFault} What it had not finished was run again there, so the figures are complete. To try it again, reload the page.`,
    );
  }
  const replaced = progress?.workersReplaced ?? 0;
  if (replaced > 0) {
    out.push(
      `${replaced === 1 ? 'A worker' : `${replaced} workers`} died and ${replaced === 1 ? 'was' : 'were'} replaced; the lost blocks were run again, so the figures are complete.`,
    );
  }
  const invalid = full ? invalidCount(full) : 0;
  if (invalid > 0) {
    out.push(
      `${countWords(invalid)} values were not numbers. They are counted apart and in none of the figures; look for an extreme input under Assumptions.`,
    );
  }
  return out;
}
