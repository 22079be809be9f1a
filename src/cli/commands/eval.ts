/** `eval`: outcomes for given standard normals. This is how truth vectors are checked from outside. */
import { defaultRequest } from '../../engine/draft.ts';
import { elementCount } from '../../language/elements.ts';
import { type Command, JSON_OPTION } from '../command.ts';
import { EXIT, firstLine, UsageError } from '../errors.ts';
import { outcomesOfRow, seriesOfRow, valueText } from '../evaluation.ts';
import { assumptionsOf, INPUT_OPTIONS } from '../inputs.ts';
import { loadModel, MODEL_OPTIONS, readText } from '../model.ts';
import { ENGINE_OPTIONS, engineNamed, openPool } from '../pool.ts';
import { SCENARIO_OPTIONS, scenariosOf } from '../scenarios.ts';
import { alignColumns } from '../table.ts';
import { print } from '../terminal.ts';

export const evaluate: Command = {
  name: 'eval',
  operands: '',
  summary: 'evaluates the model for given standard normals, one row a sample',
  options: {
    normals: { value: 'FILE', help: 'JSON array of rows of independent standard normals, in input order' },
    ...MODEL_OPTIONS,
    ...SCENARIO_OPTIONS,
    ...INPUT_OPTIONS,
    ...ENGINE_OPTIONS,
    trace: { help: 'also the series of each row' },
    ...JSON_OPTION,
  },
  async run(args) {
    const file = args.get('normals');
    if (file === undefined) throw new UsageError('eval needs --normals FILE');
    if (args.positionals.length > 0) throw new UsageError(`eval takes no argument "${args.positionals[0]}"`);
    const engine = engineNamed(args.get('engine'));
    const scenarios = scenariosOf(args.options);
    if (scenarios.length > 1) throw new UsageError('eval takes one --preset');
    const model = await loadModel(args.get('model'));
    const { meta, info } = model;
    const request = defaultRequest(meta, info.hash, { scenarios, ...assumptionsOf(args, meta) });
    const rows = parseRows(await readText(file, 'normals'), file, elementCount(meta));
    const trace = args.has('trace');
    const pool = await openPool(model, engine, 0);
    try {
      const evaluation = await pool.evaluate(request, { kind: 'normals', rows }, trace);
      const results = rows.map((_, row) => ({
        outcomes: outcomesOfRow(request, evaluation, row),
        ...(trace ? { series: seriesOfRow(evaluation, row) } : {}),
      }));
      if (args.has('json')) await print(JSON.stringify({ engine, rows: results }));
      else {
        const texts = results.map(({ outcomes, series }, row) => {
          const named = Object.entries({ ...outcomes, ...series });
          return alignColumns([
            [`row ${row}`, ...(request.outcomes[0]?.dates ?? []).map(String)],
            ...named.map(([id, values]) => [id, ...Object.values(values).map(valueText)]),
          ]);
        });
        await print(texts.join('\n\n'));
      }
      return EXIT.done;
    } finally {
      pool.dispose();
    }
  },
};

function parseRows(text: string, file: string, width: number): Float64Array[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`"${file}" is not JSON: ${firstLine(error)}`);
  }
  if (!Array.isArray(parsed)) throw new UsageError(`"${file}" must hold an array of rows of ${width} numbers`);
  return parsed.map((row: unknown, i) => {
    if (!Array.isArray(row)) throw new UsageError(`"${file}": row ${i} is not an array`);
    if (row.length !== width)
      throw new UsageError(`"${file}": row ${i} has ${row.length} numbers, the model has ${width} inputs and draws`);
    const bad = row.findIndex((value) => typeof value !== 'number' || !Number.isFinite(value));
    if (bad >= 0)
      throw new UsageError(`"${file}": row ${i}, number ${bad} is ${JSON.stringify(row[bad])}, not a number`);
    return Float64Array.from(row as number[]);
  });
}
