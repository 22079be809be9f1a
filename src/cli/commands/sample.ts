/** `sample`: single samples recomputed from their indices. */
import { DEFAULTS, defaultRequest } from '../../engine/draft.ts';
import type { Evaluation, ForecastRequest } from '../../engine/types.ts';
import type { ModelMeta } from '../../language/definition.ts';
import { elementsOf } from '../../language/elements.ts';
import { type Command, JSON_OPTION } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { jsonValue, outcomesOfRow, valueText } from '../evaluation.ts';
import { assumptionsOf, INPUT_OPTIONS } from '../inputs.ts';
import { loadModel, MODEL_OPTIONS } from '../model.ts';
import { parseCount, parseRange } from '../numbers.ts';
import { ENGINE_OPTIONS, engineNamed, openPool } from '../pool.ts';
import { SCENARIO_OPTIONS, scenariosOf } from '../scenarios.ts';
import { alignColumns } from '../table.ts';
import { print } from '../terminal.ts';

/** More than this is a job for `run`: every sample is held and printed. */
const MOST = 100_000;

export const sample: Command = {
  name: 'sample',
  operands: '',
  summary: 'recomputes single samples: their inputs and outcomes',
  options: {
    index: { value: 'A..B', help: 'sample indices (B not included)' },
    ...MODEL_OPTIONS,
    ...SCENARIO_OPTIONS,
    ...INPUT_OPTIONS,
    seed: { value: 'S', help: `seed of all draws (default: ${DEFAULTS.seed})` },
    sampler: { value: 'sobol|philox', help: 'as for run' },
    replicates: { value: 'R', help: 'as for run' },
    ...ENGINE_OPTIONS,
    ...JSON_OPTION,
  },
  async run(args) {
    const range = args.get('index');
    if (range === undefined) throw new UsageError('sample needs --index A..B');
    if (args.positionals.length > 0) throw new UsageError(`sample takes no argument "${args.positionals[0]}"`);
    const { from, to } = parseRange(range, '--index');
    if (to - from > MOST) throw new UsageError(`--index: at most ${MOST} samples at once, not ${to - from}`);
    const engine = engineNamed(args.get('engine'));
    const sampler = args.get('sampler');
    if (sampler !== undefined && sampler !== 'sobol' && sampler !== 'philox') {
      throw new UsageError(`unknown sampler "${sampler}" (known: sobol, philox)`);
    }
    const scenarios = scenariosOf(args.options);
    if (scenarios.length > 1) throw new UsageError('sample takes one --preset');
    const [seed, replicates] = (['seed', 'replicates'] as const).map((name) => {
      const text = args.get(name);
      return text === undefined ? undefined : parseCount(text, `--${name}`, name === 'seed' ? 0 : 1);
    });
    const model = await loadModel(args.get('model'));
    const request = defaultRequest(model.meta, model.info.hash, {
      scenarios,
      samples: to,
      direction: model.direction,
      ...assumptionsOf(args, model.meta),
      ...(sampler === undefined ? {} : { sampler }),
      ...(seed === undefined ? {} : { seed }),
      ...(replicates === undefined ? {} : { replicates }),
    });
    const indices = Array.from({ length: to - from }, (_, i) => from + i);
    const pool = await openPool(model, engine, 0);
    try {
      const evaluation = await pool.evaluate(request, { kind: 'indices', indices }, false);
      const samples = samplesOf(model.meta, request, indices, evaluation);
      await print(args.has('json') ? JSON.stringify({ engine, samples }) : samples.map(sampleText).join('\n\n'));
      return EXIT.done;
    } finally {
      pool.dispose();
    }
  },
};

function samplesOf(meta: ModelMeta, request: ForecastRequest, indices: readonly number[], evaluation: Evaluation) {
  return indices.map((index, row) => ({
    index,
    inputs: Object.fromEntries(
      elementsOf(meta).map(({ id }, i) => [id, jsonValue(evaluation.inputs[row]?.[i] ?? Number.NaN)]),
    ),
    outcomes: outcomesOfRow(request, evaluation, row),
  }));
}

function sampleText({ index, inputs, outcomes }: ReturnType<typeof samplesOf>[number]): string {
  const inputRows = Object.entries(inputs).map(([id, value]) => [`  ${id}`, valueText(value)]);
  const dates = Object.keys(Object.values(outcomes)[0] ?? {});
  const outcomeRows = Object.entries(outcomes).map(([id, values]) => [
    `  ${id}`,
    ...Object.values(values).map(valueText),
  ]);
  return [`sample ${index}`, alignColumns(inputRows), '', alignColumns([['  at', ...dates], ...outcomeRows])].join(
    '\n',
  );
}
