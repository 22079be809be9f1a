/** What the analysis commands share: their options, the engines they run on, and how they name and print statistics. */
import { type AnalysisBase, fleetOf } from '../analysis/engine.ts';
import { AnalysisError } from '../analysis/errors.ts';
import { isProbability, parseStatistic, type Statistic, type Target } from '../analysis/statistic.ts';
import { MAX_SAMPLES } from '../engine/blocks.ts';
import { DEFAULTS, defaultRequest, type ScenarioDraft } from '../engine/draft.ts';
import { formatEstimate, formatProbability } from '../engine/format.ts';
import type { Estimate } from '../engine/statistics.ts';
import type { ModelMeta } from '../language/definition.ts';
import type { Arguments, OptionSpecs } from './arguments.ts';
import { JSON_OPTION } from './command.ts';
import { EXIT, UsageError } from './errors.ts';
import { assumptionsOf, INPUT_OPTIONS } from './inputs.ts';
import { loadModel, MODEL_OPTIONS } from './model.ts';
import { parseCount } from './numbers.ts';
import { ENGINE_OPTIONS, engineNamed, openPool, WORKER_OPTIONS, workerCount } from './pool.ts';
import { SCENARIO_OPTIONS, scenariosOf } from './scenarios.ts';
import { note, type ProgressLine, print, progressLine } from './terminal.ts';

export const ANALYSIS_OPTIONS = {
  ...MODEL_OPTIONS,
  ...SCENARIO_OPTIONS,
  ...INPUT_OPTIONS,
  samples: { value: 'N', help: 'samples of each setting (each command has its own default)' },
  seed: { value: 'S', help: `seed of all draws (default: ${DEFAULTS.seed})` },
  ...ENGINE_OPTIONS,
  ...WORKER_OPTIONS,
  ...JSON_OPTION,
} as const satisfies OptionSpecs;

export const TARGET_OPTION = {
  target: {
    value: 'outcome@date.p50',
    help: 'the statistic to follow: p50, mean, sd or atLeast12, of the headline outcome and date where none is named',
    repeatable: true,
  },
} as const satisfies OptionSpecs;

export interface AnalysisContext {
  readonly base: AnalysisBase;
  readonly meta: ModelMeta;
  /** `--samples`, as options of an analysis take it. */
  readonly samples: { readonly samples?: number };
  readonly line: ProgressLine;
}

/** What a command found: a document for `--json`, a page of text otherwise. */
export interface Findings {
  readonly document: object;
  readonly text: string;
}

/**
 * Loads the model, starts one engine per worker, does the work and prints it.
 * @param scenarios default: those of the command line
 * @returns the exit code
 * @throws UsageError for what the user can mend, an AnalysisError among it
 */
export async function analyse(
  args: Arguments,
  signal: AbortSignal,
  work: (context: AnalysisContext) => Promise<Findings>,
  scenarios: readonly ScenarioDraft[] = scenariosOf(args.options),
): Promise<number> {
  if (args.positionals.length > 0) throw new UsageError(`there is no argument "${args.positionals[0]}" here`);
  const engine = engineNamed(args.get('engine'));
  const workers = engine === 'reference' ? 1 : workerCount(args.get('workers'));
  const [samples, seed] = (['samples', 'seed'] as const).map((name) => {
    const text = args.get(name);
    return text === undefined
      ? undefined
      : name === 'seed'
        ? parseCount(text, '--seed', 0)
        : parseCount(text, '--samples', 1, MAX_SAMPLES);
  });
  const model = await loadModel(args.get('model'));
  const { meta } = model;
  const request = defaultRequest(meta, model.info.hash, {
    scenarios,
    paired: false,
    ...assumptionsOf(args, meta),
    cuts: model.cuts,
    ...(seed === undefined ? {} : { seed }),
  });
  const pools = await Promise.all(Array.from({ length: workers }, () => openPool(model, engine, 1)));
  const line = progressLine();
  const started = performance.now();
  try {
    const base = { engine: fleetOf(pools), meta, request, signal };
    const { document, text } = await work({ base, meta, samples: samples === undefined ? {} : { samples }, line });
    line.clear();
    const seconds = (performance.now() - started) / 1000;
    if (args.has('json')) await print(JSON.stringify({ engine, seconds, ...document }));
    else {
      await print(text);
      note(`${seconds.toFixed(2)} s`);
    }
    return EXIT.done;
  } catch (error) {
    if (error instanceof AnalysisError) throw new UsageError(error.message);
    throw error;
  } finally {
    line.clear();
    for (const pool of pools) pool.dispose();
  }
}

