/** `--worldview` and `--input id=…`: assumptions in place of the model's. */
import type { RequestDraft } from '../engine/draft.ts';
import type { Distribution, InputMeta, ModelMeta } from '../language/definition.ts';
import { DefinitionError } from '../language/errors.ts';
import { FAMILIES, isFamily, readDistribution, recordOf } from '../language/families/index.ts';
import { didYouMean } from '../language/source.ts';
import type { Arguments, OptionSpecs } from './arguments.ts';
import { UsageError } from './errors.ts';
import { parseAssignment, parseNumber } from './numbers.ts';

export const INPUT_OPTIONS = {
  input: {
    value: 'id=p5,p50,p95',
    help: 'replaces the distribution of an input; its family stays, or is named: id=family:a,b,c, id=family:mean=4,sd=2,within=0..9',
    repeatable: true,
  },
  worldview: {
    value: 'ID',
    help: 'a bundle of assumptions of the model, under every scenario; --input and --switch stand over it',
  },
} as const satisfies OptionSpecs;

/** What a command line assumes other than the model, as a request draft takes it. @throws UsageError as `inputOverrides` */
export function assumptionsOf(args: Arguments, meta: ModelMeta): Pick<RequestDraft, 'inputs' | 'worldview'> {
  const worldview = args.get('worldview');
  return { inputs: inputOverrides(args.all('input'), meta), ...(worldview === undefined ? {} : { worldview }) };
}

/** @throws UsageError for an unknown input or family, or a wrong number of values */
export function inputOverrides(texts: readonly string[], meta: ModelMeta): Record<string, Distribution> {
  const entries = texts.map((text): [string, Distribution] => {
    const [id, value] = parseAssignment(text, '--input');
    return [id, parseDistribution(inputNamed(id, meta), value)];
  });
  return Object.fromEntries(entries);
}

function inputNamed(id: string, meta: ModelMeta): InputMeta {
  const found = meta.inputs.find((input) => input.id === id);
  if (found !== undefined) return found;
  const [owner] = id.split('[');
  if (meta.inputs.some((input) => input.id === owner && input.draws !== undefined)) {
    throw new UsageError(`"${id}" is a draw of "${owner}", and all have one distribution: use --input ${owner}=…`);
  }
  const ids = meta.inputs.map((input) => input.id);
  const near = didYouMean(id, ids);
  throw new UsageError(`unknown input "${id}"${near === undefined ? '' : ` (did you mean "${near}"?)`}`);
}

/**
 * `4,7,11`, `family:a,b,c`, `family:mean=4,sd=2`, any of them with `within=0..9` behind, or the object of a model text as JSON.
 */
function parseDistribution({ id, distribution }: InputMeta, text: string): Distribution {
  if (text.trimStart().startsWith('{')) return parseObject(id, text);
  const split = /^([a-z]+):(.*)$/.exec(text);
  const family = split?.[1] ?? distribution.family;
  if (!isFamily(family)) {
    throw new UsageError(`--input ${id}: unknown family "${family}" (known: ${Object.keys(FAMILIES).join(', ')})`);
  }
  const parts = (split?.[2] ?? text).split(',').map((part) => part.trim());
  const named = parts.filter((part) => part.includes('=')).map((part) => parseNamed(id, part));
  const numbers = parts.filter((part) => !part.includes('=')).map((part) => parseNumber(part, `--input ${id}`));
  const { parameters, list } = recordOf(family);
  const names = parameters.filter(({ optional }) => optional !== true).map(({ name }) => name);
  // The names are those of the family, and the request is checked as a whole where it enters the engine.
  const typed = (fields: object): Distribution =>
    ({ family, ...fields, ...Object.fromEntries(named) }) as unknown as Distribution;
  if (list !== undefined) {
    const pairs = list.fromTyped(numbers);
    if (pairs === null) throw new UsageError(`--input ${id}: give ${list.typed}`);
    return typed({ [list.name]: pairs });
  }
  if (numbers.length === 0 && named.some(([name]) => name !== 'within')) return typed({});
  if (numbers.length !== names.length) {
    throw new UsageError(
      `--input ${id}: ${family} takes ${names.length} values, ${names.join(',')}, not ${numbers.length}`,
    );
  }
  return typed(Object.fromEntries(names.map((name, i) => [name, numbers[i]])));
}

/** `mean=4`, or `within=0..9`. */
function parseNamed(id: string, part: string): [name: string, value: number | readonly number[]] {
  const [name = '', value = ''] = part.split('=', 2);
  const [low = '', high] = value.split('..', 2);
  const from = parseNumber(low, `--input ${id}, ${name}`);
  return [name, high === undefined ? from : [from, parseNumber(high, `--input ${id}, ${name}`)]];
}

function parseObject(id: string, text: string): Distribution {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new UsageError(`--input ${id}: not JSON; write it as in {"family":"normal","mean":4,"sd":2}`);
  }
  try {
    return readDistribution(raw, ['input', id]);
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    throw new UsageError(`--input ${id}: ${error.problem}. ${error.remedy}`);
  }
}
