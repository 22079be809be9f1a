/** The error of a model's declarations: where it is, what is wrong and what to write instead. */

/** Keys and indices from the object given to `model` down to the value at fault. */
export type Path = readonly (string | number)[];

export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
  readonly path: Path;
  /** What is wrong, without the place. */
  readonly problem: string;
  /** What to write instead, a sentence. */
  readonly remedy: string;

  constructor(path: Path, problem: string, remedy: string) {
    super(`${showPath(path)}: ${problem}. ${remedy}`);
    this.path = path;
    this.problem = problem;
    this.remedy = remedy;
  }
}

/** `inputs.usGrowth.p95`, `correlations[2]`; "model" for the empty path. */
export function showPath(path: Path): string {
  if (path.length === 0) return 'model';
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
}
