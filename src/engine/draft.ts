/**
 * From what someone wishes to a complete request: presets, defaults and rounding. Whatever is not said is taken from the
 * model or from DEFAULTS; the result has gone through `parseRequest`.
 */
import type { Distribution, ModelMeta } from '../language/definition.ts';
import { roundSamples } from './blocks.ts';
import { lookUp } from './look-up.ts';
import { parseRequest } from './request.ts';
import type { Cuts, ForecastRequest, OutcomeRequest, Sampler, Scenario } from './types.ts';

export const DEFAULTS = { sampler: 'sobol', replicates: 16, seed: 20260514, samples: 65536 } as const;

/** A policy setting: a preset (default: the status quo), changed where levers or switches are given. */
export interface ScenarioDraft {
  /** Default: the preset's id, or `status-quo` or `scenario-N`. */
  readonly id?: string;
  readonly preset?: string;
  readonly levers?: Readonly<Record<string, number>>;
  readonly switches?: Readonly<Record<string, number>>;
}

export interface RequestDraft {
  /** Default: one scenario at the status quo. */
  readonly scenarios?: readonly ScenarioDraft[];
  readonly sampler?: Sampler;
  readonly seed?: number;
  /** Rounded up to whole rounds; `roundSamples` says so in words. */
  readonly samples?: number;
  readonly replicates?: number;
  /** Default: all outcomes at all their dates. */
  readonly outcomes?: readonly OutcomeRequest[];
  /** Default: true where there are several scenarios. */
  readonly paired?: boolean;
  /** A bundle of assumptions of the model, under all scenarios; inputs and switches that are given stand over it. */
  readonly worldview?: string;
  readonly inputs?: Readonly<Record<string, Distribution>>;
  readonly correlations?: readonly (readonly [a: string, b: string, rho: number])[] | null;
  /** What the model's build found (direction.ts). Left out for philox, whose samples no rotation makes better. Default: none. */
  readonly direction?: readonly number[] | null;
  /** What the model's build found (pilot-cuts.ts), and thresholds asked for (`withThresholds`). Default: none. */
  readonly cuts?: Readonly<Record<string, Cuts>>;
}

/** The complete request for `draft`. Throws RequestError as `parseRequest` does, and for an unknown preset or worldview. */
export function defaultRequest(meta: ModelMeta, modelHash: string, draft: RequestDraft = {}): ForecastRequest {
  const sampler = draft.sampler ?? DEFAULTS.sampler;
  const replicates = draft.replicates ?? (sampler === 'philox' ? 1 : DEFAULTS.replicates);
  const samples = draft.samples ?? DEFAULTS.samples;
  const roundable = Number.isInteger(replicates) && replicates > 0;
  const worldview =
    draft.worldview === undefined ? undefined : lookUp('worldview', 'worldview', draft.worldview, meta.worldviews);
  const scenarios = (draft.scenarios ?? [{}]).map((scenario, i) =>
    resolveScenario(meta, scenario, i, worldview?.switches),
  );
  const raw: ForecastRequest = {
    schema: 1,
    model: { id: meta.id, hash: modelHash },
    sampler,
    seed: draft.seed ?? DEFAULTS.seed,
    samples: roundable ? roundSamples(samples, replicates).samples : samples,
    replicates,
    scenarios,
    paired: draft.paired ?? scenarios.length > 1,
    inputs: { ...worldview?.inputs, ...draft.inputs },
    correlations: draft.correlations ?? null,
    outcomes: draft.outcomes ?? meta.outcomes.map(({ id, at }) => ({ id, dates: at })),
    direction: sampler === 'sobol' ? (draft.direction ?? null) : null,
    cuts: draft.cuts ?? {},
  };
  return parseRequest(raw, meta, modelHash);
}

/**
 * All levers and switches of a scenario: the model's own, then the worldview's, then the preset's, then the draft's. Unknown
 * names are kept for `parseRequest` to reject. Throws RequestError for an unknown preset.
 */
export function resolveScenario(
  meta: ModelMeta,
  draft: ScenarioDraft,
  index: number,
  worldview?: Readonly<Record<string, number>>,
): Scenario {
  const preset =
    draft.preset === undefined ? undefined : lookUp(`scenarios[${index}].preset`, 'preset', draft.preset, meta.presets);
  return {
    id: draft.id ?? draft.preset ?? (index === 0 ? 'status-quo' : `scenario-${index}`),
    levers: overlay(
      meta.levers.map(({ id, statusQuo }) => [id, statusQuo]),
      preset?.levers,
      draft.levers,
    ),
    switches: overlay(
      meta.switches.map((one) => [one.id, one.default]),
      worldview,
      preset?.switches,
      draft.switches,
    ),
  };
}

/** Object.fromEntries defines own properties, so a key `__proto__` stays a key and is rejected later by name. */
function overlay(
  base: readonly (readonly [string, number])[],
  ...layers: readonly (Readonly<Record<string, number>> | undefined)[]
): Record<string, number> {
  return Object.fromEntries([...base, ...layers.flatMap((layer) => Object.entries(layer ?? {}))]);
}
