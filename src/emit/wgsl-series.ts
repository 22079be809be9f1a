/**
 * Where a kernel keeps its series. A sample's series are its largest data (the lead model: five of 103 numbers), so what is
 * never read is not kept: a series that is read at outcome dates only keeps one number per date. Pure analysis.
 */
import { eachInstruction, type Program, type SeriesInfo, type Value } from '../language/ir.ts';
import type { Liveness } from './liveness.ts';

export interface SeriesPlace {
  readonly series: SeriesInfo;
  /** Unique in the kernel. */
  readonly name: string;
  /** Rows before it among all varying series, each kept whole: the order of a trace. */
  readonly firstRow: number;
  /** True where only elements at outcome dates are read. */
  readonly datesOnly: boolean;
  /** Whether a crossing is sought in it. */
  readonly crossed: boolean;
}

/** Places of the varying series, in order. */
export function placeSeries(program: Program, liveness: Liveness): SeriesPlace[] {
  const dateSteps = new Set<Value>();
  const elements: (Value & { kind: 'element' })[] = [];
  const crossed = new Set<SeriesInfo>();
  eachInstruction(program.body, (instruction) => {
    if (instruction.kind === 'dates') dateSteps.add(instruction.step);
    if (instruction.kind !== 'define' || !liveness.live.has(instruction.value)) return;
    const { value } = instruction;
    if (value.kind === 'element') elements.push(value);
    if (value.kind === 'crossing' && value.rate === 'varying') crossed.add(value.series);
  });
  for (const { rate, name } of crossed) {
    if (rate === 'uniform') throw new Error(`crossingTime of the uniform series "${name}" at a varying level`);
  }
  let firstRow = 0;
  return program.series
    .filter(({ rate }) => rate === 'varying')
    .map((series) => {
      const place: SeriesPlace = {
        series,
        name: seriesName(series),
        firstRow,
        datesOnly:
          !crossed.has(series) &&
          elements.filter((element) => element.series === series).every(({ at }) => dateSteps.has(at)),
        crossed: crossed.has(series),
      };
      firstRow += series.length;
      return place;
    });
}

function seriesName({ name, index }: SeriesInfo): string {
  return `${/^[A-Za-z][A-Za-z0-9]*$/.test(name) ? name : 'series'}_s${index}`;
}
