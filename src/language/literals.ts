/**
 * The declarative half of a model text, evaluated without running it: literals, arithmetic on constants, lists, objects and
 * calls to the vocabulary's builders. Remembers where each value stands, so that a later objection can name its place.
 */
import type { AnyNode, Expression, ObjectExpression, VariableDeclaration } from 'acorn';
import { quarters } from './builders.ts';
import { callableOperation, operation } from './operations.ts';
import { didYouMean } from './source.ts';
import { inWords, type Source } from './syntax.ts';

export type Literal = number | string | boolean | readonly Literal[] | { readonly [key: string]: Literal };

/** Builders that return their argument: they only give types to the author's editor. */
const IDENTITY_BUILDERS = new Set(['input', 'lever', 'toggle', 'outcome', 'preset']);
const VOCABULARY = [...IDENTITY_BUILDERS, 'quarters', 'model'];

export class Literals {
  private readonly source: Source;
  private readonly constants = new Map<string, Expression>();
  private readonly evaluating = new Set<string>();
  private readonly values = new Map<string, Literal>();

  constructor(source: Source, declarations: readonly VariableDeclaration[]) {
    this.source = source;
    for (const declaration of declarations) {
      for (const { id, init } of declaration.declarations) {
        if (id.type !== 'Identifier' || !init)
          source.fail(id, 'a constant without a name or a value', 'Write const NAME = value;');
        if (this.constants.has(id.name))
          source.fail(id, `"${id.name}" is declared twice`, 'Give one of them another name.');
        this.constants.set(id.name, init);
      }
    }
  }

  has(name: string): boolean {
    return this.constants.has(name);
  }

  names(): Iterable<string> {
    return this.constants.keys();
  }

  constant(name: string, usedAt: { readonly start: number }): Literal {
    const known = this.values.get(name);
    if (known !== undefined) return known;
    const node = this.constants.get(name);
    if (node === undefined) return this.source.fail(usedAt, `unknown name "${name}"`, this.suggestion(name));
    if (this.evaluating.has(name))
      this.source.fail(node, `"${name}" is defined by itself`, 'Give it a value that does not use it.');
    if (node.start > usedAt.start)
      this.source.fail(usedAt, `"${name}" is used before it is defined`, `Move const ${name} up.`);
    this.evaluating.add(name);
    const value = this.evaluate(node);
    this.evaluating.delete(name);
    this.values.set(name, value);
    return value;
  }

  evaluate(node: AnyNode): Literal {
    switch (node.type) {
      case 'Literal':
        if (typeof node.value === 'number' || typeof node.value === 'string' || typeof node.value === 'boolean')
          return node.value;
        return this.source.fail(node, 'not a number, a text or a truth value', 'Write a plain literal.');
      case 'TemplateLiteral':
        if (node.expressions.length > 0)
          this.source.fail(node, 'a template text with parts', 'Write a plain text, or join texts with +.');
        return node.quasis[0]?.value.cooked ?? '';
      case 'Identifier':
        return this.constant(node.name, node);
      case 'UnaryExpression': {
        const value = this.evaluate(node.argument);
        if (typeof value === 'number' && node.operator === '-') return -value;
        if (typeof value === 'number' && node.operator === '+') return value;
        return this.source.fail(node, `${node.operator} of something that is not a number`, 'Use numbers.');
      }
      case 'BinaryExpression':
        return this.binary(node.operator, node, this.evaluate(node.left), this.evaluate(node.right));
      case 'ArrayExpression':
        return node.elements.map((element) => {
          if (element === null || element.type === 'SpreadElement') {
            return this.source.fail(element ?? node, 'a hole or a spread in a list', 'Write every element out.');
          }
          return this.evaluate(element);
        });
      case 'ObjectExpression':
        return this.object(node);
      case 'CallExpression':
        return this.call(node);
      default:
        return this.source.fail(
          node,
          `${inWords(node)} where a value is declared`,
          'Use literals, constants, lists, objects and the builders.',
        );
    }
  }

