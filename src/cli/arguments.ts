/**
 * The arguments of a command, in the order given: the order means something, since a lever belongs to the preset before
 * it. Built on node:util's parser; what it would let pass (unknown names, missing values, repeats) is refused here.
 */
import { parseArgs } from 'node:util';
import { didYouMean } from '../language/source.ts';
import { UsageError } from './errors.ts';

export interface OptionSpec {
  /** What stands for the value in the help text; none: a flag. */
  readonly value?: string;
  readonly help: string;
  readonly repeatable?: boolean;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

export interface GivenOption {
  readonly name: string;
  /** Empty for a flag. */
  readonly value: string;
}

export interface Arguments {
  readonly positionals: readonly string[];
  /** In the order given. */
  readonly options: readonly GivenOption[];
  has(name: string): boolean;
  /** The value of an option that may be given once; undefined where it is not. */
  get(name: string): string | undefined;
  all(name: string): string[];
}

/** @throws UsageError for what `specs` does not allow */
export function parseArguments(argv: readonly string[], specs: OptionSpecs): Arguments {
  const types = Object.entries(specs).map(
    ([name, { value }]) => [name, { type: value === undefined ? 'boolean' : 'string' }] as const,
  );
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(types),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const positionals: string[] = [];
  const options: GivenOption[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(specs, token.name) ? specs[token.name] : undefined;
    if (spec === undefined) throw unknownOption(token.rawName, Object.keys(specs));
    if (spec.repeatable !== true && options.some(({ name }) => name === token.name)) {
      throw new UsageError(`${token.rawName} is given twice: give it once`);
    }
    options.push({
      name: token.name,
      value: plainMinus(checkedValue(token.rawName, token.value, token.inlineValue === true, spec)),
    });
  }
  return {
    positionals,
    options,
    has: (name) => options.some((option) => option.name === name),
    get: (name) => options.find((option) => option.name === name)?.value,
    all: (name) => options.filter((option) => option.name === name).map(({ value }) => value),
  };
}

/** A true minus before a digit, as numbers are printed here and pasted back, is what a keyboard has for it. */
const plainMinus = (value: string): string => value.replace(/\u2212(?=[\d.])/g, '-');

function checkedValue(rawName: string, value: string | undefined, inline: boolean, spec: OptionSpec): string {
  if (spec.value === undefined) {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value, but got "${value}"`);
    return '';
  }
  // A value that looks like an option is one that was forgotten; a negative number is a value.
  const forgotten = value === undefined || value === '' || (!inline && /^-[^\d.]/.test(value));
  if (forgotten) throw new UsageError(`${rawName} needs a value: ${rawName} ${spec.value}`);
  return value;
}

function unknownOption(rawName: string, known: readonly string[]): UsageError {
  const near = didYouMean(rawName.replace(/^-+/, ''), known);
  const remedy =
    near === undefined ? `known: ${known.map((name) => `--${name}`).join(' ')}` : `did you mean --${near}?`;
  return new UsageError(`unknown option ${rawName} (${remedy})`);
}
