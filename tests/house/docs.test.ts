/**
 * Examples are tests: every `sh` snippet of README.md and docs/ runs, and every model in a `ts` snippet compiles. Snippets
 * run in a folder of their own that sees the project's files, so what they write goes nowhere.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/project.mjs';
import { ensure } from '../../scripts/lib/stages.mjs';
import { compileModel } from '../../src/language/compile-model.ts';

interface Snippet {
  readonly file: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

function snippetsOf(file: string): Snippet[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map((match) => ({
    file,
    line: text.slice(0, match.index).split('\n').length,
    language: match[1] ?? '',
    text: match[2] ?? '',
  }));
}

const files = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];
const snippets = files.flatMap(snippetsOf);
const shell = snippets.filter(({ language }) => language === 'sh');
const models = snippets.filter(({ language, text }) => language === 'ts' && text.includes('export default model('));

/** `npm run --silent forecast -- …` without npm's own start-up time and its need of a package.json in the folder. */
const NPM = `npm() {
  [ "$1 $2 $3 $4" = "run --silent forecast --" ] || { echo "not a command of the CLI: npm $*" >&2; return 1; }
  shift 4
  "${process.execPath}" "${join(ROOT, 'scripts/forecast.mjs')}" "$@"
}
set -euo pipefail
`;

function runShell(text: string, cwd: string): Promise<{ code: number | null; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', NPM + text], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += String(chunk);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stderr }));
  });
}

describe('snippets', () => {
  let folder: string;

  beforeAll(async () => {
    await ensure(['node']);
    folder = mkdtempSync(join(tmpdir(), 'headway-docs-'));
    for (const name of ['examples', 'src', 'docs']) symlinkSync(join(ROOT, name), join(folder, name));
  });

  test('are found', () => {
    expect(shell.filter(({ file }) => file === 'README.md').length).toBeGreaterThan(5);
  });

  test.each(shell.map((snippet) => [`${snippet.file}:${snippet.line}`, snippet] as const))(
    '%s runs',
    async (_, { text }) => {
      const { code, stderr } = await runShell(text, folder);
      expect(code, stderr).toBe(0);
    },
  );

  test.each(models.map((snippet) => [`${snippet.file}:${snippet.line}`, snippet] as const))(
    '%s compiles',
    (place, { text }) => {
      expect(() => compileModel(text, place)).not.toThrow();
    },
  );
});

test('the example models compile', () => {
  const names = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.ts'));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    expect(compileModel(readFileSync(join(ROOT, 'examples', name), 'utf8'), name).warnings).toEqual([]);
  }
});
