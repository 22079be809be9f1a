/**
 * How often the nominal 95 % intervals of the lead model hold the truth, and how the stated errors compare with the true ones:
 * many seeds against one run of 2^22 samples. `npm run bench -- coverage [--seeds 400]` prints the table of docs/sampling.md.
 */
import { parseArgs } from 'node:util';
import type { RequestDraft } from '../src/engine/draft.ts';
import { pairedSet } from '../src/engine/histogram.ts';
import {
  criticalValue95,
  type Estimate,
  meanOf,
  observe,
  probabilityAtLeast,
  quantileOf,
} from '../src/engine/statistics.ts';
import type { Tally } from '../src/engine/types.ts';
import { DATE, type LeadBench, openLead } from './lib/lead.ts';

const TRUTH_SAMPLES = 2 ** 22;
/** No seed of the others. */
const TRUTH_SEED = 1_000_003;

const act = (tally: Tally, outcome: string) => observe(tally, 1, outcome, DATE);
const difference = (tally: Tally) => observe(tally, pairedSet(tally.layout, 1), 'forwardLead', DATE);
const ESTIMATES: readonly (readonly [name: string, of: (tally: Tally) => Estimate])[] = [
  ['P(forward lead >= 12)', (tally) => probabilityAtLeast(act(tally, 'forwardLead'), 12)],
  ['forward lead, median', (tally) => quantileOf(act(tally, 'forwardLead'), 0.5)],
  ['forward lead, 5 %', (tally) => quantileOf(act(tally, 'forwardLead'), 0.05)],
  ['forward lead, 95 %', (tally) => quantileOf(act(tally, 'forwardLead'), 0.95)],
  ['backward lag, mean', (tally) => meanOf(act(tally, 'backwardLag'))],
  ['act-now against status quo, median', (tally) => quantileOf(difference(tally), 0.5)],
  ['act-now against status quo, mean', (tally) => meanOf(difference(tally))],
];

/** @param root of the project, whose core and node stages are built */
export async function bench(root: string, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { seeds: { type: 'string', default: '400' } } });
  const seeds = Number(values.seeds);
  const lead = await openLead(root);
  const { direction } = lead;
  const runs: readonly (readonly [name: string, draft: RequestDraft])[] = [
    ['Philox, N = 4,096', { sampler: 'philox', samples: 4096 }],
    ["Sobol', N = 4,096", { direction, samples: 4096 }],
    ["Sobol', N = 16,384", { direction, samples: 16384 }],
  ];
  console.log(
    `95 % intervals at ${DATE}, preset act now, ${seeds} seeds (one standard error: ` +
      `${(100 * Math.sqrt((0.95 * 0.05) / seeds)).toFixed(1)} %): covered %, mean stated error over the true one\n`,
  );
  try {
    const truth = await lead.run({ direction, samples: TRUTH_SAMPLES, seed: TRUTH_SEED });
    console.log(['', ...runs.map(([name]) => name)].map(cell).join(''));
    const columns: string[][] = [];
    for (const [, draft] of runs) columns.push(await coverages(lead, draft, seeds, truth));
    ESTIMATES.forEach(([name], i) => {
      console.log([name, ...columns.map((column) => column[i] ?? '')].map(cell).join(''));
    });
  } finally {
    lead.dispose();
  }
}

/** Per estimate: the share of intervals that hold the truth, and the ratio of errors. */
async function coverages(lead: LeadBench, draft: RequestDraft, seeds: number, truth: Tally): Promise<string[]> {
  const tallies: Tally[] = [];
  for (let seed = 1; seed <= seeds; seed++) tallies.push(await lead.run({ ...draft, seed }));
  const critical = criticalValue95(tallies[0]?.layout.replicates ?? 1);
  return ESTIMATES.map(([, of]) => {
    const right = Number(of(truth).value);
    let covered = 0;
    let squares = 0;
    let stated = 0;
    for (const { value, se } of tallies.map(of)) {
      const error = Number(value) - right;
      if (Math.abs(error) <= critical * Number(se)) covered++;
      squares += error * error;
      stated += Number(se);
    }
    return `${((100 * covered) / seeds).toFixed(1)}, ${(stated / Math.sqrt(squares * seeds)).toFixed(2)}`;
  });
}

const cell = (text: string, i: number): string => (i === 0 ? text.padEnd(36) : text.padStart(20));
