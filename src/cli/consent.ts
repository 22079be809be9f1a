/**
 * A link is a stranger's wish. Above so many samples nothing is run for it before its reader has heard how long it takes and
 * said yes: with a flag, or at a terminal.
 */
import { createInterface } from 'node:readline/promises';
import { blockCount } from '../engine/blocks.ts';
import { groupDigits, secondsWords } from '../engine/format.ts';
import type { ForecastRequest } from '../engine/types.ts';
import { MOST_UNASKED } from '../share/limits.ts';
import type { ForecastPool } from '../workers/types.ts';
import type { Arguments, OptionSpecs } from './arguments.ts';
import { UnaskedError } from './errors.ts';

export const CONSENT_OPTIONS = {
  yes: {
    help: `run a link of more than ${groupDigits(MOST_UNASKED)} samples without asking (else: exit code 3, with how long it takes)`,
  },
} as const satisfies OptionSpecs;

/** Blocks whose speed is that of the run: the first one or two are spent on starting. */
const TRIAL_BLOCKS = 16;

/**
 * Returns where the run may begin.
 * @throws UnaskedError where its reader has not said so
 */
export async function consent(
  request: ForecastRequest,
  pool: ForecastPool,
  args: Arguments,
  signal: AbortSignal,
): Promise<void> {
  if (request.samples <= MOST_UNASKED || args.has('yes')) return;
  const to = Math.min(TRIAL_BLOCKS, blockCount(request));
  const { progress } = await pool.run(request, { signal, blocks: { from: 0, to } });
  const duration = secondsWords(request.samples / progress.samplesPerSecond);
  const words = `the link is of ${groupDigits(request.samples)} samples: running them takes about ${duration} here`;
  if (!process.stdin.isTTY || !process.stderr.isTTY) throw new UnaskedError(`${words}; --yes begins it`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${words}. Begin? [y/N] `, { signal });
    if (!/^y(es)?$/i.test(answer.trim())) throw new UnaskedError('not run');
  } finally {
    terminal.close();
  }
}
