/**
 * PERT: the beta distribution on [min, max] with alpha = 1 + 4 (mode - min) / (max - min) and
 * beta = 1 + 4 (max - mode) / (max - min), whose mean is (min + 4 mode + max) / 6 (Malcolm et al. 1959; Clark 1962).
 */
import { type BetaDistribution, betaFormula, tabulateBeta } from './beta.ts';
import type { FamilyDefinition } from './family.ts';
import { tableFamily } from './table.ts';
import { checkMode, MODE_PARAMETERS, type ModeDistribution, modeLike } from './triangular.ts';

/** The beta distribution that it is. */
function betaOf({ min, mode, max }: ModeDistribution): BetaDistribution {
  const place = (mode - min) / (max - min);
  return { family: 'beta', alpha: 1 + 4 * place, beta: 5 - 4 * place, min, max };
}

export const pert: FamilyDefinition<ModeDistribution> = {
  family: 'pert',
  label: 'PERT',
  parameters: MODE_PARAMETERS,
  check: checkMode,
  ...tableFamily<ModeDistribution>(
    (distribution) => tabulateBeta(betaOf(distribution)),
    (distribution) => betaFormula(betaOf(distribution)),
  ),
  like: (three) => modeLike('pert', three),
  example: { family: 'pert', min: 0, mode: 0.2, max: 1 },
};
