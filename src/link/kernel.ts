/**
 * A compiler for the AssemblyScript that src/emit writes: constants, static memory and functions of numbers and vectors.
 * It takes milliseconds and runs in a browser, where AssemblyScript's own takes seconds. It makes the same operations in
 * the same order, so that results are the same bits; tests/link compares them.
 */
import { tsPlugin } from '@sveltejs/acorn-typescript';
import {
  type AnyNode,
  type CallExpression,
  type Expression,
  type ForStatement,
  type FunctionDeclaration,
  Parser,
  type Statement,
  type VariableDeclaration,
  type VariableDeclarator,
} from 'acorn';
import { Code, inlineBody, OP } from './code.ts';
import {
  COMPARISONS,
  CONVERSIONS,
  INTRINSICS,
  type Intrinsic,
  LOADS,
  LOGIC,
  MATH,
  OPERATORS,
  STORES,
} from './intrinsics.ts';
import { type CoreModule, exportedFunction, type FunctionType, type Segment, type TypeName } from './module.ts';

export interface CompiledKernel {
  readonly constants: ReadonlyMap<string, number>;
  readonly segments: readonly Segment[];
  /** First byte of memory that the kernel leaves free. */
  readonly end: number;
  readonly functions: ReadonlyMap<string, Uint8Array>;
}

const parser = Parser.extend(tsPlugin());

/**
 * @param base first byte of memory that the kernel may have
 * @throws Error where the text holds anything that src/emit does not write
 */
export function compileText(text: string, core: CoreModule, base: number): CompiledKernel {
  const program = parser.parse(text, { ecmaVersion: 'latest', sourceType: 'module' });
  const names = new Map<string, string>();
  const constants = new Map<string, number>();
  const segments: Segment[] = [];
  const functions = new Map<string, Uint8Array>();
  let end = align(base, ALIGNMENT);
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      for (const one of statement.specifiers) names.set(one.local.name, one.local.name);
      continue;
    }
    const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (node?.type === 'FunctionDeclaration') {
      functions.set(node.id.name, new FunctionCompiler(core, constants, node).compile());
      continue;
    }
    if (node?.type !== 'VariableDeclaration') throw new Error(`a kernel cannot hold a ${statement.type}`);
    for (const declarator of node.declarations) {
      const name = nameOf(declarator);
      const memory = staticMemory(declarator);
      if (memory === undefined) {
        constants.set(name, wholeNumber(declarator.init));
        continue;
      }
      constants.set(name, end);
      if (memory.bytes !== undefined) segments.push({ address: end, bytes: memory.bytes });
      end = align(end + memory.length, ALIGNMENT);
    }
  }
  return { constants, segments, end, functions };
}

const ALIGNMENT = 16;
const align = (address: number, to: number): number => Math.ceil(address / to) * to;

function nameOf({ id }: VariableDeclarator): string {
  if (id.type !== 'Identifier') throw new Error(`a kernel cannot declare a ${id.type}`);
  return id.name;
}

function wholeNumber(node: AnyNode | null | undefined): number {
  if (node?.type === 'Literal' && typeof node.value === 'number' && Number.isInteger(node.value)) return node.value;
  throw new Error('a constant of a kernel is a whole number');
}

/** memory.data<f32>([...], 16) or memory.data(length, 16). */
function staticMemory({ init }: VariableDeclarator): { length: number; bytes?: Uint8Array } | undefined {
  if (init?.type !== 'CallExpression' || pathOf(init) !== 'memory.data') return undefined;
  const [what] = init.arguments;
  if (what?.type !== 'ArrayExpression') return { length: wholeNumber(what) };
  const values = Float32Array.from(what.elements, (element) => {
    if (element === null || element.type === 'SpreadElement') throw new Error('a kernel cannot spread a list');
    return numberIn(element);
  });
  return { length: values.byteLength, bytes: new Uint8Array(values.buffer) };
}

function numberIn(node: Expression): number {
  const value = literalValue(node);
  if (value === undefined) throw new Error('a list of a kernel holds numbers only');
  return value;
}

