import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensure } from '../../scripts/lib/stages.mjs';
import type { RunDocument } from '../../src/cli/document.ts';
import { forecast, forecastJson } from './forecast.ts';

let folder: string;

beforeAll(async () => {
  await ensure(['node']);
  folder = await mkdtemp(join(tmpdir(), 'headway-'));
});

const run = (...args: string[]): Promise<RunDocument> => forecastJson<RunDocument>('run', ...args);

describe('run --json', () => {
  test('answers for every outcome and date of every scenario, with errors', async () => {
    const document = await run(
      '--preset',
      'status-quo',
      '--preset',
      'act-now',
      '--samples',
      '16384',
      '--threshold',
      '18',
    );
    expect(document.scenarios.map(({ id }) => id)).toEqual(['status-quo', 'act-now']);
    const headline = document.scenarios[1]!.outcomes['forwardLead']!['2028.5']!;
    for (const key of ['p5', 'p25', 'p50', 'p75', 'p95', 'mean', 'sd'] as const) {
      expect(headline[key]).toBeTypeOf('number');
      expect(headline.se[key]).toBeGreaterThan(0);
    }
    expect(headline).toMatchObject({ nan: 0, n: 16_384 });
    expect(Object.keys(headline.atLeast)).toEqual(['3', '6', '12', '18', '24']);
    expect(Object.keys(document.scenarios[0]!.outcomes['backwardLag']!)).toHaveLength(17);
    expect(document).toMatchObject({ engine: 'wasm', samples: 16_384 });
    expect(document.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(document.seconds).toBeGreaterThan(0);
  });

  test('pairs scenarios with the first on the same draws', async () => {
    const document = await run('--preset', 'inaction', '--preset', 'act-now', '--samples', '8192');
    expect(document.paired.map(({ of, against }) => [of, against])).toEqual([['act-now', 'inaction']]);
    const { p50, atLeast } = document.paired[0]!.outcomes['forwardLead']!['2028.5']!;
    // MODEL.md: act-now minus inaction has its median at 7.7 months; 8192 samples give it to 0.1.
    expect(p50).toBeGreaterThan(7.2);
    expect(p50).toBeLessThan(8.2);
    expect(atLeast['0']!.p).toBeGreaterThan(0.99);
  });

  test('a lever after a preset changes that preset only, one before all of them', async () => {
    const { request } = await run(
      '--switch',
      'weightTheft=0',
      '--preset',
      'status-quo',
      '--preset',
      'act-now',
      '--lever',
      'labSecurity=1',
      '--samples',
      '4096',
    );
    expect(request.scenarios.map(({ levers }) => levers['labSecurity'])).toEqual([0.2, 1]);
    expect(request.scenarios.map(({ switches }) => switches['weightTheft'])).toEqual([0, 0]);
  });

  test('the same preset twice is two scenarios', async () => {
    const { request } = await run(
      '--preset',
      'act-now',
      '--preset',
      'act-now',
      '--lever',
      'labSecurity=0',
      '--samples',
      '4096',
    );
    expect(request.scenarios.map(({ id }) => id)).toEqual(['act-now', 'act-now-2']);
  });

  test('an input override is in the request, and moves the answer', async () => {
    const [own, moved] = await Promise.all([
      run('--samples', '4096'),
      run('--samples', '4096', '--input', 'lagToday=1,2,3'),
    ]);
    expect(moved.request.inputs['lagToday']).toEqual({ family: 'lognormal', p5: 1, p50: 2, p95: 3 });
    const median = ({ scenarios }: RunDocument): number => scenarios[0]!.outcomes['forwardLead']!['2028.5']!.p50!;
    expect(median(moved)).toBeLessThan(median(own) - 3);
  });

  test('a worldview is under every scenario, and what is given stands over it', async () => {
    const assumed = ['--worldview', 'sceptic', '--switch', 'domesticOutput=1', '--samples', '4096'];
    const { request } = await run(...assumed, '--preset', 'status-quo', '--preset', 'act-now');
    for (const { switches } of request.scenarios)
      expect(switches).toMatchObject({ computeWeight: 0.6, domesticOutput: 1 });
    const essay = await run('--worldview', 'essay', '--input', 'lagToday=3,5,8', '--samples', '4096');
    expect(Object.keys(essay.request.inputs).sort()).toEqual(['domesticGrowth', 'lagToday']);
    expect(essay.request.scenarios[0]!.switches).toMatchObject({ distillationStrength: 2 });
  });

  test('the digest depends on the request alone: not on workers, on the seed it does', async () => {
    const args = ['--preset', 'act-now', '--samples', '20480'];
    const runs = await Promise.all([
      run(...args, '--workers', '1'),
      run(...args, '--workers', '3'),
      run(...args, '--seed', '7'),
    ]);
    const [one, three, other] = runs.map(({ digest }) => digest);
    expect(three).toBe(one);
    expect(other).not.toBe(one);
  });

  test('the reference engine agrees with the kernel to the noise of single precision', async () => {
    const args = ['--samples', '1024', '--sampler', 'philox'];
    const [wasm, reference] = await Promise.all([run(...args), run(...args, '--engine', 'reference')]);
    expect(reference.engine).toBe('reference');
    const median = ({ scenarios }: RunDocument): number => scenarios[0]!.outcomes['forwardLead']!['2028.5']!.p50!;
    // The same draws and bins of 1/16 month: single precision moves few samples over a bin's edge.
    expect(Math.abs(median(reference) - median(wasm))).toBeLessThan(1 / 16);
  });
});

describe('parts of a run', () => {
  test('merge to the digest of the whole, in any order', async () => {
    const args = ['--preset', 'status-quo', '--preset', 'act-now', '--samples', '20480'];
    const [whole, ...parts] = await Promise.all([
      run(...args),
      run(...args, '--blocks', '0..2'),
      run(...args, '--blocks', '2..3'),
      run(...args, '--blocks', '3..5'),
    ]);
    const files = await Promise.all(
      parts.map(async (part, i) => {
        const file = join(folder, `part-${i}.json`);
        await writeFile(file, JSON.stringify(part));
        return file;
      }),
    );
    const merged = await forecastJson<RunDocument>('merge', files[2]!, files[0]!, files[1]!);
    expect(merged.digest).toBe(whole!.digest);
    expect(merged.scenarios).toEqual(whole!.scenarios);
    expect(merged.paired).toEqual(whole!.paired);

    const half = await forecastJson<RunDocument>('merge', files[0]!, files[1]!);
    expect(half.blocks).toEqual({ from: 0, to: 3 });
    const halfFile = join(folder, 'half.json');
    await writeFile(halfFile, JSON.stringify(half));
    expect((await forecastJson<RunDocument>('merge', halfFile, files[2]!)).digest).toBe(whole!.digest);

    const twice = await forecast(['merge', files[0]!, halfFile]);
    expect([twice.code, twice.stdout]).toEqual([2, '']);
    expect(twice.stderr).toMatch(/blocks that another file holds: 0\.\.2/);
    const gap = await forecast(['merge', files[0]!, files[2]!]);
    expect(gap.stderr).toMatch(/blocks 2\.\.3 are missing/);
    expect(gap.code).toBe(2);
  });

  test('of different runs are refused', async () => {
    const parts = await Promise.all([
      run('--samples', '8192', '--blocks', '0..1'),
      run('--samples', '8192', '--blocks', '1..2', '--seed', '5'),
    ]);
    const files = parts.map((_, i) => join(folder, `other-${i}.json`));
    await Promise.all(parts.map((part, i) => writeFile(files[i]!, JSON.stringify(part))));
    const { code, stderr } = await forecast(['merge', ...files]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/parts of different runs/);
  });
});

describe('--precision', () => {
  const target = 'forwardLead@2028.5.p50=0.05';

  test('stops where the error is reached, and is then the run of so many samples', async () => {
    const [one, three] = await Promise.all([
      run('--precision', target, '--workers', '1'),
      run('--precision', target, '--workers', '3'),
    ]);
    expect(one.precision).toEqual([{ target, se: expect.closeTo(0.04, 1), reached: true }]);
    expect(one.scenarios[0]!.outcomes['forwardLead']!['2028.5']!.se.p50).toBeLessThanOrEqual(0.05);
    expect(three.digest).toBe(one.digest);
    expect((await run('--samples', String(one.samples))).digest).toBe(one.digest);
  });

  test('says when --max-samples came first', async () => {
    const { code, stdout, stderr } = await forecast([
      'run',
      '--precision',
      'forwardLead@2028.5.atLeast12=0.00001',
      '--max-samples',
      '8192',
      '--json',
    ]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/not reached: the standard error is 0\.00\d+; raise --max-samples/);
    expect(JSON.parse(stdout)).toMatchObject({ samples: 8192, precision: [{ reached: false }] });
  });
});

describe('the text output', () => {
  test('tells the headline, a histogram and every outcome', async () => {
    const { code, stdout, stderr } = await forecast(['run', '--preset', 'act-now', '--samples', '16384']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^act-now: median 13\.\d+ ± 0\.0\d+ months, P\(≥ 3\)/m);
    expect(stdout).toMatch(/█/);
    expect(stdout).toMatch(/^Compute ratio at 2028\.5/m);
    expect(stdout).toMatch(/^digest [0-9a-f]{64}$/m);
    expect(stderr).toMatch(/^16,384 samples \(100 %\) in \d+\.\d\d s, [\d,]+ samples\/s$/m);
  });

  test('says when samples were rounded up', async () => {
    const { stderr, stdout } = await forecast(['run', '--samples', '1000']);
    expect(stderr).toMatch(/^1,000 samples rounded up to 1,024: whole rounds of 16 randomisations\.$/m);
    expect(stdout).toMatch(/1,024 samples/);
  });
});

describe('signals and pipes', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends a long run cleanly', async (signal) => {
    // A number of samples that is rounded: the sentence that says so is also the sign that the program is ready for signals.
    const started = forecast(['run', '--samples', '1e9', '--workers', '1', '--json'], (child) => {
      child.stderr?.once('data', () => setTimeout(() => child.kill(signal), 1000));
    });
    const { code, stdout, stderr } = await started;
    expect(stderr).toMatch(/^1,000,000,000 samples rounded up to [^\n]*\n$/);
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
  });

  test('a reader that goes away ends the program without a word', async () => {
    const { code, stderr } = await forecast(['model', 'emit', 'src/model/lead.ts'], (child) => {
      child.stdout?.once('data', () => child.stdout?.destroy());
    });
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  test.for([
    ['run', '--samples', '1024'],
    ['run', '--samples', '1024', '--json'],
    ['export', '#v=1', '--format', 'samples', '--rows', '5000'],
    ['help'],
  ])('a full disk ends the program in a line: %s', async (args, context) => {
    if (!existsSync('/dev/full')) context.skip('this system has no device that is always full');
    const full = openSync('/dev/full', 'w');
    const { code, stderr } = await forecast(args, () => undefined, full).finally(() => closeSync(full));
    expect(stderr).toMatch(/^the output could not be written whole: ENOSPC: [^\n]*\n$/);
    expect(code).toBe(1);
  });

  test('is the same from any folder', async () => {
    const [here, there] = await Promise.all([
      forecast(['run', '--samples', '1024', '--json']),
      forecast(['run', '--samples', '1024', '--json'], () => undefined, 'pipe', folder),
    ]);
    const digest = (text: string): string | null => (JSON.parse(text) as RunDocument).digest;
    expect([there.code, digest(there.stdout)]).toEqual([0, digest(here.stdout)]);
  });

  test('a document larger than any pipe buffer arrives whole', async () => {
    const presets = Array.from({ length: 12 }, () => ['--preset', 'act-now']).flat();
    const document = await run(...presets, '--samples', '1024');
    expect(document.scenarios).toHaveLength(12);
    expect(JSON.stringify(document).length).toBeGreaterThan(500_000);
  });
});
