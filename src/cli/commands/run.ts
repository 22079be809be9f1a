/** `run`: a forecast. */
import { blockCount, MAX_SAMPLES, roundSamples } from '../../engine/blocks.ts';
import { DEFAULTS, defaultRequest, type RequestDraft } from '../../engine/draft.ts';
import { groupDigits } from '../../engine/format.ts';
import { MAX_REPLICATES } from '../../engine/request.ts';
import type { BlockRange, ForecastRequest } from '../../engine/types.ts';
import type { ModelMeta } from '../../language/definition.ts';
import type { Progress } from '../../workers/types.ts';
import type { Arguments } from '../arguments.ts';
import { type Command, JSON_OPTION } from '../command.ts';
import { runDocument } from '../document.ts';
import { EXIT, UsageError } from '../errors.ts';
import { assumptionsOf, INPUT_OPTIONS } from '../inputs.ts';
import { cutsWith, loadModel, MODEL_OPTIONS } from '../model.ts';
import { parseCount, parseNumber, parseRange } from '../numbers.ts';
import { ENGINE_OPTIONS, engineNamed, openPool, WORKER_OPTIONS, workerCount } from '../pool.ts';
import { isPrecise, parsePrecision, precisionThresholds } from '../precision.ts';
import { SCENARIO_OPTIONS, scenariosOf } from '../scenarios.ts';
import { runTable } from '../table.ts';
import { note, print, progressLine } from '../terminal.ts';

/** Where a run that stops at a precision gives up, unless told otherwise. */
const DEFAULT_MAX_SAMPLES = 2 ** 24;

export const run: Command = {
  name: 'run',
  operands: '',
  summary: 'runs a forecast',
  options: {
    ...MODEL_OPTIONS,
    ...SCENARIO_OPTIONS,
    ...INPUT_OPTIONS,
    samples: { value: 'N', help: `number of samples, also as 200k, 1e6 or 2^20 (default: ${DEFAULTS.samples})` },
    seed: { value: 'S', help: `seed of all draws, a whole number (default: ${DEFAULTS.seed})` },
    sampler: { value: 'sobol|philox', help: "scrambled Sobol' points (default) or independent draws" },
    replicates: {
      value: 'R',
      help: "independent randomisations of the Sobol' points: 1, 2, 4, 8, 16 or 32 (default: 16)",
    },
    precision: {
      value: 'outcome@date.p50=e',
      help: 'run until this standard error is reached in every scenario, as forwardLead@2028.5.p50=0.05 or …atLeast12=0.002',
      repeatable: true,
    },
    'max-samples': { value: 'N', help: `where --precision gives up (default: ${DEFAULT_MAX_SAMPLES})` },
    threshold: { value: 'M', help: 'also P(outcome >= M), for every outcome', repeatable: true },
    blocks: {
      value: 'A..B',
      help: 'only these blocks of 4096 samples (B not included); with --json the result can be merged',
    },
    ...ENGINE_OPTIONS,
    ...WORKER_OPTIONS,
    ...JSON_OPTION,
  },
  async run(args, signal) {
    if (args.positionals.length > 0) throw new UsageError(`run takes no argument "${args.positionals[0]}"`);
    const engine = engineNamed(args.get('engine'));
    const workers = workerCount(args.get('workers'));
    const thresholds = args.all('threshold').map((text) => parseNumber(text, '--threshold'));
    const draft = draftOf(args);
    const model = await loadModel(args.get('model'));
    const { meta } = model;
    const request = defaultRequest(meta, model.info.hash, {
      ...draft,
      direction: model.direction,
      cuts: cutsWith(model, thresholds, precisionThresholds(args.all('precision'))),
      ...assumptionsOf(args, meta),
    });
    const targets = args.all('precision').map((text) => parsePrecision(text, request));
    const blocks = blocksOf(args, request);
    const advice = roundSamples(draft.samples ?? request.samples, request.replicates).message;
    if (advice !== null) note(advice);

    const pool = await openPool(model, engine, Math.min(workers, blockCount(request)));
    const line = progressLine();
    try {
      const {
        tally,
        progress,
        engine: ranOn,
        handover,
      } = await pool.run(request, {
        signal,
        onProgress: (_tally, now) => line.update(progressText(now)),
        ...(blocks === null ? {} : { blocks }),
        ...(targets.length === 0 ? {} : { enough: (tally) => isPrecise(targets, tally) }),
      });
      line.clear();
      // A run that stopped at a precision is the run of so many samples: the same request without --precision repeats it.
      const answered = targets.length === 0 ? request : { ...request, samples: tally.samples };
      const finished = {
        meta,
        request: answered,
        engine: ranOn,
        tally,
        seconds: progress.seconds,
        thresholds,
        targets,
        blocks,
      };
      const document = runDocument(finished);
      warn(meta, document.precision ?? []);
      if (handover !== undefined) note(handover);
      if (args.has('json')) await print(JSON.stringify(document));
      else {
        await print(runTable(finished, document));
        // A run that stopped at a precision has done all that it had to.
        note(progressText({ ...progress, samplesTotal: progress.samplesDone }));
      }
      return EXIT.done;
    } finally {
      line.clear();
      pool.dispose();
    }
  },
};

