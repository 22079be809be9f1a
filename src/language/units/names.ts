/** Words of units that are known: what they measure, and how much of it. Any other single word is a unit of its own. */

export interface KnownUnit {
  /** Exponent of each thing measured. */
  readonly dimensions: Readonly<Record<string, number>>;
  /** How much one of it is; years for time. */
  readonly scale: number;
}

const known = (dimensions: Readonly<Record<string, number>>, scale: number, words: string) =>
  words.split(' ').map((word) => [word, { dimensions, scale }] as const);

const YEAR_DAYS = 365.25;

/** Words that say how many, before a unit: `million H100e`. */
export const MAGNITUDES: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['thousand', 1e3],
  ['M', 1e6],
  ['million', 1e6],
  ['bn', 1e9],
  ['B', 1e9],
  ['billion', 1e9],
  ['G', 1e9],
  ['T', 1e12],
  ['trillion', 1e12],
]);

const PREFIXES: readonly (readonly [prefix: string, scale: number])[] = [
  ['m', 1e-3],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['P', 1e15],
  ['E', 1e18],
];

/** Units that are written with a prefix, in terms of years where time is in them. */
const PREFIXED: readonly (readonly [string, KnownUnit])[] = [
  ['W', { dimensions: { W: 1 }, scale: 1 }],
  ['Wh', { dimensions: { W: 1, yr: 1 }, scale: 1 / (YEAR_DAYS * 24) }],
  ['g', { dimensions: { g: 1 }, scale: 1 }],
  ['FLOP', { dimensions: { FLOP: 1 }, scale: 1 }],
];

export const KNOWN: ReadonlyMap<string, KnownUnit> = new Map([
  ...known({}, 1, '1 x share shares fraction ratio probability chance'),
  ...known({}, 0.01, '% percent'),
  ...known({ yr: 1 }, 1, 'yr yrs year years a'),
  ...known({ yr: 1 }, 1 / 12, 'mo month months'),
  ...known({ yr: 1 }, 7 / YEAR_DAYS, 'wk week weeks'),
  ...known({ yr: 1 }, 1 / YEAR_DAYS, 'd day days'),
  ...known({ yr: 1 }, 1 / (YEAR_DAYS * 24), 'h hr hour hours'),
  ...known({ yr: 1 }, 1 / (YEAR_DAYS * 24 * 60), 'min minute minutes'),
  ...known({ yr: 1 }, 1 / (YEAR_DAYS * 24 * 3600), 's sec second seconds'),
  ...known({ m: 1 }, 1, 'm metre metres meter meters'),
  ...known({ m: 1 }, 1000, 'km'),
  ...PREFIXED.flatMap(([word, unit]) => [
    [word, unit] as const,
    ...PREFIXES.map(([prefix, by]) => [`${prefix}${word}`, { ...unit, scale: unit.scale * by }] as const),
  ]),
]);

/** Words that describe rather than measure: a unit of one of these is not checked. */
export const VAGUE: ReadonlySet<string> = new Set(['number', 'index', 'score', 'count', 'points', 'units', 'unit']);
