/** Edited inputs, correlations, outcomes and the sampling direction of a link's compressed part. */
import { RequestError, show } from '../engine/errors.ts';
import { parseCuts } from '../engine/request-cuts.ts';
import { parseCorrelations, parseDirection } from '../engine/request-inputs.ts';
import type { RequestShape } from '../engine/request-schema.ts';
import type { Cuts, ForecastRequest, OutcomeRequest } from '../engine/types.ts';
import type { Distribution } from '../language/definition.ts';
import { pairMismatch } from '../language/elements.ts';
import { unpackDistribution } from './distributions.ts';
import type { LinkModel } from './forecast.ts';
import type { Notes } from './notes.ts';
import { asList, asMap, asNumber, asText } from './read.ts';
import { noteUnknown } from './settings.ts';
import { noteExtra } from './words.ts';

/** Distributions by input, in the model's order. */
export function readInputs(raw: unknown, { meta }: LinkModel, notes: Notes): Record<string, Distribution> {
  const entries = asMap(raw);
  if (entries === null) {
    notes.add('replaced', "The list of edited inputs is damaged; the model's own were used.");
    return {};
  }
  const ids = meta.inputs.map(({ id }) => id);
  for (const id of entries.keys()) if (!ids.includes(id)) noteUnknown('input', id, ids, notes);
  return Object.fromEntries(
    ids.flatMap((id): [string, Distribution][] => {
      if (!entries.has(id)) return [];
      const distribution = unpackDistribution(entries.get(id));
      if (!('problem' in distribution)) return [[id, distribution]];
      notes.add('replaced', `The input ${id} cannot be used: ${distribution.problem}; the model's own was.`);
      return [];
    }),
  );
}

type Pair = readonly [a: string, b: string, rho: number];

export function readCorrelations(raw: unknown, { meta }: LinkModel, notes: Notes): ForecastRequest['correlations'] {
  if (raw === null) return null;
  const list = asList(raw);
  if (list === null) {
    notes.add('replaced', "The correlations are damaged; the model's own were used.");
    return null;
  }
  const pairs: Pair[] = [];
  for (const entry of list) {
    const row = asList(entry);
    noteExtra(row, 3, 'A correlation', notes);
    const [a, b, rho] = row ?? [];
    const pair: Pair = [asText(a) ?? '', asText(b) ?? '', asNumber(rho) ?? Number.NaN];
    const [first, second] = [pair[0], pair[1]].map((id) => meta.inputs.find((input) => input.id === id));
    const known =
      first !== undefined && second !== undefined && first !== second && pairMismatch(first, second) === null;
    const again =
      !known || pairs.some(([x, y]) => (x === pair[0] && y === pair[1]) || (x === pair[1] && y === pair[0]));
    if (!again && Math.abs(pair[2]) < 1) pairs.push(pair);
    else notes.add('ignored', `The correlation ${pairText(entry)} cannot be used; it was left out.`);
  }
  // Puts them in their one order; the model's own become null.
  return parseCorrelations(shapeOf({ correlations: pairs.map(([a, b, rho]) => [a, b, rho]) }), meta);
}

function pairText(raw: unknown): string {
  const list = asList(raw);
  return list === null ? show(raw) : list.slice(0, 3).map(show).join(', ');
}

/** A unit vector, or null where there is none. */
export function readDirection(raw: unknown, model: LinkModel, notes: Notes): readonly number[] | null {
  if (raw === null) return null;
  const [scale, ...packed] = asList(raw)?.map(asNumber) ?? [];
  const numbers = packed.map((x) => (x === null || !scale ? Number.NaN : x / scale));
  try {
    if (numbers.every(Number.isFinite)) return parseDirection(shapeOf({ direction: numbers }), model.meta);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
  }
  notes.add('replaced', 'The direction of the first Sobol’ dimension cannot be used; the points were not turned.');
  return null;
}

