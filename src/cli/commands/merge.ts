/** `merge`: parts of a run (`run --blocks A..B --json`) become the run, with the digest it has when run whole. */
import { blockCount } from '../../engine/blocks.ts';
import { canonicalRequest } from '../../engine/canonical.ts';
import { tallyLayout } from '../../engine/layout.ts';
import { parseRequest } from '../../engine/request.ts';
import { restoreTally } from '../../engine/stored-tally.ts';
import { mergeTallies } from '../../engine/tally.ts';
import type { BlockRange, EngineKind, ForecastRequest, Tally } from '../../engine/types.ts';
import { withCodes } from '../../share/plain-text.ts';
import { type Command, JSON_OPTION } from '../command.ts';
import { type FinishedRun, runDocument } from '../document.ts';
import { EXIT, firstLine, UsageError } from '../errors.ts';
import { type LoadedModel, loadModel, MODEL_OPTIONS, readText } from '../model.ts';
import { parseNumber } from '../numbers.ts';
import { runTable } from '../table.ts';
import { print } from '../terminal.ts';

interface Part {
  readonly file: string;
  readonly request: ForecastRequest;
  readonly engine: EngineKind;
  readonly seconds: number;
  readonly blocks: BlockRange;
  readonly tally: Tally;
}

export const merge: Command = {
  name: 'merge',
  operands: 'FILE…',
  summary: 'merges parts of a run made with run --blocks A..B --json',
  options: { ...MODEL_OPTIONS, threshold: { value: 'M', help: 'as for run', repeatable: true }, ...JSON_OPTION },
  async run(args) {
    if (args.positionals.length === 0) throw new UsageError('merge takes at least one FILE');
    const thresholds = args.all('threshold').map((text) => parseNumber(text, '--threshold'));
    const model = await loadModel(args.get('model'));
    const parts: Part[] = [];
    for (const file of args.positionals) parts.push(readPart(file, await readText(file, 'part'), model));
    const finished = mergeParts(parts, model, thresholds);
    const document = runDocument(finished);
    await print(args.has('json') ? JSON.stringify(document) : withCodes(runTable(finished, document), true));
    return EXIT.done;
  },
};

function readPart(file: string, text: string, { meta, info }: LoadedModel): Part {
  try {
    const raw: Readonly<Record<string, unknown>> = JSON.parse(text);
    if (typeof raw !== 'object' || raw === null || !('tally' in raw))
      throw new Error('not a part made with run --blocks A..B --json');
    const request = parseRequest(raw['request'], meta, info.hash);
    return {
      file,
      request,
      engine: parseEngine(raw['engine']),
      seconds: typeof raw['seconds'] === 'number' ? raw['seconds'] : 0,
      blocks: parseBlocks(raw['blocks'], request),
      tally: restoreTally(raw['tally'], tallyLayout(meta, request)),
    };
  } catch (error) {
    throw new UsageError(`"${file}": ${firstLine(error)}`);
  }
}

function parseEngine(raw: unknown): EngineKind {
  if (raw === 'wasm' || raw === 'reference' || raw === 'webgpu') return raw;
  throw new Error(`unknown engine ${JSON.stringify(raw)}`);
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

/** @throws UsageError when the parts are of different runs, overlap, or leave a gap between them */
function mergeParts(parts: readonly Part[], { meta }: LoadedModel, thresholds: readonly number[]): FinishedRun {
  const sorted = [...parts].sort((a, b) => a.blocks.from - b.blocks.from);
  const [first, ...others] = sorted;
  if (first === undefined) throw new UsageError('nothing to merge');
  let to = first.blocks.to;
  for (const part of others) {
    if (canonicalRequest(part.request) !== canonicalRequest(first.request) || part.engine !== first.engine) {
      throw new UsageError(`"${part.file}" and "${first.file}" are parts of different runs`);
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