function draftOf(args: Arguments): RequestDraft {
  const sampler = args.get('sampler');
  if (sampler !== undefined && sampler !== 'sobol' && sampler !== 'philox') {
    throw new UsageError(`unknown sampler "${sampler}" (known: sobol, philox)`);
  }
  const [samples, most, seed, replicates] = (['samples', 'max-samples', 'seed', 'replicates'] as const).map((name) => {
    const text = args.get(name);
    if (text === undefined) return undefined;
    if (name === 'seed') return parseCount(text, '--seed', 0);
    return parseCount(text, `--${name}`, 1, name === 'replicates' ? MAX_REPLICATES : MAX_SAMPLES);
  });
  const precise = args.has('precision');
  if (precise && samples !== undefined)
    throw new UsageError('--samples with --precision: give --max-samples, the run ends where the precision is reached');
  if (precise && args.has('blocks'))
    throw new UsageError('--blocks with --precision: a part of a run cannot tell when the whole is precise');
  if (!precise && most !== undefined) throw new UsageError('--max-samples without --precision: give --samples');
  const wanted = precise ? (most ?? DEFAULT_MAX_SAMPLES) : samples;
  return {
    scenarios: scenariosOf(args.options),
    ...(sampler === undefined ? {} : { sampler }),
    ...(seed === undefined ? {} : { seed }),
    ...(replicates === undefined ? {} : { replicates }),
    ...(wanted === undefined ? {} : { samples: wanted }),
  };
}

function blocksOf(args: Arguments, request: ForecastRequest): BlockRange | null {
  const text = args.get('blocks');
  if (text === undefined) return null;
  const blocks = parseRange(text, '--blocks');
  const count = blockCount(request);
  if (blocks.to > count)
    throw new UsageError(`--blocks: ${text} is not within 0..${count}, the blocks of ${request.samples} samples`);
  return blocks;
}

function progressText({ samplesDone, samplesTotal, seconds, samplesPerSecond }: Progress): string {
  const share = samplesTotal > 0 ? Math.floor((100 * samplesDone) / samplesTotal) : 100;
  return `${groupDigits(samplesDone)} samples (${share} %) in ${seconds.toFixed(2)} s, ${groupDigits(samplesPerSecond)} samples/s`;
}

function warn(
  meta: ModelMeta,
  precision: readonly { readonly target: string; readonly se: number | null; readonly reached: boolean }[],
): void {
  for (const { target, se, reached } of precision) {
    if (!reached)
      note(
        `${meta.id}: precision ${target} not reached: the standard error is ${se === null ? 'unknown' : se.toPrecision(3)}; raise --max-samples`,
      );
  }
}
