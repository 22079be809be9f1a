/**
 * Is what a stage builds older than what it is built from? Decided by content, so that a touched or checked-out file
 * costs one hash and no rebuild; a file whose time and size are as recorded is not read at all, so that a fresh tree
 * costs one `stat` per file.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { BUILD, ROOT } from './project.mjs';

/** @typedef {{ readonly [path: string]: readonly [mtimeMs: number, size: number, sha256: string] }} Files */
/** @typedef {{ key: string, files: Files }} Snapshot */

/** @param {string} stage */
const recordPath = (stage) => join(BUILD, 'stages', `${stage}.json`);

/**
 * @param {string} path
 * @param {(path: string) => boolean} ignore
 * @returns {string[]} files at or below `path`; empty when there is nothing
 */
function filesUnder(path, ignore) {
  if (ignore(relative(ROOT, path))) return [];
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesUnder(join(path, name), ignore));
}

/**
 * @param {string} stage
 * @returns {Snapshot | null} what the last build of the stage was made from
 */
function readRecord(stage) {
  try {
    return JSON.parse(readFileSync(recordPath(stage), 'utf8'));
  } catch {
    return null; // Never built, or the record is torn: building again is always right.
  }
}

/**
 * @param {readonly string[]} inputs files and folders, relative to the root
 * @param {(path: string) => boolean} ignore
 * @param {Files} known hashes that hold while time and size are unchanged
 * @returns {Snapshot}
 */
function takeSnapshot(inputs, ignore, known) {
  /** @type {Record<string, readonly [number, number, string]>} */
  const files = {};
  const key = createHash('sha256');
  for (const path of inputs.flatMap((input) => filesUnder(join(ROOT, input), ignore)).sort()) {
    const name = relative(ROOT, path);
    const { mtimeMs, size } = statSync(path);
    const old = known[name];
    const hash =
      old !== undefined && old[0] === mtimeMs && old[1] === size
        ? old[2]
        : createHash('sha256').update(readFileSync(path)).digest('hex');
    files[name] = [mtimeMs, size, hash];
    key.update(`${name}\n${hash}\n`);
  }
  return { key: key.digest('hex'), files };
}

/** @param {string} stage @param {Snapshot} snapshot */
export function writeRecord(stage, snapshot) {
  writeAtomically(recordPath(stage), JSON.stringify(snapshot));
}

/**
 * @param {{ name: string, inputs: readonly string[], ignore: (path: string) => boolean, outputs: readonly string[] }} stage
 * @returns {{ fresh: boolean, snapshot: Snapshot }}
 */
export function inspect(stage) {
  const record = readRecord(stage.name);
  const snapshot = takeSnapshot(stage.inputs, stage.ignore, record?.files ?? {});
  const fresh = record?.key === snapshot.key && stage.outputs.every((path) => existsSync(join(ROOT, path)));
  return { fresh, snapshot };
}

/** Writes so that a reader, or a build beside this one, sees the old file or the new one and never a part. */
/** @param {string} path @param {string | Uint8Array} content */
export function writeAtomically(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}
