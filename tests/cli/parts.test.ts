/** Parts of a run come from other machines: each that is not as it was made, or does not belong, is refused by name. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensure } from '../../scripts/lib/stages.mjs';
import type { RunDocument } from '../../src/cli/document.ts';
import { sealOf } from '../../src/cli/parts.ts';
import { forecastDigest } from '../../src/engine/digest.ts';
import { tallyLayout } from '../../src/engine/layout.ts';
import { restoreTally, storeTally } from '../../src/engine/stored-tally.ts';
import { SUM_WORDS } from '../../src/engine/sums.ts';
import type { Tally } from '../../src/engine/types.ts';
import { LEAD_META } from '../engine/lead.ts';
import { forecast, forecastJson } from './forecast.ts';

let folder: string;
/** Blocks 0..1, 1..2 and 2..3 of a run. */
let parts: readonly Part[];
let otherSeed: Part;
/** Of a model of one line. */
let otherModel: Part;

type Part = RunDocument & Required<Pick<RunDocument, 'blocks' | 'tally' | 'seal'>>;

const ONE_LEVER = ['--preset', 'status-quo', '--samples', '12288', '--replicates', '2'];
const part = (range: string, ...more: string[]): Promise<Part> =>
  forecastJson<Part>('run', ...ONE_LEVER, '--blocks', range, ...more);

beforeAll(async () => {
  await ensure(['node']);
  folder = mkdtempSync(join(tmpdir(), 'headway-parts-'));
  parts = await Promise.all([part('0..1'), part('1..2'), part('2..3')]);
  otherSeed = await part('1..2', '--seed', '5');
  otherModel = await forecastJson<Part>(
    'run',
    '--model',
    'examples/two-curves.ts',
    '--samples',
    '8192',
    '--blocks',
    '1..2',
  );
});

const at = (i: number): Part => parts[i] as Part;

