/** Uniform between two ends: min + (max - min) Phi(z), z not clipped. */
import type { UniformDistribution } from '../definition.ts';
import { normalCdf } from '../portable.ts';
import { checkRising, type FamilyDefinition, TRANSFORM } from './family.ts';

export const uniform: FamilyDefinition<UniformDistribution> = {
  family: 'uniform',
  label: 'Uniform',
  fields: ['min', 'max'],
  read: (fields) => ({ family: 'uniform', min: fields.number('min'), max: fields.number('max') }),
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
  example: { family: 'uniform', min: 0, max: 1 },
};
