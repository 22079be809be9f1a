/** How a pool's promises fail, besides an AbortSignal's own reason. */

/** A newer run took this run's place. Callers drop it quietly. */
export class SupersededError extends Error {
  override readonly name = 'SupersededError';

  constructor() {
    super('superseded by a newer run');
  }
}

/** The pool could not do what it was asked: workers cannot be started, keep dying, or were disposed. */
export class PoolError extends Error {
  override readonly name = 'PoolError';
}

/** What an engine in a worker threw; `kind` is the name of the original error. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure';
  readonly kind: string;

  constructor(kind: string, message: string) {
    super(message);
    this.kind = kind;
  }
}
