/**
 * The declarative half of a model text, evaluated without running it: literals, arithmetic on constants, lists, objects and
 * calls to the vocabulary's builders. Remembers where each value stands, so that a later objection can name its place.
 */
import type { AnyNode, CallExpression, Expression, ObjectExpression, VariableDeclarator } from 'acorn';
import { quarters } from './builders.ts';
import { foldOperation } from './fold.ts';
import { propertyKey } from './nodes.ts';
import { applied, miscounted } from './operations.ts';
import { didYouMean } from './source.ts';
import type { Source } from './syntax.ts';
import { BUILDERS, FUNCTIONS, IDENTITY_BUILDERS, isFunction, rowFunction } from './vocabulary.ts';
import { inWords } from './words.ts';

export type Literal = number | string | boolean | readonly Literal[] | { readonly [key: string]: Literal };

/** Characters of a text joined from others: a few lines can double a text without end. */
const LONGEST_JOINED = 10_000;

export class Literals {
  private readonly source: Source;
  private readonly imported: ReadonlySet<string>;
  private readonly constants = new Map<string, Expression>();
  private readonly evaluating = new Set<string>();
  private readonly values = new Map<string, Literal>();

  constructor(source: Source, imported: ReadonlySet<string>, declarations: readonly VariableDeclarator[]) {
    this.source = source;
    this.imported = imported;
    for (const { id, init } of declarations) {
      if (id.type !== 'Identifier' || !init)
        source.fail(id, 'a constant without a name or a value', 'Write const NAME = value;');
      this.constants.set(id.name, init);
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
    if (node === undefined && name === 'Infinity') return Number.POSITIVE_INFINITY;
    if (node === undefined) return this.source.fail(usedAt, `unknown name "${name}"`, this.suggestion(name));
    if (this.evaluating.has(name))
      this.source.fail(usedAt, `"${name}" is defined by itself`, 'Give it a value that does not use it.');
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
    if (operator === '+' && typeof left === 'string' && typeof right === 'string') {
      if (left.length + right.length > LONGEST_JOINED)
        this.source.fail(node, `a text of more than ${LONGEST_JOINED} characters`, 'Shorten it.');
      return left + right;
    }
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
      case '**':
        return foldOperation('pow', [left, right]);
      default:
        return this.source.fail(node, `operator ${operator} in a declaration`, 'Use + - * / ** on numbers.');
    }
  }

  private call(node: CallExpression): Literal {
    const name = node.callee.type === 'Identifier' ? node.callee.name : '';
    if (name === '')
      return this.source.fail(node.callee, 'a call of another form', 'Call the functions of the language by name.');
    if (!BUILDERS.includes(name) && !isFunction(name))
      return this.source.fail(node.callee, `unknown function "${name}"`, this.suggestion(name));
    if (name === 'model' || rowFunction(name) !== undefined)
      return this.source.fail(node, `${name}() where a value is declared`, `Remove this call of ${name}.`);
    if (!this.imported.has(name))
      return this.source.fail(node.callee, `"${name}" is not imported`, "Add it to the import from 'headway'.");
    if (IDENTITY_BUILDERS.some((builder) => builder === name)) {
      const [only] = node.arguments;
      if (only === undefined || node.arguments.length !== 1)
        return this.source.fail(node, `${name}() takes one object`, `Write ${name}({ … }).`);
      return this.evaluate(only);
    }
    const numbers = node.arguments.map((argument) => {
      const value = this.evaluate(argument);
      if (typeof value !== 'number') return this.source.fail(argument, `${name}() takes numbers`, 'Pass numbers.');
      return value;
    });
    return name === 'quarters' ? this.quarters(numbers, node) : this.applyTo(name, numbers, node);
  }

  private quarters([from, to, ...rest]: readonly number[], node: CallExpression): Literal {
    if (from === undefined || to === undefined || rest.length > 0)
      return this.source.fail(node, 'quarters() takes two dates', 'Write quarters(2026.5, 2030.5).');
    try {
      return quarters(from, to);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return this.source.fail(node, error.message, 'Write quarters(2026.5, 2030.5).');
    }
  }

  private applyTo(name: string, numbers: readonly number[], node: CallExpression): number {
    const wrong = miscounted(name, numbers.length);
    if (wrong !== null) this.source.fail(node, wrong, `Correct the call of ${name}.`);
    return applied(name, numbers, foldOperation);
  }

  private suggestion(name: string): string {
    if (name === 'Math') return "Import the function from 'headway' and call it by its name, for example exp(x).";
    const close = didYouMean(name, [...this.constants.keys(), ...BUILDERS, ...FUNCTIONS]);
    return close === undefined ? 'Define it with const before this line.' : `Did you mean "${close}"?`;
  }
}
