/**
 * What the figures of a distribution leave out, in words that stand beside them: in tables, files and on the page. The
 * shares are of all samples.
 */
import type { leftOut } from './describe.ts';

/** Shares below this are not worth a line: fewer than one sample in a thousand moves no figure shown. */
const LEAST = 0.001;

/** A clause each, none where there is nothing to say. @param clockEnd year at which what was not reached is cut off */
export function caveatsOf(description: ReturnType<typeof leftOut>, clockEnd: number): string[] {
  const { n, nan, censored, under, over, constant, refused } = description;
  const all = n + nan;
  const said: string[] = [];
  // Even one sample without a value says that the model has places where it gives none.
  if (nan > 0) said.push(`${percent(nan / all)} of samples without a value: quantiles and mean are of the others`);
  if (constant) said.push('does not vary');
  if (censored >= LEAST) said.push(`${percent(censored)} not reached by ${clockEnd}`);
  if (under >= LEAST) said.push(`${percent(under)} below the range`);
  if (over >= LEAST) said.push(`${percent(over)} above the range`);
  if (refused !== undefined) said.push(`no mean: ${refused}`);
  return said;
}

function percent(share: number): string {
  const value = 100 * share;
  if (value > 0 && value < 0.1) return 'less than 0.1 %';
  return value < 100 && value > 99.9 ? 'more than 99.9 %' : `${value.toFixed(1)} %`;
}
