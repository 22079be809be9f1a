/** What an author changed from the model: levers, switches, inputs, correlations. What a reader should know first. */
import { canonicalJson } from '../engine/canonical.ts';
import type { Distribution, InputMeta, ModelMeta } from '../language/definition.ts';
import type { LinkModel, SharedForecast, SharedScenario } from './forecast.ts';

export type Change =
  | {
      /** Of one scenario, from the status quo. */
      readonly kind: 'lever';
      readonly scenario: string;
      readonly id: string;
      readonly label: string;
      readonly usual: number;
      readonly value: number;
    }
  | {
      /** `scenario` is null where every scenario has it. */
      readonly kind: 'switch';
      readonly scenario: string | null;
      readonly id: string;
      readonly label: string;
      readonly usual: number;
      readonly value: number;
    }
  | {
      readonly kind: 'input';
      readonly id: string;
      readonly label: string;
      readonly usual: Distribution;
      readonly value: Distribution;
    }
  | {
      readonly kind: 'correlation';
      readonly id: string;
      readonly label: string;
      readonly a: string;
      readonly b: string;
      /** 0 where the pair is not correlated. */
      readonly usual: number;
      readonly value: number;
    };

/** What changes are looked for in: a forecast, or a request with the presets of its scenarios. */
export interface Changeable extends Pick<SharedForecast, 'inputs' | 'correlations'> {
  readonly scenarios: readonly Pick<SharedScenario, 'id' | 'preset' | 'levers' | 'switches'>[];
}

/** Levers of scenarios that are presets of the model are not changes. Inputs come first: they hold in every scenario. */
export function changesOf(forecast: Changeable, { meta }: Pick<LinkModel, 'meta'>): readonly Change[] {
  return [
    ...meta.inputs.flatMap((input) => inputChange(input, forecast)),
    ...correlationChanges(forecast, meta),
    ...switchChanges(forecast, meta),
    ...forecast.scenarios.filter(({ preset }) => preset === null).flatMap((scenario) => leverChanges(scenario, meta)),
  ];
}

function inputChange({ id, label, distribution: usual }: InputMeta, { inputs }: Changeable): Change[] {
  const value = inputs[id];
  if (value === undefined || canonicalJson(value) === canonicalJson(usual)) return [];
  return [{ kind: 'input', id, label, usual, value }];
}

function correlationChanges({ correlations }: Changeable, meta: ModelMeta): Change[] {
  if (correlations === null) return [];
  const keyOf = (a: string, b: string): string => [a, b].sort().join(' ');
  const usual = new Map(meta.correlations.map(({ a, b, rho }) => [keyOf(a, b), { a, b, rho }]));
  const own = new Map(correlations.map(([a, b, rho]) => [keyOf(a, b), { a, b, rho }]));
  const labelOf = (id: string): string => meta.inputs.find((input) => input.id === id)?.label ?? id;
  return [...new Map([...usual, ...own])].flatMap(([id, { a, b }]): Change[] => {
    const [before, after] = [usual.get(id)?.rho ?? 0, own.get(id)?.rho ?? 0];
    if (before === after) return [];
    return [{ kind: 'correlation', id, label: `${labelOf(a)} with ${labelOf(b)}`, a, b, usual: before, value: after }];
  });
}

function switchChanges({ scenarios }: Changeable, meta: ModelMeta): Change[] {
  return meta.switches.flatMap(({ id, label, default: usual }): Change[] => {
    const values = scenarios.map(({ switches }) => switches[id] ?? usual);
    const [first] = values;
    if (first !== undefined && values.every((value) => value === first)) {
      return first === usual ? [] : [{ kind: 'switch', scenario: null, id, label, usual, value: first }];
    }
    return scenarios.flatMap(({ id: scenario, preset, switches }): Change[] => {
      const value = switches[id] ?? usual;
      return value === usual || preset !== null ? [] : [{ kind: 'switch', scenario, id, label, usual, value }];
    });
  });
}

function leverChanges({ id: scenario, levers }: Changeable['scenarios'][number], meta: ModelMeta): Change[] {
  return meta.levers.flatMap(({ id, label, statusQuo: usual }): Change[] => {
    const value = levers[id] ?? usual;
    return value === usual ? [] : [{ kind: 'lever', scenario, id, label, usual, value }];
  });
}
