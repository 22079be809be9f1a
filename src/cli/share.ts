/** Links and request files as the commands `link`, `open`, `verify` and `export` take them. */
import { text as allOf } from 'node:stream/consumers';
import { blockCount } from '../engine/blocks.ts';
import { parseRequest } from '../engine/request.ts';
import type { ForecastRequest } from '../engine/types.ts';
import { type Claim, claimedRequest, type LinkModel, requestOf, type SharedForecast } from '../share/forecast.ts';
import { fragmentOf, looksLikeLink } from '../share/fragment.ts';
import { sharedFrom, type Telling } from '../share/from-request.ts';
import { decodeLink, type OpenedLink } from '../share/link.ts';
import type { ForecastPool, RunOptions, RunResult } from '../workers/types.ts';
import { firstLine, UsageError } from './errors.ts';
import { type LoadedModel, readText } from './model.ts';
import { type CliEngine, openPool } from './pool.ts';
import { note } from './terminal.ts';

export const linkModel = ({ meta, info, direction, cuts }: LoadedModel): LinkModel => ({
  meta,
  hash: info.hash,
  direction,
  cuts,
});

/**
 * Opens a link: an address, a fragment, or `-` for one on standard input.
 * @throws UsageError, with all that is wrong in one line, where nothing can be opened
 */
export async function openLink(text: string, model: LoadedModel): Promise<OpenedLink> {
  const link = text === '-' ? await allOf(process.stdin) : text;
  const opened = decodeLink(link.trim(), linkModel(model));
  if (!opened.ok) throw new UsageError(opened.notes.map((one) => one.text).join(' '));
  return opened;
}

/** Says on stderr what a link is not. */
export function noteAll({ notes }: OpenedLink): void {
  for (const { text } of notes) note(text);
}

/** A request from a file, and what the run that the file is of gave, if any. */
export interface RequestFile {
  readonly request: ForecastRequest;
  /** The document's own digest; null for a bare request or a GPU's. */
  readonly digest: string | null;
}

/** @throws UsageError for what is neither a request nor a document of `run --json` or `export` */
export async function readRequestFile(file: string, model: LoadedModel): Promise<RequestFile> {
  const text = await readText(file, 'request');
  try {
    const raw: unknown = JSON.parse(text);
    if (typeof raw !== 'object' || raw === null) throw new Error('it is not an object');
    const entries = new Map<string, unknown>(Object.entries(raw));
    if (entries.has('blocks')) throw new Error('it is a part of a run: merge its parts first');
    const inner = entries.has('request') ? entries.get('request') : raw;
    const digest = entries.get('digest');
    return {
      request: parseRequest(inner, model.meta, model.info.hash),
      digest: typeof digest === 'string' ? digest : null,
    };
  } catch (error) {
    throw new UsageError(`"${file}": ${firstLine(error)}`);
  }
}

/** A link or a request file, as something to share. */
export async function readShared(text: string, model: LoadedModel, telling: Telling = {}): Promise<SharedForecast> {
  if (text === '-' || looksLikeLink(fragmentOf(text))) {
    const opened = await openLink(text, model);
    noteAll(opened);
    return opened.forecast;
  }
  return sharedFrom((await readRequestFile(text, model)).request, linkModel(model), telling);
}

/** The request of a forecast: that of its claim, where it has one. */
export function wantedRequest(forecast: SharedForecast, model: LoadedModel): ForecastRequest {
  const { claim } = forecast;
  return claim === null ? requestOf(forecast, linkModel(model)) : claimedRequest(forecast, linkModel(model));
}

/**
 * Runs a request to its end.
 * @param before what must be settled before it begins, on the pool that will run it
 */
export async function runWhole(
  request: ForecastRequest,
  model: LoadedModel,
  engine: CliEngine,
  workers: number,
  options: RunOptions & { readonly signal: AbortSignal },
  before: (pool: ForecastPool) => Promise<void> = async () => undefined,
): Promise<RunResult> {
  const pool = await openPool(model, engine, Math.min(workers, blockCount(request)));
  try {
    await before(pool);
    return await pool.run(request, options);
  } finally {
    pool.dispose();
  }
}

/** @throws UsageError where the result of a run is not that of a document */
export function checkDigest(claim: Claim, digest: string | null, file: string): void {
  if (digest === null || claim.digest === null || digest === claim.digest) return;
  throw new UsageError(
    `"${file}" says its digest is ${digest.slice(0, 16)}…, but its request gives ${claim.digest.slice(0, 16)}…: it is of another version, or changed`,
  );
}
