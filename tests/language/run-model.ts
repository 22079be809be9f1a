/** Running a small model in every way that does not need a compiler: as JavaScript, and by the interpreter. */
import * as vocabulary from 'headway';
import type { CompiledModel } from '../../src/language/compile-model.ts';
import type { ModelMeta } from '../../src/language/definition.ts';
import { interpreter, type Simulate } from '../../src/language/interpret.ts';
import { createSeries } from '../../src/language/runtime.ts';

/** Inputs by order, one lever value per state, switches by order. */
export interface Setting {
  readonly levers: readonly (readonly number[])[];
  readonly switches: readonly number[];
  readonly dateSteps: readonly number[];
}

const byId = <T>(entries: readonly { readonly id: string }[], values: readonly T[]): Record<string, T> =>
  Object.fromEntries(entries.map(({ id }, index) => [id, values[index]!]));

/** [outcome][date] of one sample. */
export function runModel(simulate: Simulate, meta: ModelMeta, setting: Setting, inputs: readonly number[]): number[][] {
  const outcomes = new Map<string, number[]>();
  simulate({
    clock: meta.clock,
    inputs: byId(meta.inputs, inputs),
    levers: byId(meta.levers, setting.levers),
    statusQuo: byId(
      meta.levers,
      meta.levers.map(({ statusQuo }) => statusQuo),
    ),
    switches: byId(meta.switches, setting.switches),
    series: (_name, length = meta.clock.steps + 1) => createSeries(length, meta.clock.step),
    record: (id, value) => {
      outcomes.set(
        id,
        setting.dateSteps.map((step) => value({ step, time: step * meta.clock.step })),
      );
    },
  });
  return meta.outcomes.map(({ id }) => outcomes.get(id) ?? []);
}

/** The text itself, without type annotations, run by the host: what the language promises to be. Only for texts of tests. */
export function asJavaScript(text: string): Simulate {
  const names = Object.keys(vocabulary);
  const code = text.replace(/^import .*$/gm, '').replace('export default', 'return');
  const definition = new Function(...names, `'use strict';\n${code}`)(...Object.values(vocabulary));
  return (definition as { simulate: Simulate }).simulate;
}

export const asExact = ({ exact, meta }: CompiledModel): Simulate => interpreter(exact, meta);
export const asOptimised = ({ optimised, meta }: CompiledModel): Simulate => interpreter(optimised, meta);
