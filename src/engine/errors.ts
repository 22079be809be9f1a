/**
 * Errors of the engine folder. Each names the value at fault, where it stood and what to write instead, so that a page,
 * a terminal or a script can show it as it is.
 */

/** A request that cannot be run. `path` is where the fault is, e.g. `scenarios[1].levers.labSecurity`. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly path: string;
  readonly value: unknown;
  readonly remedy: string;

  constructor(path: string, value: unknown, problem: string, remedy: string) {
    super(`${path === '' ? 'request' : path}: ${problem}${remedy === '' ? '' : `; ${remedy}`}`);
    this.path = path;
    this.value = value;
    this.remedy = remedy;
  }
}

/** An engine that cannot do what it was asked: out of memory, a kernel of another model, an index outside a series. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

/** Counts that do not belong together, or a stored tally that cannot be read. */
export class TallyError extends Error {
  override readonly name = 'TallyError';
}

/** `value` as an error message shows it: short, quoted where it is text, never a dump. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) {
    return String(value);
  }
  return Array.isArray(value) ? `an array of ${value.length}` : `a value of type ${typeof value}`;
}