const FORM =
  /^(?:(?<outcome>[A-Za-z_]\w*)(?:@(?<date>\d+(?:\.\d+)?))?\.)?(?<statistic>p\d+(?:\.\d+)?|[A-Za-z]+(?:-?\d+(?:\.\d+)?)?)$/;

/** `forwardLead@2028.5.p50`, `forwardLead.p50` (its headline date) or `p50` (the model's first outcome). Throws UsageError. */
export function parseTarget(text: string, meta: ModelMeta, option = '--target'): Target {
  const groups = FORM.exec(text)?.groups;
  if (groups?.['statistic'] === undefined) {
    throw new UsageError(`${option}: "${text}" is not of the form outcome@date.p50, outcome.mean or atLeast12`);
  }
  const { outcome: named, date } = groups;
  const outcome = named === undefined ? meta.outcomes[0] : meta.outcomes.find(({ id }) => id === named);
  if (outcome === undefined) {
    throw new UsageError(`${option}: no outcome "${named}" (known: ${meta.outcomes.map(({ id }) => id).join(', ')})`);
  }
  try {
    const statistic = parseStatistic(groups['statistic']);
    return { outcome: outcome.id, date: date === undefined ? outcome.headline : Number(date), statistic };
  } catch (error) {
    if (error instanceof AnalysisError) throw new UsageError(`${option}: ${error.message}`);
    throw error;
  }
}

/** `--target`, once, or the one given. */
export function targetOf(args: Arguments, meta: ModelMeta, usual: string): Target {
  const [text = usual, ...more] = args.all('target');
  if (more.length > 0) throw new UsageError('--target is given more than once: this command follows one');
  return parseTarget(text, meta);
}

/** `forwardLead@2028.5.p50`: what `parseTarget` reads. */
export function targetId({ outcome, date, statistic }: Target): string {
  return `${outcome}@${date}.${statisticId(statistic)}`;
}

function statisticId(statistic: Statistic): string {
  switch (statistic.kind) {
    case 'quantile':
      return `p${Number((100 * statistic.p).toPrecision(6))}`;
    case 'mean':
      return 'mean';
    case 'deviation':
      return 'sd';
    case 'atLeast':
      return `atLeast${statistic.threshold}`;
    case 'within':
      return `within${statistic.from}to${statistic.to}`;
    default:
      return statistic satisfies never;
  }
}

/** An estimate to the digit it earned; probabilities in per cent. */
export function estimateText({ statistic }: Pick<Target, 'statistic'>, { value, se }: Estimate): string {
  if (value === null) return '–';
  return isProbability(statistic) ? formatProbability(value, se) : formatEstimate(value, se);
}

/** A value for a table: four significant digits. */
export function valueText(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** `a..b` or `a..b:n` as n values, 11 by default. Throws UsageError naming `what`. */
export function parseSpan(text: string, what: string): number[] {
  const match = /^(-?(?:\d+(?:\.\d+)?|\.\d+)(?:e-?\d+)?)\.\.(-?(?:\d+(?:\.\d+)?|\.\d+)(?:e-?\d+)?)(?::(\d+))?$/i.exec(
    text,
  );
  const [from, to, count] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3] ?? 11)];
  if (match === null || !Number.isFinite(from) || !Number.isFinite(to) || !(to > from)) {
    throw new UsageError(`${what}: "${text}" is not of the form from..to:points with from < to`);
  }
  if (count < 2 || count > 501) throw new UsageError(`${what}: ${count} points; give 2 to 501`);
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? to : from + ((to - from) * i) / (count - 1)));
}
