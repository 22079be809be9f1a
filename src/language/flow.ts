/**
 * The data flow of a model, for a picture of it: what each quantity that it carries through time, and each outcome, is
 * computed from. Read off the intermediate form, so it is of the equations that run. Pure.
 */
import type { ModelMeta } from './definition.ts';
import { elementsOf } from './elements.ts';
import {
  type Block,
  type Carried,
  eachInstruction,
  type Instruction,
  operandsOf,
  type Program,
  type Value,
} from './ir.ts';

export type FlowKind = 'input' | 'lever' | 'switch' | 'state' | 'outcome';

export interface FlowNode {
  /** 'input:lagToday', 'state:usStock'. */
  readonly key: string;
  readonly kind: FlowKind;
  /** Of the model; the variable's name for a state. */
  readonly id: string;
  /** Of the model text, where a state or an outcome is computed; null for what is declared. */
  readonly line: number | null;
}

export interface Flow {
  readonly nodes: readonly FlowNode[];
  /** From what is read to what is computed from it; each pair once. */
  readonly edges: readonly (readonly [from: string, to: string])[];
}

/** A quantity that the loop over the clock's steps carries from one to the next. */
interface State {
  readonly key: string;
  readonly carried: Carried;
}

/** @param program the equations as the text has them (`exact`), so that folding hides nothing */
export function dataFlow(program: Program, meta: ModelMeta): Flow {
  const reader = new Reader(program, meta);
  const edges = new Map<string, readonly [string, string]>();
  const nodes = new Map<string, FlowNode>();
  const add = (to: FlowNode, from: ReadonlySet<string>): void => {
    nodes.set(to.key, to);
    for (const key of from) if (key !== to.key) edges.set(`${key} ${to.key}`, [key, to.key]);
  };
  for (const { key, carried } of reader.states) {
    const { line, name: id } = carried.value;
    add({ key, kind: 'state', id, line: carried.next.line || line }, reader.sourcesOfState(carried));
  }
  eachInstruction(program.body, (instruction) => {
    if (instruction.kind !== 'record') return;
    const { id } = meta.outcomes[instruction.outcome] ?? { id: String(instruction.outcome) };
    add({ key: `outcome:${id}`, kind: 'outcome', id, line: instruction.line }, reader.sourcesOf(instruction.value));
  });
  const declared = (kind: FlowKind, ids: readonly { readonly id: string }[]): FlowNode[] =>
    ids.map(({ id }) => ({ key: `${kind}:${id}`, kind, id, line: null }));
  const read = new Set([...edges.values()].map(([from]) => from));
  return {
    nodes: [
      ...declared('lever', meta.levers),
      ...declared('input', meta.inputs),
      ...declared('switch', meta.switches),
      ...nodes.values(),
    ].filter(({ key, line }) => line !== null || read.has(key)),
    edges: [...edges.values()],
  };
}

class Reader {
  readonly states: readonly State[];
  private readonly stateOf = new Map<Value, string>();
  private readonly carriedOf = new Map<Value, Carried>();
  private readonly mergeOf = new Map<Value, readonly Value[]>();
  private readonly storesOf = new Map<number, Value[]>();
  private readonly known = new Map<Value, ReadonlySet<string>>();

  constructor(
    program: Program,
    private readonly meta: ModelMeta,
  ) {
    const states: State[] = [];
    eachInstruction(program.body, (instruction) => {
      if (instruction.kind === 'loop') {
        for (const one of instruction.carried) this.carriedOf.set(one.value, one);
      }
      if (instruction.kind === 'store') {
        const stores = this.storesOf.get(instruction.series.index) ?? [];
        this.storesOf.set(instruction.series.index, [...stores, instruction.value]);
      }
      if (instruction.kind === 'branch') {
        for (const { value, whenTrue, whenFalse } of instruction.merges)
          this.mergeOf.set(value, [whenTrue, whenFalse, instruction.condition]);
      }
    });
    for (const loop of clockLoops(program.body)) {
      for (const carried of loop.carried) states.push({ key: `state:${carried.value.name}`, carried });
    }
    this.states = states;
    for (const { key, carried } of states) {
      this.stateOf.set(carried.value, key);
      // The value of this step, where a later line reads it; a plain copy of something else stays that.
      if (carried.next.kind === 'operation' || carried.next.kind === 'result' || carried.next.kind === 'merge')
        if (!this.stateOf.has(carried.next)) this.stateOf.set(carried.next, key);
    }
  }

  /** What a state is computed from: its next value and what it begins with. */
  sourcesOfState({ next, initial }: Carried): ReadonlySet<string> {
    return new Set([...this.within(next, new Set()), ...this.sourcesOf(initial)]);
  }

  sourcesOf(value: Value): ReadonlySet<string> {
    const found = this.known.get(value);
    if (found !== undefined) return found;
    const state = this.stateOf.get(value);
    const made = state === undefined ? this.within(value, new Set()) : new Set([state]);
    this.known.set(value, made);
    return made;
  }

  /** @param open values being read: inner loops refer back to themselves */
  private within(value: Value, open: Set<Value>): Set<string> {
    const found = new Set<string>();
    const pending = [value];
    while (pending.length > 0) {
      const one = pending.pop() as Value;
      if (open.has(one)) continue;
      open.add(one);
      const state = one === value ? undefined : this.stateOf.get(one);
      if (state !== undefined) found.add(state);
      else {
        const leaf = this.leafOf(one);
        if (leaf !== null) found.add(leaf);
        pending.push(...this.partsOf(one));
      }
    }
    return found;
  }

  private leafOf(value: Value): string | null {
    const { inputs, levers, switches } = this.meta;
    switch (value.kind) {
      case 'input':
        return `input:${inputs[elementsOf(this.meta)[value.index]?.input ?? -1]?.id ?? ''}`;
      case 'element':
        return value.series.drawn === undefined ? null : `input:${value.series.name}`;
      case 'lever':
        return `lever:${levers[value.lever]?.id ?? ''}`;
      case 'switch':
        return `switch:${switches[value.index]?.id ?? ''}`;
      default:
        return null;
    }
  }

  private partsOf(value: Value): readonly Value[] {
    switch (value.kind) {
      case 'element':
      case 'crossing':
        return [...operandsOf(value), ...(this.storesOf.get(value.series.index) ?? [])];
      case 'carried': {
        const carried = this.carriedOf.get(value);
        return carried === undefined ? [] : [carried.initial, carried.next];
      }
      case 'result':
        return [value.of];
      case 'merge':
        return this.mergeOf.get(value) ?? [];
      default:
        return operandsOf(value);
    }
  }
}

type Loop = Extract<Instruction, { kind: 'loop' }>;

/** The loops that go through time: those that store into a series, outermost first; any others are steps of a computation. */
function clockLoops(block: Block): readonly Loop[] {
  const loops: Loop[] = [];
  for (const instruction of block.instructions) {
    if (instruction.kind !== 'loop') continue;
    let stores = false;
    eachInstruction(instruction.body, (inner) => {
      stores ||= inner.kind === 'store';
    });
    if (stores) loops.push(instruction);
  }
  return loops;
}
