/**
 * What Sobol' points gain over independent samples on the lead model, and what they cost.
 *
 * Gain: the variance of an estimate over seeds, as a fraction of that of Philox at the same N. The latter is 1/N exactly, so it is
 * taken from the standard errors of one large Philox run (their coverage is a test), which are far better known than a variance
 * over a few seeds. The fractions are good to sqrt(2 / (seeds - 1)) of themselves.
 *
 * `npm run bench -- sampling [--seeds 24] [--from 10] [--to 18] [--unturned]`: sizes are 2^from to 2^to; with --unturned the first
 * dimension is an input's, as without the pilot run.
 */
import { parseArgs } from 'node:util';
import { defaultRequest } from '../src/engine/draft.ts';
import { pairedSet } from '../src/engine/histogram.ts';
import { planRun } from '../src/engine/plan.ts';
import { type Estimate, meanOf, observe, probabilityAtLeast, quantileOf } from '../src/engine/statistics.ts';
import type { ForecastRequest, Sampler, Tally } from '../src/engine/types.ts';
import { createWasmEngine } from '../src/engine/wasm/engine.ts';
import type { WasmSource } from '../src/workers/wasm-source.ts';
import { DATE, type LeadBench, openLead } from './lib/lead.ts';

const PHILOX_SAMPLES = 2 ** 20;
const RATE_SAMPLES = 2 ** 15;
const RATE_ROUNDS = 21;

interface Target {
  readonly name: string;
  /** Largest fraction of Philox's variance to reach, by N. */
  readonly reach: Readonly<Record<number, string>>;
  readonly of: (tally: Tally) => Estimate;
}

const forward = (tally: Tally, set: number) => observe(tally, set, 'forwardLead', DATE);
const STEPS = { 16384: '1/4', 65536: '1/6' };
const TARGETS: readonly Target[] = [
  { name: 'P(lead >= 12)', reach: STEPS, of: (tally) => probabilityAtLeast(forward(tally, 1), 12) },
  { name: 'median lead', reach: STEPS, of: (tally) => quantileOf(forward(tally, 1), 0.5) },
  {
    name: 'mean backward lag',
    reach: { 16384: '1/20', 65536: '1/20' },
    of: (tally) => meanOf(observe(tally, 1, 'backwardLag', DATE)),
  },
  {
    name: 'median difference',
    reach: { 16384: '1/3', 65536: '1/3' },
    of: (tally) => quantileOf(forward(tally, pairedSet(tally.layout, 1)), 0.5),
  },
];

/** @param root of the project, whose core and node stages are built */
export async function bench(root: string, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '24' },
      from: { type: 'string', default: '10' },
      to: { type: 'string', default: '18' },
      unturned: { type: 'boolean', default: false },
    },
  });
  const opened = await openLead(root);
  const direction = values.unturned ? null : opened.direction;
  try {
    await printGains(opened.run, direction, Number(values.seeds), Number(values.from), Number(values.to));
  } finally {
    opened.dispose();
  }
  printRates(opened.source, direction);
}

async function printGains(
  run: LeadBench['run'],
  direction: ForecastRequest['direction'],
  seeds: number,
  from: number,
  to: number,
): Promise<void> {
  console.log(
    `Act now at ${DATE}: variance of Philox over that of Sobol' points in 16 randomisations, ${seeds} seeds ` +
      `(one standard error: ${Math.round(100 * Math.sqrt(2 / (seeds - 1)))} %)\n`,
  );
  console.log(
    row(
      'N',
      TARGETS.map(({ name }) => name),
    ),
  );
  const philox = await run({ sampler: 'philox', samples: PHILOX_SAMPLES });
  const logs = TARGETS.map(() => 0);
  for (let exponent = from; exponent <= to; exponent++) {
    const samples = 2 ** exponent;
    const tallies: Tally[] = [];
    for (let seed = 1; seed <= seeds; seed++) tallies.push(await run({ direction, samples, seed }));
    const gains = TARGETS.map(({ of }) => {
      const plain = (Number(of(philox).se) ** 2 * PHILOX_SAMPLES) / samples;
      return plain / varianceOf(tallies.map((tally) => Number(of(tally).value)));
    });
    gains.forEach((gain, i) => {
      logs[i] = (logs[i] ?? 0) + Math.log(gain) / (to - from + 1);
    });
    const cells = gains.map((gain, i) => {
      const reach = TARGETS[i]?.reach[samples];
      return `${gain.toFixed(1)}${reach === undefined ? '' : ` (${reach})`}`;
    });
    console.log(row(`2^${exponent}`, cells));
  }
  console.log(
    row(
      'geometric mean',
      logs.map((log) => Math.exp(log).toFixed(1)),
    ),
  );
}

function varianceOf(values: readonly number[]): number {
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (values.length - 1);
}

/** Processor time, not the clock's: whatever else the machine does counts less. */
function printRates({ module, meta, info }: WasmSource, direction: ForecastRequest['direction']): void {
  const engine = createWasmEngine(module, meta, info);
  const seconds: Record<Sampler, number[]> = { sobol: [], philox: [] };
  for (let round = 0; round <= RATE_ROUNDS; round++) {
    for (const sampler of ['sobol', 'philox'] as const) {
      const draft = { scenarios: [{ preset: 'act-now' }], samples: RATE_SAMPLES, sampler, direction };
      const session = engine.open(planRun(meta, defaultRequest(meta, info.hash, draft)));
      const start = process.cpuUsage();
      session.runBlocks({ from: 0, to: RATE_SAMPLES / 4096 });
      const { user, system } = process.cpuUsage(start);
      if (round > 0) seconds[sampler].push((user + system) / 1e6);
    }
  }
  const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
  const [sobol, philox] = [median(seconds.sobol), median(seconds.philox)];
  console.log(
    `\nSamples per second of processor time: Sobol' ${Math.round(RATE_SAMPLES / sobol)}, Philox ` +
      `${Math.round(RATE_SAMPLES / philox)}, ratio ${(philox / sobol).toFixed(2)} (to reach: 0.95)`,
  );
}

const row = (name: string, cells: readonly string[]): string =>
  [name.padEnd(16), ...cells.map((cell) => cell.padStart(19))].join('');
