/**
 * Units as written in a model text, read where they are regular: words joined by spaces or dots, `/` or `per`, and whole
 * powers, such as `M H100e/yr`, `OOM per year`, `months`, `share`. What is not regular is null and passes every check.
 */
import { KNOWN, type KnownUnit, MAGNITUDES, VAGUE } from './names.ts';

export interface Unit {
  /** Exponent of each thing measured, none of them 0. */
  readonly dimensions: ReadonlyMap<string, number>;
  /** How much one of it is; time in years. */
  readonly scale: number;
}

const NO_UNIT: Unit = { dimensions: new Map(), scale: 1 };

/** A word that measures something of its own, perhaps with a currency sign. */
const WORD = /^(?:[$€£¥]|[A-Za-zµ][A-Za-z0-9]*)$/;
const POWER = /^(.+?)(?:\^(-?\d)|([²³]))$/;
/** `M$`, `bn€`. */
const MONEY = /^([A-Za-z]+)([$€£¥])$/;
/** Shorter words may end in s for other reasons. */
const SHORTEST_PLURAL = 4;
const TIMES = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'];
/** Relative difference of scales that is rounding. */
const ROUNDING = 1e-9;

/** The unit that `text` says, or null where it is empty or not regular. */
export function parseUnit(text: string): Unit | null {
  const spaced = text.replaceAll('/', ' / ').replaceAll('*', ' · ').replaceAll('·', ' · ');
  const words = spaced.split(/\s/).filter((word) => word !== '');
  const parts = words.reduce<string[][]>(
    (all, word) => {
      if (word === '/' || word === 'per') all.push([]);
      else all.at(-1)?.push(word);
      return all;
    },
    [[]],
  );
  const [above = [], ...below] = parts;
  if (words.length === 0) return null;
  return below.reduce<Unit | null>(
    (unit, part) => {
      // After a stroke, "yr country" may mean either.
      const divisor = part.length === 1 ? parseProduct(part) : null;
      return unit === null || divisor === null ? null : product(unit, divisor, -1);
    },
    above.length === 0 && below.length > 0 ? NO_UNIT : parseProduct(above),
  );
}

/** Words in a row: at most one of them unknown without dots between, since several are a phrase. */
function parseProduct(words: readonly string[]): Unit | null {
  const factors = words.filter((word) => word !== '·');
  const strangers = factors.filter((word) => !MAGNITUDES.has(word) && !KNOWN.has(word));
  if (factors.length === 0 || (strangers.length > 1 && factors.length === words.length)) return null;
  return factors.reduce<Unit | null>((unit, word, i) => {
    const next = parseWord(word, i < factors.length - 1);
    return unit === null || next === null ? null : product(unit, next, 1);
  }, NO_UNIT);
}

function parseWord(word: string, before: boolean): Unit | null {
  const power = POWER.exec(word);
  if (power?.[1] !== undefined) {
    const base = parseWord(power[1], false);
    return base === null ? null : raised(base, power[2] === undefined ? (power[3] === '²' ? 2 : 3) : Number(power[2]));
  }
  const magnitude = MAGNITUDES.get(word);
  if (magnitude !== undefined && before) return { dimensions: new Map(), scale: magnitude };
  const known = KNOWN.get(word);
  if (known !== undefined) return unitOf(known);
  const money = MONEY.exec(word);
  const sign = money?.[2];
  if (sign !== undefined) {
    const by = MAGNITUDES.get(money?.[1] ?? '');
    return by === undefined ? null : { dimensions: new Map([[sign, 1]]), scale: by };
  }
  if (!WORD.test(word) || VAGUE.has(word)) return null;
  const plural = word.length >= SHORTEST_PLURAL && /[^s]s$/.test(word);
  return { dimensions: new Map([[plural ? word.slice(0, -1) : word, 1]]), scale: 1 };
}

function unitOf({ dimensions, scale }: KnownUnit): Unit {
  return { dimensions: new Map(Object.entries(dimensions)), scale };
}

/** a times b to a whole power. */
export function product(a: Unit, b: Unit, power: number): Unit {
  const dimensions = new Map(a.dimensions);
  for (const [name, exponent] of b.dimensions) {
    const sum = (dimensions.get(name) ?? 0) + power * exponent;
    if (sum === 0) dimensions.delete(name);
    else dimensions.set(name, sum);
  }
  return { dimensions, scale: a.scale * b.scale ** power };
}

export function raised(unit: Unit, power: number): Unit {
  return product(NO_UNIT, unit, power);
}

/**
 * What `factor` times a value of the unit is where it converts: years into months, shares into percent. Null elsewhere, since
 * a number may have a unit of its own.
 */
export function converted(unit: Unit, factor: number): Unit | null {
  if (Math.abs(factor) === 1) return unit;
  const scale = unit.scale / Math.abs(factor);
  const isTime = unit.dimensions.size === 1 && unit.dimensions.get('yr') === 1;
  const scales = isTime
    ? TIMES.map((word) => KNOWN.get(word)?.scale ?? 0)
    : unit.dimensions.size === 0
      ? [1, 0.01]
      : [];
  const found = scales.find((each) => Math.abs(each / scale - 1) < ROUNDING);
  return found === undefined ? null : { ...unit, scale: found };
}

/** Whether two may be added or compared: the same things measured in the same amounts. */
export function agree(a: Unit, b: Unit): boolean {
  if (a.dimensions.size !== b.dimensions.size) return false;
  for (const [name, exponent] of a.dimensions) if (b.dimensions.get(name) !== exponent) return false;
  return Math.abs(a.scale / b.scale - 1) < ROUNDING;
}

/** In words for a reader: `1e+6 H100e/yr`, `months`, `a plain number`. */
export function showUnit({ dimensions, scale }: Unit): string {
  const time = dimensions.size === 1 && dimensions.get('yr') === 1;
  const named = TIMES.find((word) => Math.abs((KNOWN.get(word)?.scale ?? 0) / scale - 1) < ROUNDING);
  if (time && named !== undefined) return named;
  const power = (name: string, exponent: number) => (exponent === 1 ? name : `${name}^${exponent}`);
  const above = [...dimensions].filter(([, exponent]) => exponent > 0).map(([name, exponent]) => power(name, exponent));
  const below = [...dimensions]
    .filter(([, exponent]) => exponent < 0)
    .map(([name, exponent]) => power(name, -exponent));
  const amount = Math.abs(scale - 1) < ROUNDING ? '' : shortNumber(scale);
  if (dimensions.size === 0) return amount === '' ? 'a plain number' : `a plain number, ${amount}`;
  const top = [amount, above.join('·')].filter((part) => part !== '').join(' ');
  return `${top === '' ? '1' : top}${below.map((name) => `/${name}`).join('')}`;
}

function shortNumber(x: number): string {
  const short = Number(x.toPrecision(3));
  return short >= 1e4 ? short.toExponential() : String(short);
}
