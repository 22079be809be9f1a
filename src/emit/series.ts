/**
 * Which varying series must be cleared before each simulation. Their memory is used again for the next samples, so an
 * element that is read before it is written would show what another sample left there, where the language says 0.
 */
import type { Block, Instruction, Program, SeriesInfo } from '../language/ir.ts';
import { indexRange, type Range, reachesItsRange } from '../language/ranges.ts';

/** Varying series of which some element may be read unwritten. Conservative: a series not listed is surely written first. */
export function seriesToClear(program: Program): SeriesInfo[] {
  const written = new Map<SeriesInfo, Set<number>>();
  const unsafe = new Set<SeriesInfo>();
  for (const instruction of program.body.instructions) {
    // Only whole top-level statements are followed: reads count before the writes of the same statement.
    for (const series of seriesRead(instruction))
      if ((written.get(series)?.size ?? 0) < series.length) unsafe.add(series);
    for (const [series, index] of surelyWritten(instruction)) {
      const indices = written.get(series) ?? new Set();
      written.set(series, indices.add(index));
    }
  }
  return program.series.filter((series) => series.rate === 'varying' && unsafe.has(series));
}

function* seriesRead(instruction: Instruction): Iterable<SeriesInfo> {
  switch (instruction.kind) {
    case 'define':
      if (instruction.value.kind === 'element' || instruction.value.kind === 'crossing') yield instruction.value.series;
      return;
    case 'loop':
    case 'dates':
      for (const inner of instruction.body.instructions) yield* seriesRead(inner);
      return;
    case 'branch':
      for (const arm of [instruction.whenTrue, instruction.whenFalse])
        for (const inner of arm.instructions) yield* seriesRead(inner);
      return;
    case 'store':
    case 'record':
      return;
    default:
      instruction satisfies never;
  }
}

/** Elements written at a constant index, or at every round of a loop with constant bounds; others are left out. */
function* surelyWritten(instruction: Instruction): Iterable<readonly [SeriesInfo, number]> {
  if (instruction.kind === 'store') {
    if (instruction.at.kind === 'constant') yield [instruction.series, instruction.at.value];
    return;
  }
  if (instruction.kind !== 'loop') return;
  const { from, to, loop, body } = instruction;
  if (from.kind !== 'constant' || to.kind !== 'constant' || to.value <= from.value) return;
  const range: Range = [from.value, to.value - 1];
  for (const { series, at } of storesOf(body)) {
    // A range as wide as the counter's is the counter, shifted or turned round: it takes every value once.
    const reached = indexRange(at, { loops: new Map([[loop, range]]), dates: [0, 0] });
    if (reached === undefined || !reachesItsRange(at)) continue;
    const [low, high] = reached;
    if (high - low !== range[1] - range[0]) continue;
    for (let index = low; index <= high; index++) yield [series, index];
  }
}

function storesOf(block: Block): (Instruction & { kind: 'store' })[] {
  return block.instructions.filter((instruction) => instruction.kind === 'store');
}
