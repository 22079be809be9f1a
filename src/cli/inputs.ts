/** `--input id=…`: a distribution in place of the model's. */
import type { Distribution, Family, InputMeta, ModelMeta } from '../language/definition.ts';
import { didYouMean } from '../language/source.ts';
import type { OptionSpecs } from './arguments.ts';
import { UsageError } from './errors.ts';
import { parseAssignment, parseNumber } from './numbers.ts';

export const INPUT_OPTIONS = {
  input: {
    value: 'id=p5,p50,p95',
    help: 'replaces the distribution of an input; its family stays, or is named: id=family:a,b,c',
    repeatable: true,
  },
} as const satisfies OptionSpecs;

/** Parameters of each family in the order they are typed. */
const PARAMETERS: Readonly<Record<Exclude<Family, 'quantiles'>, readonly string[]>> = {
  normal: ['p5', 'p50', 'p95'],
  lognormal: ['p5', 'p50', 'p95'],
  logitnormal: ['p5', 'p50', 'p95'],
  uniform: ['min', 'max'],
  triangular: ['min', 'mode', 'max'],
  pert: ['min', 'mode', 'max'],
  beta: ['alpha', 'beta', 'min', 'max'],
};

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
  const ids = meta.inputs.map((input) => input.id);
  const near = didYouMean(id, ids);
  throw new UsageError(`unknown input "${id}"${near === undefined ? '' : ` (did you mean "${near}"?)`}`);
}

function parseDistribution({ id, distribution }: InputMeta, text: string): Distribution {
  const named = /^([a-z]+):(.*)$/.exec(text);
  const numbers = (named?.[2] ?? text).split(',').map((part) => parseNumber(part.trim(), `--input ${id}`));
  const family = named?.[1] ?? distribution.family;
  const [first, second, third] = numbers;
  if (family === 'quantiles') {
    if (numbers.length !== 3) throw new UsageError(`--input ${id}: give three values, p5,p50,p95`);
    return {
      family,
      quantiles: [
        [0.05, first ?? 0],
        [0.5, second ?? 0],
        [0.95, third ?? 0],
      ],
    };
  }
  if (!isFamily(family)) {
    throw new UsageError(
      `--input ${id}: unknown family "${family}" (known: ${Object.keys(PARAMETERS).join(', ')}, quantiles)`,
    );
  }
  const names = PARAMETERS[family];
  if (numbers.length !== names.length) {
    throw new UsageError(
      `--input ${id}: ${family} takes ${names.length} values, ${names.join(',')}, not ${numbers.length}`,
    );
  }
  // The names are those of the family, and the request is checked as a whole where it enters the engine.
  return { family, ...Object.fromEntries(names.map((name, i) => [name, numbers[i]])) } as unknown as Distribution;
}

const isFamily = (family: string): family is keyof typeof PARAMETERS => Object.hasOwn(PARAMETERS, family);
