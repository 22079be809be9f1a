/** Runs the CLI as a user does, in a process of its own. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/project.mjs';

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const SCRIPT = join(ROOT, 'scripts/forecast.mjs');

/** The CLI with `args`; `onStart` may send signals. Where stdout is an open file, what was written there is not read. */
export function forecast(
  args: readonly string[],
  onStart: (child: ReturnType<typeof spawn>) => void = () => undefined,
  output: 'pipe' | number = 'pipe',
  cwd?: string,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SCRIPT, ...args], { cwd, stdio: ['ignore', output, 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
    });
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    onStart(child);
  });
}

/** The JSON document of a command that must succeed. */
export async function forecastJson<T>(...args: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await forecast([...args, '--json']);
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
  return JSON.parse(stdout) as T;
}
