/**
 * Compiles a generated kernel and the core around it (assembly/run.ts) to one WebAssembly module. Node only: it reads
 * the core's sources from the project folder and runs the AssemblyScript compiler, which is loaded on first use.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ENTRY = 'assembly/run.ts';
/** Where run.ts imports its kernel from; the text given to `compileKernel` stands there, whatever is on disk. */
const KERNEL = 'assembly/kernel.ts';
const MAXIMUM_PAGES = 2048;

const FLAGS = [
  ['--enable', 'simd'],
  ['-O3'],
  ['--runtime', 'stub'],
  ['--noAssert'],
  // Nothing in the core aborts; without this the compiler would import env.abort all the same.
  ['--use', 'abort='],
  ['--maximumMemory', String(MAXIMUM_PAGES)],
].flat();

export interface CompileOptions {
  /** Folder of the project; found from this file where not given. */
  readonly root?: string;
  /** Keep and use modules compiled before, in build/cache of the project. Default true. */
  readonly cache?: boolean;
  /** Another entry than assembly/run.ts, relative to the root; for tests and measurements of parts of the core. */
  readonly entry?: string;
  /** Texts that stand in for files, by path relative to the root. */
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * The module of `kernelText` (AssemblyScript that exports what docs/architecture.md, "WASM ABI", says). It has no
 * imports, exports its memory, and that memory cannot grow beyond 128 MiB.
 *
 * @throws Error with the compiler's text where the kernel does not compile.
 */
export async function compileKernel(kernelText: string, options: CompileOptions = {}): Promise<Uint8Array> {
  const root = options.root ?? projectRoot(dirname(fileURLToPath(import.meta.url)));
  const entry = options.entry ?? ENTRY;
  const sources = await readSources(join(root, 'assembly'), 'assembly');
  sources.set(KERNEL, kernelText);
  for (const [path, text] of Object.entries(options.files ?? {})) sources.set(path, text);

  const complete = async (): Promise<Uint8Array> => {
    const module = await compile(entry, sources);
    requireNoImports(module);
    return module;
  };
  if (options.cache === false) return complete();
  const file = join(root, 'build/cache', `${cacheKey(root, entry, sources)}.wasm`);
  if (existsSync(file)) return readFile(file);
  const module = await complete();
  await store(file, module);
  return module;
}

/** The core alone, with what a kernel gives it left open: for src/link. Not kept. */
export async function compileCore(entryText: string, root: string): Promise<Uint8Array> {
  const sources = await readSources(join(root, 'assembly'), 'assembly');
  sources.set('assembly/core.ts', entryText);
  return compile('assembly/core.ts', sources);
}

/** The nearest folder at or above `from` whose package.json is Headway's: the sources lie beside it, also for a bundle. */
function projectRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && packageField(manifest, 'name') === 'headway') return folder;
    if (dirname(folder) === folder) {
      throw new Error(`no package.json of "headway" at or above ${from}: run from a checkout of the project`);
    }
  }
}

function packageField(manifest: string, field: 'name' | 'version'): unknown {
  const parsed: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
  return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>)[field] : undefined;
}

/** Texts of the AssemblyScript files below `folder`, by path from the root with forward slashes. */
async function readSources(folder: string, prefix: string): Promise<Map<string, string>> {
  const sources = new Map<string, string>();
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = `${prefix}/${entry.name}`;
    // What the last build made, kept for reading.
    if (path === 'assembly/generated') continue;
    if (entry.isDirectory()) {
      for (const [name, text] of await readSources(join(folder, entry.name), path)) sources.set(name, text);
    } else if (entry.name.endsWith('.ts')) {
      sources.set(path, await readFile(join(folder, entry.name), 'utf8'));
    }
  }
  return sources;
}

function cacheKey(root: string, entry: string, sources: ReadonlyMap<string, string>): string {
  const compiler = packageField(join(root, 'node_modules/assemblyscript/package.json'), 'version');
  const content = JSON.stringify([compiler, FLAGS, entry, [...sources].sort(([a], [b]) => (a < b ? -1 : 1))]);
  return createHash('sha256').update(content).digest('hex');
}

/** Writes beside and renames, so that another process never reads half a module. */
async function store(file: string, module: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}`;
  await writeFile(partial, module);
  await rename(partial, file);
}

async function compile(entry: string, sources: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const asc = await import('assemblyscript/asc');
  let module: Uint8Array | null = null;
  const messages: string[] = [];
  const stream = { write: (chunk: string | Uint8Array) => void messages.push(String(chunk)) };
  const { error } = await asc.main([entry, '--outFile', 'core.wasm', ...FLAGS], {
    stdout: stream,
    stderr: stream,
    readFile: (name: string) => sources.get(name.replaceAll('\\', '/')) ?? null,
    writeFile: (name: string, data: string | Uint8Array) => {
      if (name === 'core.wasm' && typeof data !== 'string') module = data;
    },
    listFiles: () => [],
  });
  if (error !== null || module === null) {
    throw new Error(`the kernel does not compile: ${messages.join('').trim() || String(error)}`);
  }
  return module;
}

/** A kernel that calls the host would not give the same bits everywhere. */
function requireNoImports(module: Uint8Array): void {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(module.slice().buffer));
  if (imports.length === 0) return;
  const names = imports.map(({ module: from, name }) => `${from}.${name}`).join(', ');
  throw new Error(`the kernel imports ${names}: it may call only the core's own functions (assembly/math)`);
}
