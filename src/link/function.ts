/** Functions of a kernel: statements, in order. */
import type { AnyNode, Expression, ForStatement, FunctionDeclaration, Statement, VariableDeclaration } from 'acorn';
import { Code, OP } from './code.ts';
import { Expressions, operatorOf } from './expressions.ts';
import { OPERATORS, STORES } from './intrinsics.ts';
import type { CoreModule, TypeName } from './module.ts';
import {
  annotationOf,
  argumentsOf,
  countNames,
  nameOf,
  pathOf,
  required,
  statementsOf,
  typeNamed,
  wholeNumber,
} from './syntax.ts';
import { type Variable, Variables } from './variables.ts';

/** The body of a function as it stands in the code section. Throws Error at anything that src/emit does not write. */
export function compileFunction(
  core: CoreModule,
  constants: ReadonlyMap<string, number>,
  node: FunctionDeclaration,
): Uint8Array {
  const parameters = node.params.map((parameter): readonly [string, TypeName] => {
    if (parameter.type !== 'Identifier') throw new Error(`a kernel cannot take a ${parameter.type}`);
    return [parameter.name, typeNamed(annotationOf(parameter))];
  });
  const code = new Code({ parameters: parameters.map(([, type]) => type), results: [] });
  const variables = new Variables(code, parameters, countNames(node.body));
  new Statements(code, variables, new Expressions(core, constants, code, variables)).block(node.body.body);
  return code.done();
}

class Statements {
  private readonly code: Code;
  private readonly variables: Variables;
  private readonly expressions: Expressions;

  constructor(code: Code, variables: Variables, expressions: Expressions) {
    this.code = code;
    this.variables = variables;
    this.expressions = expressions;
  }

  block(statements: readonly Statement[]): void {
    this.variables.open();
    for (const statement of statements) this.statement(statement);
    this.variables.close();
  }

  private statement(node: Statement): void {
    switch (node.type) {
      case 'VariableDeclaration':
        return this.declare(node);
      case 'ExpressionStatement':
        return this.effect(node.expression);
      case 'ReturnStatement':
        if (node.argument) this.expressions.expression(node.argument, 'i32');
        this.code.op(OP.return);
        return;
      case 'IfStatement':
        this.expressions.expression(node.test, 'i32');
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
      const type =
        annotation === undefined ? (this.expressions.typeOf(declarator.init) ?? 'i32') : typeNamed(annotation);
      this.expressions.expression(declarator.init, type);
      this.variables.declare(nameOf(declarator), type, node.kind === 'const');
    }
  }

  private loop(node: ForStatement): void {
    if (node.init?.type !== 'VariableDeclaration' || !node.test || !node.update) {
      throw new Error('a loop of a kernel has a counter, a bound and a step');
    }
    this.variables.open();
    this.declare(node.init);
    this.code.open(OP.block).open(OP.loop);
    this.expressions.expression(node.test, 'i32');
    this.code.op(OP.i32Eqz).branch(OP.brIf, 1);
    this.block(statementsOf(node.body));
    this.effect(node.update);
    this.code.branch(OP.br, 0).op(OP.end).op(OP.end);
    this.variables.close();
  }

  /** An expression for what it does. */
  private effect(node: Expression): void {
    switch (node.type) {
      case 'AssignmentExpression': {
        const variable = this.target(node.left);
        if (node.operator === '=') this.expressions.expression(node.right, variable.type);
        else if (node.operator === '+=') {
          this.code.get(variable.local);
          this.expressions.expression(node.right, variable.type);
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
          const base = this.expressions.address(address);
          this.expressions.expression(required(value), store.parameters[1]);
          this.code.access(store.code, store.align, base + (offset === undefined ? 0 : wholeNumber(offset)));
          return;
        }
        if (path !== 'memory.fill') throw new Error(`a kernel cannot call ${path} for what it does`);
        for (const argument of argumentsOf(node)) this.expressions.expression(argument, 'i32');
        this.code.memoryFill();
        return;
      }
      default:
        throw new Error(`a kernel has no use for a ${node.type}`);
    }
  }

  private target(node: AnyNode): Variable {
    const variable = node.type === 'Identifier' ? this.variables.find(node.name) : undefined;
    if (variable === undefined) throw new Error('a kernel assigns to variables only');
    return variable;
  }
}
