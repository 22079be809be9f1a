/**
 * The entry of the core that kernels are joined with later (src/link): the exports of assembly/run.ts, and every function
 * that a kernel may call.
 */
import { OPERATION_NAMES, operation } from '../language/operations.ts';

/** Files of assembly/, without ending, and the functions of them that kernels call. */
export function coreFunctions(): ReadonlyMap<string, ReadonlySet<string>> {
  const files = new Map<string, Set<string>>();
  for (const key of OPERATION_NAMES) {
    const { core, called, double } = operation(key);
    for (const place of [core, called, double]) {
      if (place === undefined) continue;
      const [file, name] = place;
      files.set(file, (files.get(file) ?? new Set()).add(name));
    }
  }
  return files.set('crossing', new Set(['crossing', 'crossingUniform']));
}

/** Functions of AssemblyScript's Math, with their number of operands. Those that are instructions are not among them. */
function mathFunctions(): ReadonlyMap<string, number> {
  const functions = new Map<string, number>();
  for (const key of OPERATION_NAMES) {
    const { uniform, parameters } = operation(key);
    const text = uniform(parameters.map((_, i) => `$${i}`));
    for (const [, name = '', operands = ''] of text.matchAll(/Math\.(\w+)\(([^()]*)\)/g)) {
      functions.set(name, operands.split(',').length);
    }
  }
  for (const name of ['abs', 'ceil', 'floor', 'sqrt', 'min', 'max']) functions.delete(name);
  return functions;
}

/** The text of an AssemblyScript module in assembly/. */
export function coreEntry(): string {
  const parameters = ['x', 'y'];
  return [
    "export * from './run';",
    ...[...coreFunctions()].map(([file, names]) => `export { ${[...names].join(', ')} } from './${file}';`),
    ...[...mathFunctions()].map(([name, operands]) => {
      const names = parameters.slice(0, operands);
      return `export function Math_${name}(${names.map((one) => `${one}: f64`).join(', ')}): f64 { return Math.${name}(${names.join(', ')}); }`;
    }),
    '/** First byte behind the static memory of the core. */',
    'export function heapBase(): usize { return __heap_base; }',
    '',
  ].join('\n');
}
