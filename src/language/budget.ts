/** Limits on what a model text may ask for: generous for people, small enough that no text can exhaust a browser tab. */
import type { AnyNode } from 'acorn';
import type { Source } from './syntax.ts';

export const BUDGET = {
  /** Values and instructions of the intermediate form. */
  size: 10_000,
  /** Expressions and statements read while helpers are inlined; stops texts that grow without making anything new. */
  readings: 300_000,
  /** Expressions and statements within one another, through helpers. */
  depth: 250,
  /** Calls of helpers within one another. */
  calls: 40,
  /** Calls of one helper within itself: a function given to it may call it again, but recursion never ends. */
  reentries: 4,
  /** Rounds of a loop whose bounds depend on switches or levers. */
  rounds: 4096,
  /** Largest whole number that a loop may count to. */
  bound: 1_000_000,
  /** Operations executed for one sample: loops counted out, those with bounds from switches as `rounds`. */
  work: 20_000_000,
  seriesLength: 20_000,
  /** Elements of all series together. */
  elements: 200_000,
  /** Numbers handed from the uniform to the varying half of a kernel, per scenario. */
  tape: 500_000,
} as const;

/** Counts what a text asks for while it is lowered, and stops it beyond the budget. */
export class Meter {
  private readonly source: Source;
  /** Where to point when no smaller place is to blame. */
  private readonly whole: AnyNode;
  private readonly loops: AnyNode[] = [];
  private rounds = 1;
  private size = 0;
  private work = 0;
  private readings = 0;
  private depth = 0;
  private elements = 0;

  constructor(source: Source, whole: AnyNode) {
    this.source = source;
    this.whole = whole;
  }

  /** One more value or instruction. */
  grow(): void {
    this.size++;
    this.work += this.rounds;
    if (this.size > BUDGET.size) {
      this.source.fail(
        this.whole,
        `the equations need more than ${BUDGET.size} operations`,
        'Use loops instead of repeated text, or a smaller model.',
      );
    }
    this.checkWork();
  }

  /** Begins reading a node; `leave` ends it. */
  enter(node: AnyNode): void {
    if (++this.depth > BUDGET.depth) {
      this.source.fail(node, `the text nests deeper than ${BUDGET.depth} levels here`, 'Split it with const.');
    }
    if (++this.readings > BUDGET.readings) {
      this.source.fail(
        this.whole,
        `helpers that call helpers come to more than ${BUDGET.readings} expressions`,
        'Call each helper once and keep its result in a const.',
      );
    }
  }

  leave(): void {
    this.depth--;
  }

  /** What follows up to `leaveLoop` is done `rounds` times. */
  enterLoop(node: AnyNode, rounds: number): void {
    this.loops.push(node);
    this.rounds *= Math.max(1, rounds);
    this.checkWork();
  }

  leaveLoop(rounds: number): void {
    this.loops.pop();
    this.rounds /= Math.max(1, rounds);
  }

  addSeries(length: number, node: AnyNode): void {
    this.elements += length;
    if (this.elements > BUDGET.elements)
      this.source.fail(node, `more than ${BUDGET.elements} elements in all series`, 'Use fewer or shorter series.');
  }

  private checkWork(): void {
    if (this.work + this.rounds <= BUDGET.work) return;
    this.source.fail(
      this.loops[0] ?? this.whole,
      `more than ${BUDGET.work} operations a sample`,
      `Use fewer or shorter loops; one whose bounds depend on switches or levers counts as ${BUDGET.rounds} rounds.`,
    );
  }
}
