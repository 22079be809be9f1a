/** In what two forecasts of the same model differ, and settings between the two. */
import { canonicalJson } from '../engine/canonical.ts';
import type { ForecastRequest, Scenario } from '../engine/types.ts';
import type { Distribution, ModelMeta } from '../language/definition.ts';

/** One policy setting under one set of assumptions. */
export interface Side {
  readonly scenario: Scenario;
  readonly inputs: ForecastRequest['inputs'];
  readonly correlations: ForecastRequest['correlations'];
}

/** Something that differs; `from` and `to` are what it is on either side, for display. */
export type Factor =
  | {
      readonly kind: 'lever' | 'switch';
      readonly id: string;
      readonly label: string;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly kind: 'input';
      readonly id: string;
      readonly label: string;
      readonly from: Distribution;
      readonly to: Distribution;
    }
  /** All correlations together: they are one matrix. */
  | { readonly kind: 'correlations'; readonly id: 'correlations'; readonly label: string };

/** What differs between two sides: levers, switches, inputs (in the model's order), then correlations. */
export function factorsBetween(meta: ModelMeta, from: Side, to: Side): Factor[] {
  const factors: Factor[] = [];
  for (const { id, label } of meta.levers) {
    const [a = Number.NaN, b = Number.NaN] = [from.scenario.levers[id], to.scenario.levers[id]];
    if (a !== b) factors.push({ kind: 'lever', id, label, from: a, to: b });
  }
  for (const { id, label } of meta.switches) {
    const [a = Number.NaN, b = Number.NaN] = [from.scenario.switches[id], to.scenario.switches[id]];
    if (a !== b) factors.push({ kind: 'switch', id, label, from: a, to: b });
  }
  for (const { id, label, distribution } of meta.inputs) {
    const [a, b] = [from.inputs[id] ?? distribution, to.inputs[id] ?? distribution];
    if (canonicalJson(a) !== canonicalJson(b)) factors.push({ kind: 'input', id, label, from: a, to: b });
  }
  if (canonicalJson(from.correlations) !== canonicalJson(to.correlations)) {
    factors.push({ kind: 'correlations', id: 'correlations', label: 'Correlations of inputs' });
  }
  return factors;
}

/** `from` with the factors of `subset` (bit i: factor i) as they are in `to`. */
export function withFactors(from: Side, to: Side, factors: readonly Factor[], subset: number): Side {
  const levers: Record<string, number> = { ...from.scenario.levers };
  const switches: Record<string, number> = { ...from.scenario.switches };
  const inputs: Record<string, Distribution> = { ...from.inputs };
  let { correlations } = from;
  factors.forEach((factor, i) => {
    if (Math.floor(subset / 2 ** i) % 2 === 0) return;
    switch (factor.kind) {
      case 'lever':
        levers[factor.id] = factor.to;
        break;
      case 'switch':
        switches[factor.id] = factor.to;
        break;
      case 'input': {
        const override = to.inputs[factor.id];
        if (override === undefined) delete inputs[factor.id];
        else inputs[factor.id] = override;
        break;
      }
      case 'correlations':
        correlations = to.correlations;
        break;
      default:
        factor satisfies never;
    }
  });
  return { scenario: { id: from.scenario.id, levers, switches }, inputs, correlations };
}
