/** The NumPy reference as a contestant: a Python process that runs a batch whenever a line is sent to it. */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Contestant } from './measure.ts';

/** NumPy is fastest per sample on batches that stay near its caches. */
const BATCH = 4000;

/** Linear algebra must not take more cores than the one it is compared on. */
const ONE_THREAD = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

export interface NumpyReference {
  readonly contestant: Contestant;
  end(): void;
}

/** The running reference, or the reason why there is none. */
export async function startNumpy(root: string): Promise<NumpyReference | string> {
  const path = process.env['HEADWAY_REFERENCE'] ?? join(root, '../shared/model/lead_reference.py');
  if (!existsSync(path)) return 'no lead_reference.py (set HEADWAY_REFERENCE to its path)';
  if (spawnSync('python3', ['-c', 'import numpy']).status !== 0) return 'no python3 with numpy';
  const script = join(root, 'bench/lib/numpy_reference.py');
  const python = spawn('python3', [script, path, String(BATCH)], { env: { ...process.env, ...ONE_THREAD } });
  const answers = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  const { value } = await answers.next();
  if (value !== 'ready') return `${path} does not run`;
  return { contestant: contestantOf(python, answers), end: () => python.kill() };
}

function contestantOf(python: ChildProcessWithoutNullStreams, answers: AsyncIterator<string>): Contestant {
  return {
    name: 'NumPy reference, one core',
    async run() {
      python.stdin.write('\n');
      const { value } = await answers.next();
      const [samples = Number.NaN, seconds = Number.NaN] = String(value).split(' ').map(Number);
      return { samples, seconds };
    },
  };
}
