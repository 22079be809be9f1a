/** The variables of a function, by block. A constant that is read no more gives its local back. */
import type { Code } from './code.ts';
import type { TypeName } from './module.ts';

export interface Variable {
  readonly type: TypeName;
  readonly local: number;
  readonly scope: Scope;
  /** Reads still to come. */
  reads: number;
  readonly constant: boolean;
  released: boolean;
}

type Scope = Map<string, Variable>;

export class Variables {
  private readonly code: Code;
  private readonly scopes: Scope[] = [];
  /** How often each name is read in the whole function. */
  private readonly reads: ReadonlyMap<string, number>;

  /** @param parameters in the order of their locals */
  constructor(
    code: Code,
    parameters: readonly (readonly [name: string, type: TypeName])[],
    reads: ReadonlyMap<string, number>,
  ) {
    this.code = code;
    this.reads = reads;
    const scope: Scope = new Map();
    parameters.forEach(([name, type], local) => {
      scope.set(name, { type, local, scope, reads: 0, constant: false, released: true });
    });
    this.scopes.push(scope);
  }

  open(): void {
    this.scopes.push(new Map());
  }

  close(): void {
    for (const variable of this.scopes.pop()?.values() ?? []) this.release(variable);
  }

  find(name: string): Variable | undefined {
    for (let i = this.scopes.length - 1; i >= 0; i--) {
      const found = this.scopes[i]?.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A new variable of the innermost block, with what is on the stack. */
  declare(name: string, type: TypeName, constant: boolean): void {
    const scope = this.scopes.at(-1);
    if (scope === undefined) throw new Error(`${name} is declared outside of every block`);
    const local = this.code.take(type);
    scope.set(name, { type, local, scope, reads: this.reads.get(name) ?? 0, constant, released: false });
    this.code.set(local);
  }

  read(variable: Variable): void {
    this.code.get(variable.local);
    variable.reads--;
    if (variable.constant && variable.reads === 0 && variable.scope === this.scopes.at(-1)) this.release(variable);
  }

  private release(variable: Variable): void {
    if (variable.released) return;
    variable.released = true;
    this.code.release(variable.type, variable.local);
  }
}