/** Merges documents, or texts, from files a.json, b.json, …; each is named in what is said of it. */
async function merged(...files: readonly (Part | string)[]): Promise<string> {
  const paths = files.map((file, i) => {
    const path = join(folder, `${'abcdef'[i]}.json`);
    writeFileSync(path, typeof file === 'string' ? file : JSON.stringify(file));
    return path;
  });
  const { code, stdout, stderr } = await forecast(['merge', ...paths]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  return stderr;
}

/** The second part with its tally changed; `resealed` as by one who knows how parts are made. */
function tampered(change: (tally: Tally) => void, ...resealed: readonly ('digest' | 'seal')[]): Part {
  const own = at(1);
  const tally = restoreTally(own.tally, tallyLayout(LEAD_META, own.request));
  change(tally);
  const made = { ...own, tally: storeTally(tally) };
  const digest = resealed.includes('digest') ? forecastDigest(own.request, tally) : own.digest;
  return { ...made, digest, seal: resealed.includes('seal') ? sealOf(made) : own.seal };
}

/** Moves one sample of the first histogram to the next bin; coarse counts stay as they are. */
function moveWithin({ layout, counts }: Tally): void {
  const bins = layout.histograms[0]?.bins ?? 0;
  const full = Array.from({ length: bins }, (_, bin) => bin).find(
    (bin) => (counts[1 + bin] ?? 0) > 0 && (bin + 1) % layout.coarsening !== 0,
  );
  if (full === undefined) throw new Error('no bin to move a sample from');
  counts[1 + full] = (counts[1 + full] ?? 0) - 1;
  counts[2 + full] = (counts[2 + full] ?? 0) + 1;
}

const seals = ['digest', 'seal'] as const;

describe('a part that was tampered with', () => {
  test.each<readonly [string, () => readonly (Part | string)[], RegExp]>([
    ['is cut off', () => [at(0), JSON.stringify(at(1)).slice(0, -200)], /b\.json": it is not whole: .*cut off/],
    ['is empty', () => [at(0), ''], /b\.json": it is not whole/],
    ['has lost its counts', () => [at(0), JSON.stringify({ ...at(1), tally: undefined })], /b\.json": not a part/],
    [
      'has counts that do not add up',
      () => [at(0), tampered(({ counts }) => counts.fill(3, 0, 4), ...seals)],
      /b\.json": stored tally: .* counts \d+ of 4096 samples/,
    ],
    ['has changed counts', () => [at(0), tampered(moveWithin)], /b\.json": its counts are not those of its digest/],
    [
      'has changed counts under a digest made for them',
      () => [at(0), tampered(moveWithin, 'digest')],
      /b\.json": its seal is broken/,
    ],
    [
      'has changed sums',
      () => [at(0), tampered(({ sums }) => sums.set([(sums[1] ?? 0) ^ 1], 1))],
      /b\.json": its counts are not those of its digest/,
    ],
    [
      'has sums that are none',
      () => [at(0), tampered(({ sums }) => sums.set([-1], SUM_WORDS), ...seals)],
      /b\.json": stored sums are damaged at number 7/,
    ],
    [
      'has sums moved between randomisations',
      () => [
        at(0),
        tampered(({ sums }) => {
          const half = sums.length / 2;
          sums.set(new Float64Array([...sums.subarray(half), ...sums.subarray(0, half)]));
        }),
      ],
      /b\.json": its seal is broken/,
    ],
    [
      'has counts moved between randomisations',
      () => [
        at(0),
        tampered(({ replicateCounts }) => {
          const half = replicateCounts.length / 2;
          const [one, other] = [replicateCounts.slice(0, half), replicateCounts.slice(half)];
          replicateCounts.set(other);
          replicateCounts.set(one, half);
        }),
      ],
      /b\.json": its seal is broken/,
    ],
    [
      'has randomisations of unequal size',
      () => [at(0), tampered(({ replicateSamples }) => replicateSamples.set([2047, 2049]), ...seals)],
      /b\.json": its randomisations are not of 2048 samples each/,
    ],
    [
      'says that it holds more blocks than it counts',
      () => [at(0), { ...at(1), blocks: { from: 1, to: 3 } }],
      /b\.json": blocks 1\.\.3 hold 8192 samples, but it counts 4096/,
    ],
    [
      'says that it holds other blocks than it does',
      () => [at(0), at(1), { ...at(1), blocks: { from: 2, to: 3 } }],
      /c\.json": its seal is broken/,
    ],
    [
      'says that it holds blocks that the run lacks',
      () => [at(0), { ...at(1), blocks: { from: 3, to: 4 } }],
      /b\.json": blocks 3\.\.4 are not within 0\.\.3/,
    ],
    [
      'does not say what it holds',
      () => [at(0), JSON.stringify({ ...at(1), blocks: undefined })],
      /b\.json": it does not say which blocks it holds/,
    ],
    [
      'says that it is of this seed and is of another',
      () => [at(0), { ...otherSeed, request: at(1).request }],
      /b\.json": its counts are not those of its digest/,
    ],
    ['has lost its seal', () => [at(0), JSON.stringify({ ...at(1), seal: undefined })], /b\.json": its seal is broken/],
    [
      'has an unknown engine',
      () => [at(0), JSON.stringify({ ...at(1), engine: 'abacus' })],
      /b\.json": unknown engine "abacus"/,
    ],
  ])('because it %s is refused', async (_, files, says) => {
    expect(await merged(...files())).toMatch(says);
  });
});

describe('parts that do not belong together are refused', () => {
  test.each<readonly [string, () => readonly Part[], RegExp]>([
    ['one twice', () => [at(0), at(1), at(1)], /c\.json" holds blocks that another file holds: 1\.\.2/],
    ['one is missing', () => [at(0), at(2)], /blocks 1\.\.2 are missing/],
    ['another seed', () => [at(0), otherSeed], /b\.json" and ".*a\.json" are parts of different runs: seed: 5 in one/],
    ['another model', () => [at(0), otherModel], /b\.json": .*model/],
  ])('%s', async (_, files, says) => {
    expect(await merged(...files())).toMatch(says);
  });
});

test('parts as they were made merge', async () => {
  const paths = parts.map((one, i) => {
    const path = join(folder, `whole-${i}.json`);
    writeFileSync(path, JSON.stringify(one));
    return path;
  });
  const [whole, together] = await Promise.all([
    forecastJson<RunDocument>('run', ...ONE_LEVER),
    forecastJson<RunDocument>('merge', ...paths),
  ]);
  expect(together.digest).toBe(whole.digest);
});
