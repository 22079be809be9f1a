/**
 * Parts of a run as files: read with distrust, since they come from other machines, and put together. A part carries two
 * sums over itself: the digest of its counts, and a seal over all that `merge` reads, blocks and randomisations included. Both
 * tell a file that was damaged, mixed up or edited; neither is a signature.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { blockCount, samplesInBlocks } from '../engine/blocks.ts';
import { canonicalJson } from '../engine/canonical.ts';
import { forecastDigest } from '../engine/digest.ts';
import { show } from '../engine/errors.ts';
import { tallyLayout } from '../engine/layout.ts';
import { parseRequest } from '../engine/request.ts';
import { restoreTally } from '../engine/stored-tally.ts';
import { mergeTallies } from '../engine/tally.ts';
import type { BlockRange, EngineKind, ForecastRequest, Tally } from '../engine/types.ts';
import type { FinishedRun } from './document.ts';
import { firstLine, UsageError } from './errors.ts';
import type { LoadedModel } from './model.ts';

export interface Part {
  readonly file: string;
  readonly request: ForecastRequest;
  readonly engine: EngineKind;
  readonly seconds: number;
  readonly blocks: BlockRange;
  readonly tally: Tally;
}

/** SHA-256 over the members of a part that a merge reads, as they stand in its file. */
export function sealOf(document: Readonly<Record<string, unknown>>): string {
  const sealed = ['request', 'engine', 'blocks', 'tally'].map((key) => document[key] ?? null);
  return bytesToHex(sha256(utf8ToBytes(`headway part 1\n${canonicalJson(sealed)}\n`)));
}

/** @throws UsageError, naming the file and what is wrong with it */
export function readPart(file: string, text: string, { meta, info }: LoadedModel): Part {
  try {
    const raw = parseDocument(text);
    const request = parseRequest(raw['request'], meta, info.hash);
    const engine = parseEngine(raw['engine']);
    const blocks = parseBlocks(raw['blocks'], request);
    const tally = restoreTally(raw['tally'], tallyLayout(meta, request));
    checkSamples(tally, blocks, request);
    if (engine !== 'webgpu' && raw['digest'] !== forecastDigest(request, tally)) {
      throw new Error(
        'its counts are not those of its digest: it was changed after it was made, or is of another version',
      );
    }
    const { seal, ...sealed } = raw;
    if (seal !== sealOf(sealed)) {
      throw new Error('its seal is broken: it was changed after it was made, or is of another version');
    }
    const seconds = typeof raw['seconds'] === 'number' && raw['seconds'] > 0 ? raw['seconds'] : 0;
    return { file, request, engine, seconds: Number.isFinite(seconds) ? seconds : 0, blocks, tally };
  } catch (error) {
    throw new UsageError(`"${file}": ${firstLine(error)}`);
  }
}

function parseDocument(text: string): Readonly<Record<string, unknown>> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new Error('it is not whole: not a JSON document, or cut off');
  }
  if (typeof raw !== 'object' || raw === null || !('tally' in raw))
    throw new Error('not a part made with run --blocks A..B --json');
  return Object.fromEntries(Object.entries(raw));
}

function parseEngine(raw: unknown): EngineKind {
  if (raw === 'wasm' || raw === 'reference' || raw === 'webgpu') return raw;
  throw new Error(`unknown engine ${show(raw)}`);
}

function parseBlocks(raw: unknown, request: ForecastRequest): BlockRange {
  const { from, to } = (raw ?? {}) as Partial<Record<string, unknown>>;
  const count = blockCount(request);
  if (!Number.isInteger(from) || !Number.isInteger(to)) throw new Error('it does not say which blocks it holds');
  const range = { from: Number(from), to: Number(to) };
  if (range.from < 0 || range.to <= range.from || range.to > count)
    throw new Error(`blocks ${range.from}..${range.to} are not within 0..${count}`);
  return range;
}

/** Blocks hold so many samples, and every randomisation as many of them as the others. */
function checkSamples({ samples, replicateSamples }: Tally, { from, to }: BlockRange, request: ForecastRequest): void {
  const expected = samplesInBlocks(request, { from, to });
  if (samples !== expected) throw new Error(`blocks ${from}..${to} hold ${expected} samples, but it counts ${samples}`);
  if (replicateSamples.some((own) => own !== expected / request.replicates)) {
    throw new Error(`its randomisations are not of ${expected / request.replicates} samples each`);
  }
}

/** @throws UsageError when the parts are of different runs, overlap, or leave a gap between them */
export function mergeParts(parts: readonly Part[], { meta }: LoadedModel, thresholds: readonly number[]): FinishedRun {
  const sorted = [...parts].sort((a, b) => a.blocks.from - b.blocks.from);
  const [first, ...others] = sorted;
  if (first === undefined) throw new UsageError('nothing to merge');
  let to = first.blocks.to;
  for (const part of others) {
    if (canonicalJson(part.request) !== canonicalJson(first.request) || part.engine !== first.engine) {
      throw new UsageError(
        `"${part.file}" and "${first.file}" are parts of different runs: ${differenceOf(part, first)}`,
      );
    }
    if (part.blocks.from < to)
      throw new UsageError(
        `"${part.file}" holds blocks that another file holds: ${part.blocks.from}..${Math.min(to, part.blocks.to)}`,
      );
    if (part.blocks.from > to) throw new UsageError(`blocks ${to}..${part.blocks.from} are missing`);
    to = part.blocks.to;
  }
  const blocks = { from: first.blocks.from, to };
  const whole = blocks.from === 0 && blocks.to === blockCount(first.request);
  return {
    meta,
    request: first.request,
    engine: first.engine,
    tally: mergeTallies(first.tally, ...others.map(({ tally }) => tally)),
    seconds: sorted.reduce((sum, { seconds }) => sum + seconds, 0),
    thresholds,
    targets: [],
    blocks: whole ? null : blocks,
  };
}

/** The first thing in which two runs differ, in words. */
function differenceOf(part: Part, first: Part): string {
  if (part.engine !== first.engine) return `the engine is ${part.engine} in one, ${first.engine} in the other`;
  const [one, other] = [part.request, first.request];
  const keys = Object.keys(one) as (keyof ForecastRequest)[];
  const key = keys.find((name) => canonicalJson(one[name]) !== canonicalJson(other[name])) ?? 'model';
  const plain = typeof one[key] === 'object' ? '' : `: ${show(one[key])} in one, ${show(other[key])} in the other`;
  return `${key}${plain === '' ? ' are not the same' : plain}`;
}
