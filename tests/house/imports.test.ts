/** The import graph of src/, held to the directions of docs/architecture.md. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/project.mjs';

/** What each folder of src/ may import, besides itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  language: [],
  emit: ['language'],
  model: ['language'],
  link: ['engine'],
  engine: ['language'],
  analysis: ['language', 'engine'],
  share: ['language', 'engine'],
  workers: ['language', 'emit', 'link', 'engine', 'analysis'],
  app: ['language', 'model', 'engine', 'analysis', 'share', 'workers'],
  cli: ['language', 'emit', 'link', 'model', 'engine', 'analysis', 'share', 'workers'],
};

/** Packages that only some folders may import. Others are free. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  comlink: ['workers'],
  preact: ['app'],
  '@preact/signals': ['app'],
  uplot: ['app'],
  idb: ['app', 'share'],
  assemblyscript: ['cli'],
  acorn: ['language', 'link'],
};

interface Import {
  /** Path from src/, with forward slashes. */
  readonly file: string;
  readonly folder: string;
  readonly specifier: string;
}

const SRC = join(ROOT, 'src');
const folderOf = (path: string): string => path.split('/')[0] ?? '';

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|new URL\(\s*['"](\.[^'"]+\.tsx?)['"]/g;

const imports: readonly Import[] = sourceFiles(SRC).flatMap((path) => {
  const file = relative(SRC, path).replaceAll('\\', '/');
  const text = readFileSync(path, 'utf8');
  return [...text.matchAll(IMPORT)].map((match) => ({
    file,
    folder: folderOf(file),
    specifier: match[1] ?? match[2] ?? match[3] ?? '',
  }));
});

/** The folder of src/ that an import leads to; null for packages and for what lies outside src/. */
function target({ file, specifier }: Import): string | null {
  if (specifier === 'headway') return 'language';
  if (!specifier.startsWith('.')) return null;
  const path = relative(SRC, join(SRC, dirname(file), specifier)).replaceAll('\\', '/');
  return path.startsWith('..') ? null : folderOf(path);
}

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const show = ({ file, specifier }: Import): string => `${file} imports ${specifier}`;

describe('the import graph', () => {
  test('is seen: every folder is known, and files import each other', () => {
    expect(imports.filter(({ folder }) => ALLOWED[folder] === undefined).map(show)).toEqual([]);
    expect(imports.some(({ file, specifier }) => file === 'cli/main.ts' && specifier === './commands/index.ts')).toBe(
      true,
    );
    expect(imports.some(({ file, specifier }) => file === 'model/lead.ts' && specifier === 'headway')).toBe(true);
  });

  test('runs one way', () => {
    const wrong = imports.filter((one) => {
      const to = target(one);
      return to !== null && to !== one.folder && !ALLOWED[one.folder]?.includes(to);
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test('nothing imports app/ or cli/', () => {
    const wrong = imports.filter((one) => ['app', 'cli'].includes(target(one) ?? '') && one.folder !== target(one));
    expect(wrong.map(show)).toEqual([]);
  });

  test('only their own rooms know the libraries of the page, the workers and the compiler', () => {
    const wrong = imports.filter(({ folder, specifier }) => {
      const rooms = PACKAGES[packageOf(specifier)];
      return rooms !== undefined && !rooms.includes(folder);
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test('only the terminal and the worker threads know Node', () => {
    const wrong = imports.filter(
      ({ file, specifier }) => specifier.startsWith('node:') && !/^(cli|workers\/node)\//.test(file),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  test('imports name the file with its extension', () => {
    const wrong = imports.filter(
      ({ specifier }) => specifier.startsWith('.') && !/\.(ts|tsx|json|css|wasm|svg|js)(\?\w+)?$/.test(specifier),
    );
    expect(wrong.map(show)).toEqual([]);
  });
});

describe('the rim', () => {
  const code = (path: string): string => readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
  const filesWith = (pattern: RegExp): string[] =>
    sourceFiles(SRC)
      .filter((path) => pattern.test(code(path)))
      .map((path) => relative(SRC, path).replaceAll('\\', '/'));

  test('only engine/ runs WASM', () => {
    const files = filesWith(/\bWebAssembly\.(Instance|instantiate)/);
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !file.startsWith('engine/'))).toEqual([]);
  });

  test('only engine/ touches the GPU', () => {
    expect(filesWith(/\bnavigator\.gpu\b|\brequestAdapter\b/).filter((file) => !file.startsWith('engine/'))).toEqual(
      [],
    );
  });

  test('only app/ can see the DOM: no other project of types has it', () => {
    const projects = ['', 'src/workers', 'src/cli'].map((folder) => join(ROOT, folder, 'tsconfig.json'));
    for (const path of projects) {
      const { compilerOptions } = JSON.parse(readFileSync(path, 'utf8'));
      expect(compilerOptions.lib).not.toContain('DOM');
    }
  });

  test('no shared memory, which a static host cannot give', () => {
    expect(filesWith(/\bSharedArrayBuffer\b|\bAtomics\./)).toEqual([]);
  });
});