/** The value of a number as it is written, with its sign. */
function literalValue(node: AnyNode): number | undefined {
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
function isBare(node: AnyNode): boolean {
  if (node.type === 'UnaryExpression' && node.operator === '-') return isBare(node.argument);
  return node.type === 'Literal' && !/[.eE]/.test(node.raw ?? '');
}

type Callee = { readonly callee: AnyNode; readonly typeArguments?: unknown; readonly typeParameters?: unknown };

/** `name`, `object.name` or `name<type>` of what is called. */
function pathOf(call: Callee): string {
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

function typeNamed(name: string | undefined): TypeName {
  if (name === 'usize' || name === 'i32') return 'i32';
  if (name === 'f32' || name === 'f64' || name === 'v128') return name;
  throw new Error(`a kernel has no values of type ${name}`);
}

interface Annotated {
  readonly typeAnnotation?: { readonly typeAnnotation?: { readonly typeName?: { readonly name?: string } } };
}

const annotationOf = (node: AnyNode): string | undefined =>
  (node as Annotated).typeAnnotation?.typeAnnotation?.typeName?.name;

interface Variable {
  readonly type: TypeName;
  readonly local: number;
  readonly scope: Scope;
  /** Reads still to come; a constant without any gives its local back. */
  reads: number;
  readonly constant: boolean;
  released: boolean;
}

type Scope = Map<string, Variable>;

class FunctionCompiler {
  private readonly core: CoreModule;
  private readonly constants: ReadonlyMap<string, number>;
  private readonly node: FunctionDeclaration;
  private readonly code: Code;
  private readonly scopes: Scope[] = [];
  private readonly reads: ReadonlyMap<string, number>;

  constructor(core: CoreModule, constants: ReadonlyMap<string, number>, node: FunctionDeclaration) {
    this.core = core;
    this.constants = constants;
    this.node = node;
    const scope: Scope = new Map();
    this.reads = countNames(node.body);
    node.params.forEach((parameter, local) => {
      if (parameter.type !== 'Identifier') throw new Error(`a kernel cannot take a ${parameter.type}`);
      const type = typeNamed(annotationOf(parameter));
      scope.set(parameter.name, { type, local, scope, reads: 0, constant: false, released: true });
    });
    this.scopes.push(scope);
    this.code = new Code({ parameters: [...scope.values()].map(({ type }) => type), results: [] });
  }

  compile(): Uint8Array {
    this.block(this.node.body.body);
    return this.code.done();
  }

  private block(statements: readonly Statement[]): void {
    this.scopes.push(new Map());
    for (const statement of statements) this.statement(statement);
    this.closeScope();
  }

  private closeScope(): void {
    for (const variable of this.scopes.pop()?.values() ?? []) this.release(variable);
  }

  private release(variable: Variable): void {
    if (variable.released) return;
    variable.released = true;
    this.code.release(variable.type, variable.local);
  }

  private find(name: string): Variable | undefined {
    for (let i = this.scopes.length - 1; i >= 0; i--) {
      const found = this.scopes[i]?.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private statement(node: Statement): void {
    switch (node.type) {
      case 'VariableDeclaration':
        return this.declare(node);
      case 'ExpressionStatement':
        return this.effect(node.expression);
      case 'ReturnStatement':
        if (node.argument) this.expression(node.argument, 'i32');
        this.code.op(OP.return);
        return;
      case 'IfStatement':
        this.expression(node.test, 'i32');
        this.code.open(OP.if);
        this.block(statementsOf(node.consequent));
        if (node.alternate) {
          this.code.op(OP.else);
          this.block(statementsOf(node.alternate));
        }
        this.code.op(OP.end);
        return;
      case 'ForStatement':
        return this.loop(node);
      default:
        throw new Error(`a kernel cannot hold a ${node.type}`);
    }
  }

  private declare(node: VariableDeclaration): void {
    for (const declarator of node.declarations) {
      if (!declarator.init) throw new Error('a variable of a kernel has a value');
      const annotation = annotationOf(declarator.id);
      const type = annotation === undefined ? (this.typeOf(declarator.init) ?? 'i32') : typeNamed(annotation);
      this.expression(declarator.init, type);
      const name = nameOf(declarator);
      const scope = this.scopes.at(-1) as Scope;
      const local = this.code.take(type);
      const reads = this.reads.get(name) ?? 0;
      scope.set(name, { type, local, scope, reads, constant: node.kind === 'const', released: false });
      this.code.set(local);
    }
  }

  private loop(node: ForStatement): void {
    if (node.init?.type !== 'VariableDeclaration' || !node.test || !node.update) {
      throw new Error('a loop of a kernel has a counter, a bound and a step');
    }
    this.scopes.push(new Map());
    this.declare(node.init);
    this.code.open(OP.block).open(OP.loop);
    this.expression(node.test, 'i32');
    this.code.op(OP.i32Eqz).branch(OP.brIf, 1);
    this.block(statementsOf(node.body));
    this.effect(node.update);
    this.code.branch(OP.br, 0).op(OP.end).op(OP.end);
    this.closeScope();
  }

  /** An expression for what it does. */
  private effect(node: Expression): void {
    switch (node.type) {
      case 'AssignmentExpression': {
        const variable = this.target(node.left);
        if (node.operator === '=') this.expression(node.right, variable.type);
        else if (node.operator === '+=') {
          this.code.get(variable.local);
          this.expression(node.right, variable.type);
          this.code.op(operatorOf(OPERATORS, '+', variable.type));
        } else throw new Error(`a kernel cannot assign by ${node.operator}`);
        this.code.set(variable.local);
        return;
      }
      case 'UpdateExpression': {
        const variable = this.target(node.argument);
        if (node.operator !== '++' || variable.type !== 'i32') throw new Error('a kernel counts upwards, in i32');
        this.code
          .get(variable.local)
          .constant('i32', 1)
          .op(operatorOf(OPERATORS, '+', 'i32'))
          .set(variable.local);
        return;
      }
      case 'CallExpression': {
        const path = pathOf(node);
        const store = STORES.get(path);
        if (store !== undefined) {
          const [address, value, offset] = argumentsOf(node);
          const base = this.address(address);
          this.expression(required(value), store.parameters[1]);
          this.code.access(store.code, store.align, base + (offset === undefined ? 0 : wholeNumber(offset)));
          return;
        }
        if (path !== 'memory.fill') throw new Error(`a kernel cannot call ${path} for what it does`);
        for (const argument of argumentsOf(node)) this.expression(argument, 'i32');
        this.code.memoryFill();
        return;
      }
      default:
        throw new Error(`a kernel has no use for a ${node.type}`);
    }
  }

  private target(node: AnyNode): Variable {
    const variable = node.type === 'Identifier' ? this.find(node.name) : undefined;
    if (variable === undefined) throw new Error('a kernel assigns to variables only');
    return variable;
  }

  /** The value of a constant of the kernel. */
  private fixedAddress(node: Expression | undefined): number | undefined {
    if (node?.type !== 'Identifier' || this.find(node.name) !== undefined) return undefined;
    return this.constants.get(node.name);
  }

  /** Puts an address on the stack; the rest of it, which is known, is returned. */
  private address(node: Expression | undefined): number {
    const fixed = this.fixedAddress(node);
    if (fixed === undefined) this.expression(required(node), 'i32');
    else this.code.constant('i32', 0);
    return fixed ?? 0;
  }

  /** Type of an expression; undefined for a whole number that takes the type of what stands beside it. */
  private typeOf(node: AnyNode): TypeName | undefined {
    if (literalValue(node) !== undefined && !(node.type === 'Identifier' && this.find(node.name))) {
      return isBare(node) ? undefined : 'f64';
    }
    switch (node.type) {
      case 'Identifier':
        return this.find(node.name)?.type ?? 'i32';
      case 'ParenthesizedExpression':
        return this.typeOf(node.expression);
      case 'UnaryExpression':
        return node.operator === '!' ? 'i32' : this.typeOf(node.argument);
      case 'BinaryExpression':
        return node.operator in COMPARISONS ? 'i32' : (this.typeOf(node.left) ?? this.typeOf(node.right));
      case 'LogicalExpression':
        return 'i32';
      case 'ConditionalExpression':
        return this.typeOf(node.consequent) ?? this.typeOf(node.alternate);
      case 'CallExpression':
        return this.resultOf(pathOf(node));
      default:
        throw new Error(`a kernel cannot hold a ${node.type}`);
    }
  }

  private resultOf(path: string): TypeName {
    const known = INTRINSICS.get(path) ?? LOADS.get(path);
    if (known !== undefined) return known.result;
    if (path in CONVERSIONS) return typeNamed(path);
    if (path.startsWith('Math.')) return 'f64';
    if (path === 'f32x4.extract_lane') return 'f32';
    const [result] = this.coreFunction(path).type.results;
    if (result === undefined) throw new Error(`${path} has no result`);
    return result;
  }

  private coreFunction(name: string): { readonly index: number; readonly type: FunctionType } {
    const found = exportedFunction(this.core, name);
    if (found === undefined) throw new Error(`the core has no function ${name}`);
    return found;
  }

  /** Puts the value of an expression on the stack, as the type that is wanted. */
  private expression(node: Expression, wanted: TypeName | undefined): void {
    const literal = literalValue(node);
    if (literal !== undefined && !(node.type === 'Identifier' && this.find(node.name))) {
      this.code.constant(wanted ?? this.typeOf(node) ?? 'i32', literal);
      return;
    }
    const type = this.typeOf(node) ?? wanted ?? 'i32';
    if (wanted !== undefined && wanted !== type) throw new Error(`a kernel has ${type} where ${wanted} is wanted`);
    switch (node.type) {
      case 'Identifier':
        return this.read(node.name);
      case 'UnaryExpression':
        this.expression(node.argument, type);
        if (node.operator === '!') this.code.op(OP.i32Eqz);
        else if (node.operator === '-' && type === 'f64') this.code.op(OP.f64Neg);
        else throw new Error(`a kernel has no ${node.operator} of ${type}`);
        return;
      case 'BinaryExpression': {
        if (node.left.type === 'PrivateIdentifier') throw new Error('a kernel has no private names');
        const operand = this.typeOf(node.left) ?? this.typeOf(node.right) ?? wanted ?? 'i32';
        this.expression(node.left, operand);
        this.expression(node.right, operand);
        this.code.op(operatorOf(node.operator in COMPARISONS ? COMPARISONS : OPERATORS, node.operator, operand));
        return;
      }
      case 'LogicalExpression': {
        // Both sides are comparisons without effect, so that both may be evaluated.
        const op = LOGIC[node.operator];
        if (op === undefined) throw new Error(`a kernel has no ${node.operator}`);
        this.expression(node.left, 'i32');
        this.expression(node.right, 'i32');
        this.code.op(op);
        return;
      }
      case 'ConditionalExpression':
        this.expression(node.consequent, type);
        this.expression(node.alternate, type);
        this.expression(node.test, 'i32');
        this.code.op(OP.select);
        return;
      case 'CallExpression':
        return this.call(node);
      default:
        throw new Error(`a kernel cannot hold a ${node.type}`);
    }
  }

  private read(name: string): void {
    const variable = this.find(name);
    if (variable === undefined) {
      const value = this.constants.get(name);
      if (value === undefined) throw new Error(`a kernel has nothing called ${name}`);
      this.code.constant('i32', value);
      return;
    }
    this.code.get(variable.local);
    variable.reads--;
    if (variable.constant && variable.reads === 0 && variable.scope === this.scopes.at(-1)) this.release(variable);
  }

  private call(node: CallExpression): void {
    const path = pathOf(node);
    const operands = argumentsOf(node);
    const load = LOADS.get(path);
    if (load !== undefined) {
      const offset = operands[1] === undefined ? 0 : wholeNumber(operands[1]);
      const fixed = load.result === 'v128' ? this.fixedAddress(operands[0]) : undefined;
      if (fixed !== undefined) this.code.fixed(load.code, load.align, fixed + offset);
      else this.code.access(load.code, load.align, this.address(operands[0]) + offset);
      return;
    }
    const intrinsic = INTRINSICS.get(path) ?? mathOf(path);
    if (intrinsic !== undefined) {
      this.operands(operands, intrinsic.parameters, path);
      this.code.op(...intrinsic.code);
      return;
    }
    if (path === 'f32x4.extract_lane') {
      this.expression(required(operands[0]), 'v128');
      this.code.op(OP.simd, 31, wholeNumber(operands[1]));
      return;
    }
    if (path in CONVERSIONS) {
      const operand = required(operands[0]);
      const from = this.typeOf(operand) ?? typeNamed(path);
      const code = CONVERSIONS[path]?.[from];
      if (code === undefined) throw new Error(`a kernel cannot make ${path} of ${from}`);
      this.expression(operand, from);
      this.code.op(...code);
      return;
    }
    const name = path.replace('Math.', 'Math_');
    const { index, type } = this.coreFunction(name);
    this.operands(operands, type.parameters, path);
    const bytes = this.core.bodies[index - this.core.importedFunctions.size];
    const body = bytes === undefined ? undefined : inlineBody(bytes, type.parameters.length);
    if (body === undefined || type.results[0] !== 'v128') this.code.call(index);
    else this.code.inline(body, type);
  }

  private operands(nodes: readonly Expression[], types: readonly TypeName[], path: string): void {
    if (nodes.length !== types.length) throw new Error(`${path} takes ${types.length} operands, not ${nodes.length}`);
    nodes.forEach((node, i) => {
      this.expression(node, types[i]);
    });
  }
}

function mathOf(path: string): Intrinsic | undefined {
  return path.startsWith('Math.') ? MATH.get(path.slice('Math.'.length)) : undefined;
}

function operatorOf(table: typeof OPERATORS, symbol: string, type: TypeName): number {
  const op = table[symbol]?.[type];
  if (op === undefined) throw new Error(`a kernel has no ${symbol} of ${type}`);
  return op;
}

function required<T>(node: T | undefined): T {
  if (node === undefined) throw new Error('a call of a kernel lacks an operand');
  return node;
}

function argumentsOf(node: CallExpression): Expression[] {
  return node.arguments.map((argument) => {
    if (argument.type === 'SpreadElement') throw new Error('a kernel cannot spread a list');
    return argument;
  });
}

const statementsOf = (node: Statement): readonly Statement[] => (node.type === 'BlockStatement' ? node.body : [node]);

/** How often each name is read in a function; names that are assigned to are counted more often, which does no harm. */
function countNames(root: AnyNode): Map<string, number> {
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
