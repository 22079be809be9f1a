/**
 * The units of a model's values, followed through its equations from where they are declared, and what does not fit: sums,
 * comparisons and choices of unlike units, and outcomes recorded in another than their own. Only what is certain is
 * followed. A number written in the text has no unit and fits any, but a product with one may have another: it is followed only
 * where the number converts (12 turns years into months).
 */
import type { ModelMeta } from '../definition.ts';
import { elementsOf } from '../elements.ts';
import { type Block, eachInstruction, type Program, type SeriesInfo, type Value } from '../ir.ts';
import type { OperationName } from '../operations.ts';
import { agree, converted, parseUnit, product, raised, showUnit, type Unit } from './unit.ts';

/** 'plain' is a number of the text, a counter or a switch, which fits any unit; null is not known. */
type Found = Unit | 'plain' | null;

/** Rounds in which units go round loops. */
const ROUNDS = 4;
const YEARS: Unit = { dimensions: new Map([['yr', 1]]), scale: 1 };

const WORDS: Readonly<Partial<Record<OperationName, string>>> = {
  add: 'adds',
  subtract: 'subtracts',
  less: 'compares',
  lessOrEqual: 'compares',
  equal: 'compares',
  notEqual: 'compares',
  min: 'takes the lesser of',
  max: 'takes the greater of',
  hypot: 'takes hypot of',
  mod: 'takes the rest of',
  select: 'chooses between',
};

/**
 * @param program the equations as the text has them.
 * @param years values known to be in years, of which the program does not tell: those of the clock.
 * @returns a sentence for each place that does not fit, in the order of the text.
 */
export function unitWarnings(program: Program, meta: ModelMeta, years: ReadonlySet<Value>): string[] {
  return new Units(program, meta, years).warnings();
}

class Units {
  private readonly program: Program;
  private readonly meta: ModelMeta;
  private readonly years: ReadonlySet<Value>;
  private readonly values = new Map<Value, Found>();
  private readonly series = new Map<SeriesInfo, Found>();
  private readonly declared = new Map<string, Unit | null>();
  private readonly found = new Map<string, number>();
  /** Variables that are given values of different units: none is claimed. */
  private readonly mixed = new Set<Value | SeriesInfo>();
  private changed = true;

  constructor(program: Program, meta: ModelMeta, years: ReadonlySet<Value>) {
    this.program = program;
    this.meta = meta;
    this.years = years;
  }

  warnings(): string[] {
    for (let round = 0; round < ROUNDS && this.changed; round++) {
      this.changed = false;
      this.found.clear();
      this.walk(this.program.body);
    }
    return [...this.found].sort(([, a], [, b]) => a - b).map(([text]) => text);
  }

  private walk(block: Block): void {
    eachInstruction(block, (instruction) => {
      switch (instruction.kind) {
        case 'define':
          this.give(instruction.value, this.unitOf(instruction.value));
          return;
        case 'store':
          this.give(instruction.series, this.of(instruction.value));
          return;
        case 'loop':
          for (const { value, initial, next, result } of instruction.carried) {
            this.give(value, this.of(initial));
            this.give(value, this.of(next));
            this.give(result, this.of(value));
          }
          return;
        case 'branch':
          for (const { value, whenTrue, whenFalse } of instruction.merges) {
            this.give(value, this.of(whenTrue));
            this.give(value, this.of(whenFalse));
          }
          return;
        case 'record':
          this.checkRecorded(instruction.outcome, instruction.value, instruction.line);
          return;
        case 'dates':
          return;
        default:
          instruction satisfies never;
      }
    });
  }

  /** A variable may be given several values; unlike units of them are none. */
  private give(to: Value | SeriesInfo, unit: Found): void {
    if (unit === null || this.mixed.has(to)) return;
    const map: Map<Value | SeriesInfo, Found> =
      'kind' in to ? (this.values as Map<Value | SeriesInfo, Found>) : (this.series as Map<Value | SeriesInfo, Found>);
    const before = map.get(to) ?? null;
    if (before === null || (before === 'plain' && unit !== 'plain')) {
      map.set(to, unit);
      this.changed = true;
    } else if (before !== 'plain' && unit !== 'plain' && !agree(before, unit)) {
      this.mixed.add(to);
      map.set(to, null);
      this.changed = true;
    }
  }

  private of(value: Value): Found {
    if (this.years.has(value)) return YEARS;
    switch (value.kind) {
      case 'constant':
      case 'counter':
      case 'switch':
        return 'plain';
      case 'date':
        return value.field === 'time' ? YEARS : 'plain';
      default:
        return this.values.get(value) ?? null;
    }
  }

  /** Unit of an element of the inputs: a draw has that of its input. */
  private unitOfElement(element: number): Found {
    const { input = -1 } = elementsOf(this.meta)[element] ?? {};
    return this.read(this.meta.inputs[input]?.unit ?? '');
  }

