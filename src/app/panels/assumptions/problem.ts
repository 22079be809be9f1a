/** What is wrong with a distribution as typed: the very check that a run makes, so that what is taken can be run. */
import type { Distribution } from '../../../language/definition.ts';
import { DefinitionError } from '../../../language/errors.ts';
import { readDistribution } from '../../../language/families/index.ts';

/** In words with what to do, or null when nothing is. */
export function problemOf(distribution: Distribution): string | null {
  try {
    readDistribution(distribution, []);
    return null;
  } catch (error) {
    if (error instanceof DefinitionError) return `${error.problem}. ${error.remedy}`;
    throw error;
  }
}
