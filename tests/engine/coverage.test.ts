/**
 * Do the standard errors mean what they say? Over 400 seeds of problems with known answers, 95 % intervals must hold them
 * 92 to 98 times in a hundred (the 400 themselves have a standard error of 1.1 %; the seeds are fixed, so is the result).
 *
 * Two problems, both exactly normal. Sum: y = 0.8 z0 + 0.5 z1 + 0.33 z2, so smooth that Sobol' points gain more than coarse
 * counts can show: means may be covered more often, nothing less. Turn: y = z0 cos(a) + z1 sin(a), a = 2 pi Phi(z2), where
 * all three inputs interact: gains are moderate, as in a forecast.
 */
import { describe, expect, it } from 'vitest';
import { piecesOfBlocks } from '../../src/engine/blocks.ts';
import { drawBits } from '../../src/engine/random/draw.ts';
import { normalOfBits } from '../../src/engine/random/normal.ts';
import {
  criticalValue95,
  deviationOf,
  type Estimate,
  meanOf,
  observe,
  probabilityAtLeast,
  quantileOf,
} from '../../src/engine/statistics.ts';
import { addReplicateCounts, createTally } from '../../src/engine/tally.ts';
import type { Sampler, Tally, TallyLayout } from '../../src/engine/types.ts';
import { normalCdf, normalQuantile } from '../../src/language/portable.ts';

type Problem = (z: readonly number[]) => number;
const SUM_SCALE = Math.sqrt(0.8 * 0.8 + 0.5 * 0.5 + 0.33 * 0.33);
const sumOf: Problem = ([z0 = 0, z1 = 0, z2 = 0]) => (0.8 * z0 + 0.5 * z1 + 0.33 * z2) / SUM_SCALE;
const turnOf: Problem = ([z0 = 0, z1 = 0, z2 = 0]) => {
  const angle = 2 * Math.PI * normalCdf(z2);
  return z0 * Math.cos(angle) + z1 * Math.sin(angle);
};
const BINS_PER_UNIT = 64;
const SEEDS = 400;

function layoutFor(replicates: number): TallyLayout {
  const bins = 16 * BINS_PER_UNIT;
  const histogram = {
    offset: 0,
    bins,
    low: -8,
    binsPerUnit: BINS_PER_UNIT,
    log10: false,
    horizon: Number.POSITIVE_INFINITY,
  };
  return {
    histograms: [{ outcome: 'y', date: 0, pairedLow: -8, coarseOffset: 0, coarseBins: bins / 8, ...histogram }],
    stride: bins + 4,
    scenarioCount: 1,
    setCount: 1,
    coarsening: 8,
    coarseStride: bins / 8 + 4,
    replicates,
  };
}

function simulate(problem: Problem, sampler: Sampler, seed: number, samples: number, replicates: number): Tally {
  const layout = layoutFor(replicates);
  const tally = createTally(layout);
  const counts = new Uint32Array(layout.stride);
  for (const { replicate, point, count } of piecesOfBlocks({ samples, replicates }, { from: 0, to: samples / 4096 })) {
    for (let i = 0; i < count; i++) {
      const y = problem([0, 1, 2].map((d) => normalOfBits(drawBits(sampler, seed, replicate, point + i, d))));
      counts[1 + Math.floor((y + 8) * BINS_PER_UNIT)]!++;
    }
    addReplicateCounts(tally, replicate, count, counts);
    counts.fill(0);
  }
  return tally;
}

const CLAIMS: readonly (readonly [name: string, truth: number, of: (tally: Tally) => Estimate])[] = [
  ['mean', 0, (tally) => meanOf(observe(tally, 0, 'y', 0))],
  ['probability', 1 - normalCdf(0.7), (tally) => probabilityAtLeast(observe(tally, 0, 'y', 0), 0.7)],
  ['median', 0, (tally) => quantileOf(observe(tally, 0, 'y', 0), 0.5)],
  ['5 % quantile', normalQuantile(0.05), (tally) => quantileOf(observe(tally, 0, 'y', 0), 0.05)],
  ['standard deviation', 1, (tally) => deviationOf(observe(tally, 0, 'y', 0))],
];

function coverage(
  tallies: readonly Tally[],
  replicates: number,
  truth: number,
  of: (tally: Tally) => Estimate,
): number {
  const critical = criticalValue95(replicates);
  const covered = tallies.filter((tally) => {
    const { value, se } = of(tally);
    return value !== null && se !== null && Math.abs(value - truth) <= critical * se;
  });
  return covered.length / tallies.length;
}

const seeds = (problem: Problem, sampler: Sampler, replicates: number): Tally[] =>
  Array.from({ length: SEEDS }, (_, seed) => simulate(problem, sampler, seed, 4096, replicates));

describe.each<[Sampler, number]>([
  ['philox', 1],
  ['sobol', 16],
  ['sobol', 8],
])('95 %% intervals, %s with %d randomisations', (sampler, replicates) => {
  const tallies = seeds(turnOf, sampler, replicates);

  it.each(CLAIMS)('of the %s hold it 92 to 98 times in a hundred', (_name, truth, of) => {
    const covered = coverage(tallies, replicates, truth, of);
    expect(covered).toBeGreaterThanOrEqual(0.92);
    expect(covered).toBeLessThanOrEqual(0.98);
  });
});

describe('95 % intervals where Sobol’ points are at their best', () => {
  const tallies = seeds(sumOf, 'sobol', 16);

  it.each(CLAIMS)('of the %s hold it at least 92 times in a hundred', (_name, truth, of) => {
    expect(coverage(tallies, 16, truth, of)).toBeGreaterThanOrEqual(0.92);
  });
});

it('errors of Sobol’ points are those of Sobol’ points: far below those of independent samples', () => {
  const [philox, sobol] = [simulate(sumOf, 'philox', 1, 4096, 1), simulate(sumOf, 'sobol', 1, 4096, 16)];
  for (const [, , of] of CLAIMS.slice(0, 3)) expect((of(sobol).se ?? 1) / (of(philox).se ?? 0)).toBeLessThan(0.6);
});
