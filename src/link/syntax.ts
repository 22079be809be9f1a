/** What the compiler of kernels reads off syntax nodes. */
import type { AnyNode, CallExpression, Expression, Statement, VariableDeclarator } from 'acorn';
import type { TypeName } from './module.ts';

export function nameOf({ id }: VariableDeclarator): string {
  if (id.type !== 'Identifier') throw new Error(`a kernel cannot declare a ${id.type}`);
  return id.name;
}

export function wholeNumber(node: AnyNode | null | undefined): number {
  if (node?.type === 'Literal' && typeof node.value === 'number' && Number.isInteger(node.value)) return node.value;
  throw new Error('a constant of a kernel is a whole number');
}

/** The value of a number as it is written, with its sign. */
export function literalValue(node: AnyNode): number | undefined {
  if (node.type === 'Literal' && typeof node.value === 'number') return node.value;
  if (node.type === 'Identifier') {
    if (node.name === 'NaN') return Number.NaN;
    if (node.name === 'Infinity') return Number.POSITIVE_INFINITY;
  }
  if (node.type === 'UnaryExpression' && node.operator === '-') {
    const value = literalValue(node.argument);
    return value === undefined ? undefined : -value;
  }
  return undefined;
}

/** Whether a literal is of no type of its own: a whole number without point or exponent. */
export function isBare(node: AnyNode): boolean {
  if (node.type === 'UnaryExpression' && node.operator === '-') return isBare(node.argument);
  return node.type === 'Literal' && !/[.eE]/.test(node.raw ?? '');
}

type Callee = { readonly callee: AnyNode; readonly typeArguments?: unknown; readonly typeParameters?: unknown };

/** `name`, `object.name` or `name<type>` of what is called. */
export function pathOf(call: Callee): string {
  const { callee } = call;
  const name =
    callee.type === 'Identifier'
      ? callee.name
      : callee.type === 'MemberExpression' &&
          callee.object.type === 'Identifier' &&
          callee.property.type === 'Identifier'
        ? `${callee.object.name}.${callee.property.name}`
        : undefined;
  if (name === undefined) throw new Error(`a kernel cannot call a ${callee.type}`);
  const types = (call.typeArguments ?? call.typeParameters) as
    | { params?: { typeName?: { name?: string } }[] }
    | undefined;
  const [first] = types?.params ?? [];
  return first === undefined || name === 'memory.data' ? name : `${name}<${first.typeName?.name}>`;
}

export function typeNamed(name: string | undefined): TypeName {
  if (name === 'usize' || name === 'i32') return 'i32';
  if (name === 'f32' || name === 'f64' || name === 'v128') return name;
  throw new Error(`a kernel has no values of type ${name}`);
}

interface Annotated {
  readonly typeAnnotation?: { readonly typeAnnotation?: { readonly typeName?: { readonly name?: string } } };
}

export const annotationOf = (node: AnyNode): string | undefined =>
  (node as Annotated).typeAnnotation?.typeAnnotation?.typeName?.name;

export function required<T>(node: T | undefined): T {
  if (node === undefined) throw new Error('a call of a kernel lacks an operand');
  return node;
}

export function argumentsOf(node: CallExpression): Expression[] {
  return node.arguments.map((argument) => {
    if (argument.type === 'SpreadElement') throw new Error('a kernel cannot spread a list');
    return argument;
  });
}

export const statementsOf = (node: Statement): readonly Statement[] =>
  node.type === 'BlockStatement' ? node.body : [node];

/** How often each name is read in a function; names that are assigned to are counted more often, which does no harm. */
export function countNames(root: AnyNode): Map<string, number> {
  const counts = new Map<string, number>();
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (Array.isArray(node)) waiting.push(...node);
    else if (typeof node === 'object' && node !== null && 'type' in node) {
      const { type } = node;
      if (type === 'VariableDeclarator') {
        waiting.push((node as VariableDeclarator).init);
        continue;
      }
      if (type === 'Identifier') {
        const { name } = node as { name: string } & typeof node;
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      for (const value of Object.values(node)) if (typeof value === 'object') waiting.push(value);
    }
  }
  return counts;
}
