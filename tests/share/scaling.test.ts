/** A large forecast as independent processes, under schedulers that exist: the merged digest is that of one process. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/project.mjs';
import { ensure } from '../../scripts/lib/stages.mjs';
import type { RunDocument } from '../../src/cli/document.ts';
import { forecast, forecastJson } from '../cli/forecast.ts';

const EXAMPLES = join(ROOT, 'examples/scaling');
const POLICIES = ['--preset', 'status-quo', '--preset', 'act-now'];
const SAMPLES = 7 * 4096;
const PARTS = 3;

let whole: RunDocument;

beforeAll(async () => {
  await ensure(['node']);
  whole = await forecastJson<RunDocument>('run', '--samples', String(SAMPLES), ...POLICIES);
});

const freshFolder = (): string => join(mkdtempSync(join(tmpdir(), 'headway-scaling-')), 'parts');

/** Runs a command as a scheduler would, with its variables. */
function run(command: string, args: readonly string[], variables: Readonly<Record<string, string>>): Promise<string> {
  const headway = `${process.execPath} ${join(ROOT, 'scripts/forecast.mjs')}`;
  const env = { ...process.env, HEADWAY: headway, SAMPLES: String(SAMPLES), PARTS: String(PARTS), ...variables };
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      stderr += String(chunk);
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(stdout) : reject(new Error(`exit code ${code}: ${stderr}`))));
  });
}

async function merged(out: string): Promise<RunDocument> {
  const files = readdirSync(out).map((name) => join(out, name));
  return forecastJson<RunDocument>('merge', ...files);
}

/** The lines of a file that a shell runs, without what only its scheduler sets. */
const commandOf = (file: string, pattern: RegExp): string => {
  const found = pattern.exec(readFileSync(join(EXAMPLES, file), 'utf8'))?.[1];
  if (found === undefined) throw new Error(`${file} has no command of the form ${pattern}`);
  return found;
};

describe('a forecast in parts', () => {
  test('as plain processes has the digest of one process', async () => {
    const out = freshFolder();
    const document = JSON.parse(await run(join(EXAMPLES, 'local.sh'), POLICIES, { OUT: out })) as RunDocument;
    expect(readdirSync(out)).toHaveLength(PARTS);
    expect(document.digest).toBe(whole.digest);
    expect(document.scenarios).toEqual(whole.scenarios);
  });

  test('under GNU parallel has the digest of one process', async (context) => {
    const { status, stdout } = spawnSync('parallel', ['--version'], { encoding: 'utf8' });
    if (status !== 0 || !stdout.includes('GNU parallel')) context.skip('GNU parallel is not installed');
    const out = freshFolder();
    const document = JSON.parse(await run(join(EXAMPLES, 'gnu-parallel.sh'), POLICIES, { OUT: out })) as RunDocument;
    expect(document.digest).toBe(whole.digest);
  });

  test('as tasks of a Slurm array has the digest of one process', async () => {
    const out = freshFolder();
    const command = commandOf('slurm.sbatch', /^exec (.+)$/m);
    await Promise.all(
      Array.from({ length: PARTS }, (_, i) =>
        run('bash', ['-c', command], { OUT: out, SLURM_ARRAY_TASK_ID: String(i) }),
      ),
    );
    expect((await merged(out)).digest).toBe(whole.digest);
  });

  test('as pods of a Kubernetes Job has the digest of one process', async () => {
    const out = freshFolder();
    const command = commandOf('kubernetes.yaml', /args:\n\s+- (.+)$/m);
    await Promise.all(
      Array.from({ length: PARTS }, (_, i) =>
        run('sh', ['-c', command], { OUT: out, JOB_COMPLETION_INDEX: String(i) }),
      ),
    );
    expect((await merged(out)).digest).toBe(whole.digest);
  });

  test('is finished after a part was lost, without doing the others again', async () => {
    const out = freshFolder();
    await run(join(EXAMPLES, 'local.sh'), POLICIES, { OUT: out });
    const [first = '', second = ''] = readdirSync(out).sort();
    const kept = readFileSync(join(out, first), 'utf8');
    rmSync(join(out, second));
    const short = await forecast(['merge', ...readdirSync(out).map((name) => join(out, name))]);
    expect([short.code, short.stderr]).toEqual([2, expect.stringContaining('blocks 2..4 are missing')]);
    const document = JSON.parse(await run(join(EXAMPLES, 'local.sh'), POLICIES, { OUT: out })) as RunDocument;
    expect(document.digest).toBe(whole.digest);
    // Seconds are in the file, so a part done again would differ.
    expect(readFileSync(join(out, first), 'utf8')).toBe(kept);
  });

  test('leaves nothing to do where there are more parts than blocks', async () => {
    const out = freshFolder();
    const document = JSON.parse(
      await run(join(EXAMPLES, 'local.sh'), POLICIES, { OUT: out, PARTS: '10' }),
    ) as RunDocument;
    expect(readdirSync(out)).toHaveLength(7);
    expect(document.digest).toBe(whole.digest);
  });
});
