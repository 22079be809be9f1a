/**
 * Which values differ by sample, found on a program whose rates may still be too low: a variable is varying if anything it
 * is ever given is varying, which one walk in the order of the text cannot know. One pass finds all of them.
 */
import { eachInstruction, operandsOf, type Program, type SeriesInfo, type Value } from './ir.ts';

type Node = Value | SeriesInfo;

/** The values and series that depend on an input. */
export function varyingNodes(program: Program): ReadonlySet<Node> {
  const dependents = new Map<Node, Node[]>();
  const varying = new Set<Node>();
  const pending: Node[] = [];
  const mark = (node: Node) => {
    if (varying.has(node)) return;
    varying.add(node);
    pending.push(node);
  };
  const depends = (node: Node, on: Node) => {
    const known = dependents.get(on);
    if (known === undefined) dependents.set(on, [node]);
    else known.push(node);
    if ('kind' in on ? on.kind === 'input' : on.drawn !== undefined) mark(on);
  };
  eachInstruction(program.body, (instruction) => {
    switch (instruction.kind) {
      case 'define': {
        const { value } = instruction;
        for (const operand of operandsOf(value)) depends(value, operand);
        if (value.kind === 'element' || value.kind === 'crossing') depends(value, value.series);
        // A kernel searches a series in the memory of varying or of uniform values: the level decides with it.
        if (value.kind === 'crossing') for (const operand of [value.level, value.slope]) depends(value.series, operand);
        break;
      }
      case 'store':
        depends(instruction.series, instruction.value);
        break;
      case 'loop':
        for (const { value, initial, next, result } of instruction.carried) {
          depends(value, initial);
          depends(value, next);
          depends(result, value);
        }
        break;
      case 'branch':
        for (const { value, whenTrue, whenFalse } of instruction.merges) {
          depends(value, whenTrue);
          depends(value, whenFalse);
        }
        break;
      case 'dates':
      case 'record':
        break;
      default:
        instruction satisfies never;
    }
  });
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) dependents.get(node)?.forEach(mark);
  return varying;
}
