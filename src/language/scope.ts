/** Names and what they stand for while a model text is lowered. */
import type { AnyNode } from 'acorn';
import type { SeriesInfo, Value } from './ir.ts';
import type { FunctionNode } from './syntax.ts';

export type Namespace = 'inputs' | 'levers' | 'statusQuo' | 'switches' | 'clock';

export type Binding =
  | { readonly kind: 'value'; value: Value; readonly mutable: boolean; readonly counter?: true }
  | { readonly kind: 'series'; readonly series: SeriesInfo }
  /** A constant list. */
  | { readonly kind: 'list'; readonly values: readonly number[] }
  | { readonly kind: 'path'; readonly lever: number }
  | { readonly kind: 'function'; readonly node: FunctionNode; readonly scope: Scope }
  | { readonly kind: 'namespace'; readonly which: Namespace }
  | { readonly kind: 'date'; readonly step: Value; readonly time: Value }
  | { readonly kind: 'intrinsic'; readonly which: 'series' | 'record' }
  /** Declared further down in the same block. */
  | { readonly kind: 'later' };

/** A variable that a loop or a branch may change. */
export interface Variable {
  readonly name: string;
  readonly binding: Extract<Binding, { kind: 'value' }>;
}

export class Scope {
  private readonly names = new Map<string, Binding>();
  private readonly parent: Scope | undefined;
  private readonly functionBoundary: boolean;

  /** @param functionBoundary true for the body of an inlined function, which may not assign to names outside it. */
  constructor(parent?: Scope, functionBoundary = false) {
    this.parent = parent;
    this.functionBoundary = functionBoundary;
  }

  /** Names that the block declares somewhere: until then they are known, but not usable. */
  announce(names: Iterable<string>): void {
    for (const name of names) if (!this.names.has(name)) this.names.set(name, { kind: 'later' });
  }

  declare(name: string, binding: Binding): void {
    this.names.set(name, binding);
  }

  /** Whether this very block has declared the name already. */
  hasOwn(name: string): boolean {
    const binding = this.names.get(name);
    return binding !== undefined && binding.kind !== 'later';
  }

  find(name: string): Binding | undefined {
    return this.names.get(name) ?? this.parent?.find(name);
  }

  mayAssign(name: string): boolean {
    if (this.names.has(name)) return true;
    return !this.functionBoundary && (this.parent?.mayAssign(name) ?? false);
  }

  allNames(): string[] {
    return [...this.names.keys(), ...(this.parent?.allNames() ?? [])];
  }
}

/** Names assigned anywhere within a statement, without those it declares itself; nested functions cannot assign outwards. */
export function assignedNames(node: AnyNode): Set<string> {
  const assigned = new Set<string>();
  const visit = (current: unknown): void => {
    if (Array.isArray(current)) {
      for (const item of current) visit(item);
      return;
    }
    if (typeof current !== 'object' || current === null || !('type' in current)) return;
    const child = current as AnyNode;
    if (child.type === 'AssignmentExpression' && child.left.type === 'Identifier') assigned.add(child.left.name);
    if (/Function/.test(child.type)) return;
    for (const value of Object.values(child)) visit(value);
  };
  visit(node);
  return assigned;
}
