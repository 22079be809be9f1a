/**
 * PERT: the beta distribution on [min, max] with alpha = 1 + 4 (mode - min) / (max - min) and
 * beta = 1 + 4 (max - mode) / (max - min), whose mean is (min + 4 mode + max) / 6 (Malcolm et al. 1959; Clark 1962).
 */
import type { ModeDistribution } from '../definition.ts';
import { tabulateBeta } from './beta.ts';
import type { FamilyDefinition } from './family.ts';
import { tableFamily } from './table.ts';
import { checkMode, MODE_FIELDS, readMode } from './triangular.ts';

export const pert: FamilyDefinition<ModeDistribution> = {
  family: 'pert',
  label: 'PERT',
  fields: MODE_FIELDS,
  read: (fields) => readMode('pert', fields),
  check: checkMode,
  ...tableFamily<ModeDistribution>(({ min, mode, max }) => {
    const place = (mode - min) / (max - min);
    return tabulateBeta({ family: 'beta', alpha: 1 + 4 * place, beta: 5 - 4 * place, min, max });
  }),
  example: { family: 'pert', min: 0, mode: 0.2, max: 1 },
};
