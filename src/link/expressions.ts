/** Expressions of a kernel: values on the stack, of the types that are wanted. */
import type { AnyNode, CallExpression, Expression } from 'acorn';
import { type Code, inlineBody, OP } from './code.ts';
import { COMPARISONS, CONVERSIONS, INTRINSICS, type Intrinsic, LOADS, LOGIC, MATH, OPERATORS } from './intrinsics.ts';
import { type CoreModule, exportedFunction, type FunctionType, type TypeName } from './module.ts';
import { argumentsOf, isBare, literalValue, pathOf, required, typeNamed, wholeNumber } from './syntax.ts';
import type { Variables } from './variables.ts';

export class Expressions {
  private readonly core: CoreModule;
  /** Constants of the kernel, addresses of its static memory among them. */
  private readonly constants: ReadonlyMap<string, number>;
  private readonly code: Code;
  private readonly variables: Variables;

  constructor(core: CoreModule, constants: ReadonlyMap<string, number>, code: Code, variables: Variables) {
    this.core = core;
    this.constants = constants;
    this.code = code;
    this.variables = variables;
  }

  /** The value of a constant of the kernel. */
  private fixedAddress(node: Expression | undefined): number | undefined {
    if (node?.type !== 'Identifier' || this.variables.find(node.name) !== undefined) return undefined;
    return this.constants.get(node.name);
  }

  /** Puts an address on the stack; the rest of it, which is known, is returned. */
  address(node: Expression | undefined): number {
    const fixed = this.fixedAddress(node);
    if (fixed === undefined) this.expression(required(node), 'i32');
    else this.code.constant('i32', 0);
    return fixed ?? 0;
  }

  /** Type of an expression; undefined for a whole number that takes the type of what stands beside it. */
  typeOf(node: AnyNode): TypeName | undefined {
    if (literalValue(node) !== undefined && !(node.type === 'Identifier' && this.variables.find(node.name))) {
      return isBare(node) ? undefined : 'f64';
    }
    switch (node.type) {
      case 'Identifier':
        return this.variables.find(node.name)?.type ?? 'i32';
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
  expression(node: Expression, wanted: TypeName | undefined): void {
    const literal = literalValue(node);
    if (literal !== undefined && !(node.type === 'Identifier' && this.variables.find(node.name))) {
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
    const variable = this.variables.find(name);
    if (variable === undefined) {
      const value = this.constants.get(name);
      if (value === undefined) throw new Error(`a kernel has nothing called ${name}`);
      this.code.constant('i32', value);
      return;
    }
    this.variables.read(variable);
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
    const body = bytes === undefined ? null : inlineBody(bytes, type.parameters.length);
    if (body === null || type.results[0] !== 'v128') this.code.call(index);
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

export function operatorOf(table: typeof OPERATORS, symbol: string, type: TypeName): number {
  const op = table[symbol]?.[type];
  if (op === undefined) throw new Error(`a kernel has no ${symbol} of ${type}`);
  return op;
}
