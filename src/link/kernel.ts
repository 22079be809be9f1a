/**
 * A compiler for the AssemblyScript that src/emit writes: constants, static memory and functions of numbers and vectors.
 * It takes milliseconds and runs in a browser, where AssemblyScript's own takes seconds. It makes the same operations in
 * the same order, so that results are the same bits; tests/link compares them.
 */
import { tsPlugin } from '@sveltejs/acorn-typescript';
import { type Expression, Parser, type VariableDeclarator } from 'acorn';
import { compileFunction } from './function.ts';
import type { CoreModule, Segment } from './module.ts';
import { literalValue, nameOf, pathOf, wholeNumber } from './syntax.ts';

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
      functions.set(node.id.name, compileFunction(core, constants, node));
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