  private read(text: string): Unit | null {
    const before = this.declared.get(text);
    if (before !== undefined) return before;
    const unit = parseUnit(text);
    this.declared.set(text, unit);
    return unit;
  }

  private unitOf(value: Value): Found {
    switch (value.kind) {
      case 'input':
        return this.unitOfElement(value.index);
      case 'lever':
        return this.read(this.meta.levers[value.lever]?.unit ?? '');
      case 'element':
        if (value.series.drawn !== undefined) return this.unitOfElement(value.series.drawn.first);
        return this.series.get(value.series) ?? null;
      case 'crossing':
        this.compare('seeks', value.level, this.of(value.level), this.series.get(value.series) ?? null, value.line);
        return YEARS;
      case 'operation':
        return this.operation(value);
      case 'switch':
      case 'result':
      case 'merge':
      case 'carried':
      case 'constant':
      case 'counter':
      case 'date':
        return this.of(value);
      default:
        return value satisfies never;
    }
  }

  private operation(value: Value & { kind: 'operation' }): Found {
    const [x, y, z] = value.operands;
    const [a, b] = [x, y].map((operand) => (operand === undefined ? null : this.of(operand)));
    switch (value.operation) {
      case 'negate':
      case 'abs':
      case 'floor':
      case 'ceil':
      case 'round':
        return a ?? null;
      case 'add':
      case 'subtract':
      case 'min':
      case 'max':
      case 'hypot':
      case 'mod':
        return this.together(value, x, y);
      case 'less':
      case 'lessOrEqual':
      case 'equal':
      case 'notEqual':
        this.together(value, x, y);
        return null;
      case 'select':
        return this.together(value, y, z);
      case 'multiply':
        return this.times(x, a ?? null, y, b ?? null, 1);
      case 'divide':
        return this.times(x, a ?? null, y, b ?? null, -1);
      case 'pow':
        return a !== null && a !== undefined && a !== 'plain' && y?.kind === 'constant' && Number.isInteger(y.value)
          ? raised(a, y.value)
          : null;
      default:
        return null;
    }
  }

  /**
   * Both must be alike. A plain number is like any, and what is not known is taken to be right; but what is added to a rate may
   * stand for a factor of one.
   */
  private together(value: Value & { kind: 'operation' }, x: Value | undefined, y: Value | undefined): Found {
    if (x === undefined || y === undefined) return null;
    const [a, b] = [this.of(x), this.of(y)];
    if (a === 'plain' && b === 'plain') return 'plain';
    if (a === null || a === 'plain' || b === null || b === 'plain') {
      const known = a === null || a === 'plain' ? b : a;
      return known === null || known === 'plain' || isRate(known) ? null : known;
    }
    return this.compare(WORDS[value.operation] ?? 'combines', x, a, b, value.line, y) ? a : null;
  }

  /** False where one is not known or the two do not agree, which is noted. */
  private compare(verb: string, x: Value, a: Found, b: Found, line: number, y?: Value): boolean {
    if (a === null || b === null || a === 'plain' || b === 'plain') return false;
    if (agree(a, b)) return true;
    const both = y === undefined ? `${showUnit(a)} in a series of ${showUnit(b)}` : `${said(x, a)} and ${said(y, b)}`;
    this.note(line, `${verb} ${both}`);
    return false;
  }

  private times(x: Value | undefined, a: Found, y: Value | undefined, b: Found, power: number): Found {
    if (a === null || b === null) return null;
    if (b === 'plain') return a === 'plain' ? 'plain' : scaled(a, y, power);
    if (a === 'plain') return scaled(raised(b, power), x, 1);
    return product(a, b, power);
  }

  private checkRecorded(outcome: number, value: Value, line: number): void {
    const meta = this.meta.outcomes[outcome];
    const unit = this.of(value);
    const own = meta === undefined ? null : this.read(meta.unit);
    if (meta === undefined || own === null || unit === null || unit === 'plain' || agree(own, unit)) return;
    this.note(line, `records ${showUnit(unit)} as "${meta.id}", which is in ${meta.unit}`);
  }

  private note(line: number, what: string): void {
    const text = (this.program.lines[line - 1] ?? '').trim();
    this.found.set(`line ${line} ${what}: ${text}`, line);
  }
}

function said(value: Value, unit: Unit): string {
  return value.name === '' ? showUnit(unit) : `${value.name} (${showUnit(unit)})`;
}

/** Per year, per case: where nothing is measured but what it is counted by. */
function isRate({ dimensions }: Unit): boolean {
  return dimensions.size > 0 && [...dimensions.values()].every((exponent) => exponent < 0);
}

/** A unit times a plain number, to a power of 1 or -1. How often something is counted has no unit; a switch may have one. */
function scaled(unit: Unit, by: Value | undefined, power: number): Unit | null {
  if (by?.kind === 'counter' || by?.kind === 'date') return unit;
  return by?.kind === 'constant' ? converted(unit, by.value ** power) : null;
}
