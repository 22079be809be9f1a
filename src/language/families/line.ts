/** Quantities on the whole line, with tails that are not normal. */
import { BetaTail } from '../portable/beta.ts';
import { erf, ln, log1p, normalCdf } from '../portable.ts';
import { type FamilyDefinition, rounded } from './family.ts';
import { checkPositive, checkReach, checkWithin } from './range.ts';
import { gridPoint, ofScore, TABLE_INTERVALS, tableFamily, tabulate } from './table.ts';

export interface GumbelDistribution {
  readonly family: 'gumbel';
  readonly location: number;
  readonly scale: number;
}

function gumbelFormula({ location, scale }: GumbelDistribution): (z: number) => number {
  return ofScore((lower, upper) => location - scale * ln(lower > 0.5 ? -log1p(-upper) : -ln(lower)));
}

/** The largest of many: location - scale ln(-ln p). */
export const gumbel: FamilyDefinition<GumbelDistribution> = {
  family: 'gumbel',
  label: 'Gumbel',
  parameters: [{ name: 'location' }, { name: 'scale' }],
  check: ({ scale }) => checkPositive('scale', scale),
  ...tableFamily<GumbelDistribution>((distribution) => tabulate(gumbelFormula(distribution)), gumbelFormula),
  like([p5, p50, p95]) {
    const scale = rounded((p95 - p5) / 4.067455);
    return { family: 'gumbel', location: rounded(p50 - 0.36651292 * scale), scale };
  },
  example: { family: 'gumbel', location: 10, scale: 2 },
};

export interface StudentDistribution {
  readonly family: 'student';
  readonly df: number;
  readonly location: number;
  readonly scale: number;
}

/** As a model text writes it. */
export interface StudentText {
  readonly family: 'student';
  readonly df: number;
  readonly location?: number;
  readonly scale?: number;
}

/** Upper half of Student's t at the points of the grid, from z = 0 on: from |t|'s tail, a beta probability. */
function studentTable(df: number): Float64Array {
  const middle = TABLE_INTERVALS / 2;
  const half = new Float64Array(middle + 1);
  const tail = new BetaTail(df / 2, 0.5);
  const centre = new BetaTail(0.5, df / 2);
  // Each in the order that its search likes: from its own far end inwards.
  for (let i = middle; i > 0; i--) {
    const outside = 2 * normalCdf(-gridPoint(middle + i));
    if (outside > 0.5) break;
    const x = tail.quantile(outside);
    half[i] = Math.sqrt((df * (1 - x)) / x);
  }
  for (let i = 1; i <= middle; i++) {
    const inside = erf(gridPoint(middle + i) / Math.SQRT2);
    if (inside > 0.5) break;
    const y = centre.quantile(inside);
    half[i] = Math.sqrt((df * y) / (1 - y));
  }
  return half;
}

/** The same at any z, without a table. */
function studentFormula({ df, location, scale }: StudentDistribution): (z: number) => number {
  const tail = new BetaTail(df / 2, 0.5);
  const centre = new BetaTail(0.5, df / 2);
  const sizeAt = (z: number): number => {
    const outside = 2 * normalCdf(-z);
    if (outside <= 0.5) {
      const x = tail.quantile(outside);
      return Math.sqrt((df * (1 - x)) / x);
    }
    if (z === 0) return 0;
    const y = centre.quantile(erf(z / Math.SQRT2));
    return Math.sqrt((df * y) / (1 - y));
  };
  return (z) => (Number.isNaN(z) ? z : location + (z < 0 ? -scale : scale) * sizeAt(Math.min(Math.abs(z), 8)));
}

export const student: FamilyDefinition<StudentDistribution, StudentText> = {
  family: 'student',
  label: "Student's t",
  parameters: [{ name: 'df' }, { name: 'location', usual: 0 }, { name: 'scale', usual: 1 }],
  check: ({ df, location, scale }) =>
    checkWithin('df', df, 1, 10_000, 'Below 1 there is no middle to speak of; beyond, use family "normal".') ??
    checkPositive('scale', scale) ??
    checkReach('df', Math.abs(location) + scale * 4e8),
  ...tableFamily<StudentDistribution>(({ df, location, scale }) => {
    const half = studentTable(df);
    const middle = TABLE_INTERVALS / 2;
    return Float64Array.from({ length: TABLE_INTERVALS + 1 }, (_, i) => {
      const size = half[Math.abs(i - middle)] ?? Number.NaN;
      return location + (i < middle ? -scale : scale) * size;
    });
  }, studentFormula),
  like: ([p5, p50, p95]) => ({ family: 'student', df: 5, location: p50, scale: rounded((p95 - p5) / 4.030096) }),
  example: { family: 'student', df: 4, location: 1, scale: 0.5 },
};