/** Cuts by outcome, as far as they can be counted. `paired`: whether the forecast has paired differences. */
export function readCuts(
  raw: unknown,
  outcomes: readonly OutcomeRequest[],
  { meta }: LinkModel,
  notes: Notes,
): Readonly<Record<string, Cuts>> {
  if (raw === undefined) return {};
  const entries = asMap(raw);
  if (entries === null) {
    notes.add('replaced', 'The values at which shares are counted are damaged; those of the model were taken.');
    return {};
  }
  const ids = meta.outcomes.map(({ id }) => id);
  const read: Record<string, Cuts> = {};
  for (const [id, lists] of entries) {
    if (!ids.includes(id)) {
      noteUnknown('outcome', id, ids, notes);
      continue;
    }
    const row = asList(lists);
    noteExtra(row, 2, `The values at which shares of ${id} are counted`, notes);
    const [values, differences] = row ?? [];
    try {
      // As if there were two scenarios: whether there are is checked with the request.
      const shape = shapeOf({
        cuts: { [id]: { values, differences } },
        outcomes: [...outcomes].map(({ id: one, dates }) => ({ id: one, dates: [...dates] })),
        paired: true,
      });
      Object.assign(read, parseCuts({ ...shape, scenarios: [NO_SCENARIO, NO_SCENARIO] }, meta));
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      notes.add('ignored', `The values at which shares of ${id} are counted cannot be used; they were left out.`);
    }
  }
  return read;
}

const NO_SCENARIO = { id: '', levers: {}, switches: {} };

export function readOutcomes(raw: unknown, { meta }: LinkModel, notes: Notes): readonly OutcomeRequest[] {
  const wanted = new Map<string, Set<number>>();
  const ids = meta.outcomes.map(({ id }) => id);
  for (const entry of asList(raw) ?? []) {
    const row = asList(entry);
    const [rawId, rawDates] = row ?? [];
    const outcome = meta.outcomes.find(({ id }) => id === rawId);
    if (outcome === undefined) {
      noteUnknown('outcome', asText(rawId) ?? show(rawId), ids, notes);
      continue;
    }
    const dates = wanted.get(outcome.id) ?? new Set();
    const list = asList(rawDates);
    noteExtra(row, 2, `The outcome ${outcome.id}`, notes);
    if (list === null || list.length === 0) {
      notes.add('ignored', `The link asks for ${outcome.id} at no date; it was left out.`);
    }
    for (const date of list ?? []) {
      const known = outcome.at.find((at) => at === date);
      if (known !== undefined) dates.add(known);
      else notes.add('ignored', `${outcome.id} is not recorded at ${show(date)}; that date was left out.`);
    }
    if (dates.size > 0) wanted.set(outcome.id, dates);
  }
  if (wanted.size === 0) {
    notes.add('replaced', 'The link asks for no outcome that this model has; all of its outcomes were taken.');
    return allOutcomes({ meta });
  }
  return ids.flatMap((id) => {
    const dates = wanted.get(id);
    return dates === undefined ? [] : [{ id, dates: [...dates].sort((a, b) => a - b) }];
  });
}

export function allOutcomes({ meta }: Pick<LinkModel, 'meta'>): readonly OutcomeRequest[] {
  return meta.outcomes.map(({ id, at }) => ({ id, dates: at }));
}

/** The parts of a request that its own checks look at, which are written for whole requests. */
function shapeOf(
  part: Partial<Pick<RequestShape, 'correlations' | 'direction' | 'cuts' | 'outcomes' | 'paired'>>,
): RequestShape {
  return {
    schema: 1,
    model: { id: '', hash: '' },
    sampler: 'sobol',
    seed: 0,
    samples: 0,
    replicates: 1,
    scenarios: [],
    paired: false,
    inputs: {},
    outcomes: [],
    correlations: null,
    direction: null,
    cuts: {},
    ...part,
  };
}
