/**
 * A request at the edge: `parseRequest` turns anything into a ForecastRequest that every engine may trust, or throws a
 * RequestError that names the place, the value and the remedy. It also puts the request in its one normal form (order of
 * levers, outcomes and dates as in the model; nothing stated that the model says already), so that equal forecasts are
 * equal text. Defaults are not its business: draft.ts makes complete requests from partial wishes.
 */
import * as v from 'valibot';
import type { ModelMeta } from '../language/definition.ts';
import { MAX_SAMPLES, roundSamples } from './blocks.ts';
import { RequestError, show } from './errors.ts';
import { tallyLayout } from './layout.ts';
import { lookUp } from './look-up.ts';
import { parseCuts } from './request-cuts.ts';
import { parseCorrelations, parseDirection, parseInputs } from './request-inputs.ts';
import { pathOf, type RequestShape, requestSchema } from './request-schema.ts';
import type { ForecastRequest, OutcomeRequest, Scenario } from './types.ts';

export const MAX_SCENARIOS = 64;
export const MAX_REPLICATES = 32;
/** Dates of a request and of the model are the same date within this many years (under a minute). */
const DATE_TOLERANCE = 1e-6;

/**
 * The request behind `raw`, for the model of `meta` and `modelHash`. Throws RequestError.
 *
 * Levers must be within their range; switches within the hull of their options (a value between two options is a weaker
 * form of the criticism, and analyses use it; a value outside them is not something the model's author looked at).
 */
export function parseRequest(raw: unknown, meta: ModelMeta, modelHash: string): ForecastRequest {
  const parsed = v.safeParse(requestSchema, raw, { abortEarly: true });
  if (!parsed.success) {
    const issue = parsed.issues[0];
    throw new RequestError(pathOf(issue), issue.input, issue.message, '');
  }
  const shape = parsed.output;
  checkModel(shape, meta, modelHash);
  checkSampling(shape);
  const scenarios = parseScenarios(shape, meta);
  const request: ForecastRequest = {
    schema: 1,
    model: { id: meta.id, hash: modelHash },
    sampler: shape.sampler,
    seed: shape.seed + 0,
    samples: shape.samples,
    replicates: shape.replicates,
    scenarios,
    paired: shape.paired && scenarios.length > 1,
    inputs: parseInputs(shape, meta),
    correlations: parseCorrelations(shape, meta),
    outcomes: parseOutcomes(shape, meta),
    direction: parseDirection(shape, meta),
    cuts: parseCuts(shape, meta),
  };
  // Bounds the memory of what follows.
  tallyLayout(meta, request);
  return request;
}

function checkModel({ model }: RequestShape, meta: ModelMeta, modelHash: string): void {
  if (model.id !== meta.id) {
    throw new RequestError('model.id', model.id, `is ${show(model.id)}`, `this model is ${show(meta.id)}`);
  }
  if (model.hash !== modelHash) {
    throw new RequestError(
      'model.hash',
      model.hash,
      `is ${show(model.hash)}, of another version of "${meta.id}"`,
      `this version is ${show(modelHash)}`,
    );
  }
}

function checkSampling({ seed, samples, sampler, replicates }: RequestShape): void {
  within('seed', seed, 0, Number.MAX_SAFE_INTEGER);
  within('samples', samples, 1, MAX_SAMPLES);
  if (sampler === 'philox') {
    if (replicates !== 1) {
      throw new RequestError(
        'replicates',
        replicates,
        `is ${replicates}`,
        'philox takes 1: its samples are independent',
      );
    }
    return;
  }
  if (replicates < 1 || replicates > MAX_REPLICATES || (replicates & (replicates - 1)) !== 0) {
    throw new RequestError('replicates', replicates, `is ${replicates}`, 'use 1, 2, 4, 8, 16 or 32');
  }
  const rounded = roundSamples(samples, replicates).samples;
  if (rounded !== samples) {
    throw new RequestError('samples', samples, `${samples} is not in whole rounds`, `use ${rounded}`);
  }
}

function within(path: string, value: number, min: number, max: number): void {
  if (value < min || value > max) {
    throw new RequestError(path, value, `${value} is out of range`, `use a value from ${min} to ${max}`);
  }
}

function parseScenarios({ scenarios }: RequestShape, meta: ModelMeta): Scenario[] {
  if (scenarios.length < 1 || scenarios.length > MAX_SCENARIOS) {
    throw new RequestError(
      'scenarios',
      scenarios.length,
      `there are ${scenarios.length}`,
      `give 1 to ${MAX_SCENARIOS}`,
    );
  }
  const seen = new Set<string>();
  return scenarios.map(({ id, levers, switches }, i) => {
    const path = `scenarios[${i}]`;
    if (seen.has(id)) throw new RequestError(`${path}.id`, id, `${show(id)} is taken`, 'give each scenario its own id');
    seen.add(id);
    const hulls = meta.switches.map(({ id: key, default: value, options }) => {
      const values = [value, ...options.map((option) => option.value)];
      return { id: key, min: Math.min(...values), max: Math.max(...values) };
    });
    return {
      id,
      levers: parseNumbers(`${path}.levers`, 'lever', levers, meta.levers),
      switches: parseNumbers(`${path}.switches`, 'switch', switches, hulls),
    };
  });
}

interface Bounded {
  readonly id: string;
  readonly min: number;
  readonly max: number;
}

/** One number for each of `known`, no other, each within its bounds; in the order of `known`. */
function parseNumbers(
  path: string,
  kind: string,
  raw: Readonly<Record<string, unknown>>,
  known: readonly Bounded[],
): Record<string, number> {
  for (const id of Object.keys(raw)) lookUp(path, kind, id, known);
  return Object.fromEntries(
    known.map(({ id, min, max }) => {
      const at = `${path}.${id}`;
      if (!Object.hasOwn(raw, id)) throw new RequestError(at, undefined, 'is missing', `give every ${kind} a value`);
      const value = raw[id];
      if (typeof value !== 'number' || !Number.isFinite(value)) {
        throw new RequestError(at, value, `must be a number, not ${show(value)}`, `use a value from ${min} to ${max}`);
      }
      within(at, value, min, max);
      // Adding zero turns -0 into 0: one number, one text.
      return [id, value + 0];
    }),
  );
}

function parseOutcomes({ outcomes }: RequestShape, meta: ModelMeta): OutcomeRequest[] {
  if (outcomes.length === 0) throw new RequestError('outcomes', outcomes, 'there are none', 'ask for at least one');
  const wanted = new Map<string, number[]>();
  outcomes.forEach(({ id, dates }, i) => {
    const path = `outcomes[${i}]`;
    const outcome = lookUp(`${path}.id`, 'outcome', id, meta.outcomes);
    if (wanted.has(id))
      throw new RequestError(`${path}.id`, id, `${show(id)} is there twice`, 'put its dates together');
    if (dates.length === 0) throw new RequestError(`${path}.dates`, dates, 'there are none', 'ask for at least one');
    const known = dates.map((date) => {
      const match = outcome.at.find((candidate) => Math.abs(candidate - date) <= DATE_TOLERANCE);
      if (match !== undefined) return match;
      const remedy = `it is recorded at ${outcome.at.join(', ')}`;
      throw new RequestError(`${path}.dates`, date, `${id} is not recorded at ${date}`, remedy);
    });
    wanted.set(
      id,
      [...new Set(known)].sort((a, b) => a - b),
    );
  });
  return meta.outcomes.flatMap(({ id }) => {
    const dates = wanted.get(id);
    return dates === undefined ? [] : [{ id, dates }];
  });
}