  /** The properties of an object literal; `skip` leaves one out (the equations). */
  object(node: ObjectExpression, skip?: string): Record<string, Literal> {
    // Without a prototype, "__proto__" is an ordinary key that the checks can name.
    const result: Record<string, Literal> = Object.create(null);
    for (const property of node.properties) {
      const key = propertyKey(property);
      if (key === undefined || property.type !== 'Property') {
        return this.source.fail(property, 'a computed key or a spread', 'Write each property as name: value.');
      }
      if (Object.hasOwn(result, key))
        this.source.fail(property, `"${key}" appears twice`, 'Remove or rename one of them.');
      if (key === skip) continue;
      if (property.method || property.kind !== 'init')
        this.source.fail(property, `"${key}" is a function`, 'Only simulate is a function.');
      result[key] = this.evaluate(property.value);
    }
    return result;
  }

  private binary(operator: string, node: AnyNode, left: Literal, right: Literal): Literal {
    if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right;
    if (typeof left !== 'number' || typeof right !== 'number') {
      return this.source.fail(node, `${operator} of something that is not a number`, 'Use numbers.');
    }
    switch (operator) {
      case '+':
        return left + right;
      case '-':
        return left - right;
      case '*':
        return left * right;
      case '/':
        return left / right;
      default:
        return this.source.fail(node, `operator ${operator} in a declaration`, 'Use + - * / on numbers.');
    }
  }

  private call(node: AnyNode & { type: 'CallExpression' }): Literal {
    const name = node.callee.type === 'Identifier' ? node.callee.name : '';
    const first = node.arguments[0];
    if (IDENTITY_BUILDERS.has(name)) {
      if (first === undefined || node.arguments.length !== 1) {
        return this.source.fail(node, `${name}() takes one object`, `Write ${name}({ … }).`);
      }
      return this.evaluate(first);
    }
    const values = node.arguments.map((argument) => this.evaluate(argument));
    const numbers = values.filter((value) => typeof value === 'number');
    if (numbers.length !== values.length) this.source.fail(node, `${name}() takes numbers`, 'Pass numbers.');
    if (name === 'quarters') {
      const [from, to] = numbers;
      if (from === undefined || to === undefined)
        return this.source.fail(node, 'quarters() takes two dates', 'Write quarters(2026.5, 2030.5).');
      return quarters(from, to);
    }
    const found = callableOperation(name);
    if (found === undefined) return this.source.fail(node.callee, `unknown function "${name}"`, this.suggestion(name));
    const row = operation(found);
    if (row.parameters.length !== numbers.length) {
      this.source.fail(
        node,
        `${name}() takes ${row.parameters.length} numbers, not ${numbers.length}`,
        `Correct the call of ${name}.`,
      );
    }
    return row.evaluate(...numbers);
  }

  private suggestion(name: string): string {
    const close = didYouMean(name, [...this.constants.keys(), ...VOCABULARY]);
    return close === undefined ? 'Define it with const before this line.' : `Did you mean "${close}"?`;
  }
}

/** The key of an object property, or undefined when it is computed or a spread. */
export function propertyKey(property: AnyNode): string | undefined {
  if (property.type !== 'Property' || property.computed) return undefined;
  if (property.key.type === 'Identifier') return property.key.name;
  if (property.key.type === 'Literal') return String(property.key.value);
  return undefined;
}

/** The node that a path of keys and indices leads to, as deep as the text has it. */
export function nodeAt(root: AnyNode, path: readonly (string | number)[]): AnyNode {
  let node = root;
  for (const step of path) {
    let container = node;
    while (container.type === 'CallExpression' && container.arguments[0] !== undefined)
      container = container.arguments[0];
    let next: AnyNode | null | undefined;
    if (container.type === 'ObjectExpression') {
      const property = container.properties.find((candidate) => propertyKey(candidate) === String(step));
      next = property?.type === 'Property' ? property.value : undefined;
      // An objection to a key itself points at the key.
      if (
        next !== undefined &&
        property?.type === 'Property' &&
        step === path.at(-1) &&
        next.type === 'ObjectExpression'
      )
        next = property.key;
    } else if (container.type === 'ArrayExpression') {
      next = container.elements[Number(step)];
    }
    if (!next) return container;
    node = next;
  }
  return node;
}
