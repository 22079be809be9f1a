/** Uniform between two ends: min + (max - min) Phi(z), z not clipped. */
import { normalCdf } from '../portable.ts';
import { checkRising, type FamilyDefinition, rounded, TRANSFORM } from './family.ts';

export interface UniformDistribution {
  readonly family: 'uniform';
  readonly min: number;
  readonly max: number;
}

export const uniform: FamilyDefinition<UniformDistribution> = {
  family: 'uniform',
  label: 'Uniform',
  parameters: [{ name: 'min' }, { name: 'max' }],
  check: ({ min, max }) =>
    checkRising([
      ['min', min],
      ['max', max],
    ]),
  value({ min, max }) {
    const width = max - min;
    return (z) => min + width * normalCdf(z);
  },
  packed: ({ min, max }) => ({ kind: TRANSFORM.uniform, center: min, scaleLow: max - min, scaleHigh: 0, table: null }),
  like([p5, , p95]) {
    // Its 5 % and 95 % quantiles are a twentieth of the width inside the ends.
    const width = (p95 - p5) / 0.9;
    return { family: 'uniform', min: rounded(p5 - width / 20), max: rounded(p95 + width / 20) };
  },
  example: { family: 'uniform', min: 0, max: 1 },
};
