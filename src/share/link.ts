/**
 * Links: a whole forecast in the fragment of an address, which never leaves the reader's machine. Equal forecasts give
 * equal links. Reading never throws and never substitutes in silence: what was wrong, what was kept and what was replaced
 * comes back in sentences. docs/links.md describes the format.
 */
import { RequestError, show } from '../engine/errors.ts';
import type { Distribution } from '../language/definition.ts';
import { compress, decompress } from './compress.ts';
import { DICTIONARY_1 } from './dictionary.ts';
import { carriedForward, type EarlierText, earlierText } from './earlier.ts';
import { type LinkModel, normalForm, requestOf, type SharedForecast, type SharedScenario } from './forecast.ts';
import { fragmentOf, joinParameters, looksLikeLink, MAX_LINK, splitFragment } from './fragment.ts';
import { LIMITS } from './limits.ts';
import { migrate } from './migrations.ts';
import { createNotes, isFaithful, type LinkNote, type Notes } from './notes.ts';
import { PAYLOAD_KEYS, writePayload } from './payload.ts';
import {
  allOutcomes,
  readCorrelations,
  readCuts,
  readDirection,
  readInputs,
  readOutcomes,
} from './payload-assumptions.ts';
import { type ReadScenarios, readScenarios } from './payload-scenarios.ts';
import { readClaim, readView, usualView } from './payload-view.ts';
import { plainText } from './plain-text.ts';
import { honestName } from './presets.ts';
import { asMap, asNumber } from './read.ts';
import { type Readable, readReadable, shortHash, writeReadable } from './readable.ts';
import { settingsOf, splitSettings } from './settings.ts';
import { LINK_SCHEMA } from './versions.ts';
import { readFlag, readWords } from './words.ts';

/** Beyond this some programs cut links; the page warns. */
export const COMFORTABLE_LENGTH = 2000;

/** The fragment of a forecast, without the number sign. Throws RequestError where it does not fit the model. */
export function encodeLink(forecast: SharedForecast, model: LinkModel): string {
  const normal = normalForm(forecast, model);
  const z = compress(writePayload(normal, model), DICTIONARY_1);
  return joinParameters([...writeReadable(normal, model), ['z', z]]);
}

export interface OpenedLink {
  readonly ok: true;
  readonly forecast: SharedForecast;
  readonly notes: readonly LinkNote[];
  /** Schema of the link as it came. */
  readonly schema: number;
  /** Short hash of the model that the link was made with, where that is neither today's nor `earlier`. */
  readonly otherModel: string | null;
  /** The text that the link was made with, where today's has added to it and changed nothing that it had. */
  readonly earlier: EarlierText | null;
  /** True where everything in the link was understood and nothing was replaced: what runs is what was sent. */
  readonly faithful: boolean;
}

export type Opening = OpenedLink | { readonly ok: false; readonly notes: readonly LinkNote[] };

/** The forecast of a link: an address, its fragment with or without the number sign, or parameters written by hand. */
export function decodeLink(text: string, model: LinkModel): Opening {
  const notes = createNotes();
  const failed = (sentence: string): Opening => {
    notes.add('replaced', sentence);
    return { ok: false, notes: notes.list() };
  };
  if (text.length > MAX_LINK) {
    return failed(`The link has ${text.length} characters; more than ${MAX_LINK} are not read. Nothing was opened.`);
  }
  const fragment = fragmentOf(text);
  if (!looksLikeLink(fragment)) return failed('This is not a link to a forecast: it has no v=. Nothing was opened.');
  const { parameters, asMade } = splitFragment(fragment, notes);
  const version = parameters.get('v') ?? '';
  const schema = /^\d{1,6}$/.test(version) ? Number(version) : null;
  if (schema === null)
    return failed(`The link's version is "${version.slice(0, 20)}", not a number. Nothing was opened.`);
  if (schema > LINK_SCHEMA) {
    return failed(
      `The link is of form ${schema}, newer than this page, which reads forms up to ${LINK_SCHEMA}. Nothing was opened; a newer Headway can.`,
    );
  }
  if (asMade === false) {
    notes.add(
      'integrity',
      'The link is not as it was made: it was cut, damaged or edited by hand. What could be read was kept.',
    );
  }
  const migrated = migrate({ parameters, payload: readPayload(parameters.get('z'), notes) }, schema, notes);
  if (migrated === null) return failed(`The link is of form ${schema}, which was never in use. Nothing was opened.`);
  if (schema < LINK_SCHEMA)
    notes.add('version', `The link is of the older form ${schema}; it was brought up to form ${LINK_SCHEMA}.`);
  const made = readModel(migrated.parameters.get('model'), model, notes);
  if (!made.fits) return failed(made.problem);
  const { other, earlier } = made;
  const strangers = [...migrated.parameters.keys()].filter((id) => earlier?.added.has(id));
  if (earlier !== null && strangers.length > 0) {
    notes.add(
      'integrity',
      `The link names version ${earlier.version} of the model, which did not have ${strangers.join(', ')}: it is not of that version.`,
    );
  }
  const raw = earlier !== null && isWhole(migrated.parameters) ? carriedForward(migrated, model, earlier) : migrated;
  const forecast = assemble(raw.parameters, asMap(raw.payload), model, notes);
  try {
    requestOf(forecast, model);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return failed(`The forecast cannot be run: ${error.message}. Nothing was opened.`);
  }
  const list = notes.list();
  const faithful = other === null && list.every(isFaithful);
  return { ok: true, forecast, notes: list, schema, otherModel: other, earlier, faithful };
}

/** What the compressed part holds; null where there is none or it is lost. */
function readPayload(z: string | undefined, notes: Notes): unknown {
  if (z === undefined) return null;
  const lost = (problem: string): null => {
    notes.add(
      'replaced',
      `The compressed part ${problem}. The policy, seed and sample size in the readable part were kept; other scenarios, edited inputs and correlations are lost, and the model's own were used.`,
    );
    return null;
  };
  const inflated = decompress(z, DICTIONARY_1);
  if (!inflated.ok) return lost(inflated.problem);
  try {
    const payload: unknown = JSON.parse(inflated.text);
    return asMap(payload) === null ? lost('does not hold a forecast') : payload;
  } catch {
    return lost('is damaged');
  }
}

type Made =
  | { readonly fits: true; readonly other: string | null; readonly earlier: EarlierText | null }
  | { readonly fits: false; readonly problem: string };

/** Whether a program wrote the link. */
const isWhole = (parameters: ReadonlyMap<string, string>): boolean => parameters.has('z') || parameters.has('check');

function readModel(text: string | undefined, { meta, hash }: LinkModel, notes: Notes): Made {
  const own: Made = { fits: true, other: null, earlier: null };
  if (text === undefined) return own;
  const at = text.lastIndexOf('@');
  const id = at < 0 ? text : text.slice(0, at);
  if (id !== meta.id) {
    return {
      fits: false,
      problem: `The link is of the model "${plainText(id, 60)}"; this is "${meta.id}". Nothing was opened.`,
    };
  }
  const made = at < 0 ? null : plainText(text.slice(at + 1), 64);
  if (made === null || made === shortHash(hash) || made === hash) return own;
  const earlier = earlierText(meta, made);
  if (earlier !== null) {
    notes.add(
      'version',
      `The link was made with version ${earlier.version} of the model; this is ${meta.version}. What it asks for has the same answer. New since then: ${earlier.changes.join(' ')}`,
    );
    return { ...own, earlier };
  }
  notes.add(
    'version',
    `The link was made with version ${made} of the model; this is ${shortHash(hash)} (${meta.version}). Its results are of that version, and may differ.`,
  );
  return { ...own, other: made };
}

function assemble(
  parameters: ReadonlyMap<string, string>,
  payload: ReadonlyMap<string, unknown> | null,
  model: LinkModel,
  notes: Notes,
): SharedForecast {
  const { meta, hash } = model;
  const readable = readReadable(parameters, model, isWhole(parameters), notes);
  for (const key of payload?.keys() ?? []) {
    if (PAYLOAD_KEYS.has(key)) continue;
    notes.add('ignored', `The compressed part holds ${show(key)}, which means nothing here; it was not read.`);
  }
  const outcomes = payload === null ? allOutcomes(model) : readOutcomes(payload.get('o'), model, notes);
  const listed =
    (payload === null ? null : readScenarios(payload, readable.values, model, notes)) ?? scenariosOf(readable, model);
  const forecast: SharedForecast = {
    model: { id: meta.id, hash },
    title: readWords(payload?.get('t'), 'The title', LIMITS.title, notes),
    note: readWords(payload?.get('m'), 'The note', LIMITS.note, notes, true),
    ...listed,
    sampling: { ...readable.sampling, precision: readPrecision(payload, notes) },
    paired:
      payload === null
        ? listed.scenarios.length > 1
        : readFlag(payload.get('x'), 'Whether differences are counted', notes),
    inputs: inputsOf(payload, readable, model, notes),
    correlations: payload === null ? null : readCorrelations(payload.get('c') ?? null, model, notes),
    outcomes,
    direction:
      payload === null ? usualDirection(readable, model) : readDirection(payload.get('d') ?? null, model, notes),
    cuts: payload === null ? model.cuts : readCuts(payload.get('q'), outcomes, model, notes),
    view: payload === null ? usualView(outcomes, model) : readView(payload.get('w'), outcomes, model, notes),
    claim: null,
  };
  return { ...forecast, claim: readClaim(payload?.get('k') ?? null, readable.digest, forecast, notes) };
}

/** Points are turned to the model's direction where they are Sobol' points. */
function usualDirection({ sampling }: Readable, { direction }: LinkModel): readonly number[] | null {
  return sampling.sampler === 'sobol' ? direction : null;
}

/** Those of the compressed part; distributions typed into the readable part come before them. */
function inputsOf(
  payload: ReadonlyMap<string, unknown> | null,
  { inputs }: Readable,
  model: LinkModel,
  notes: Notes,
): Readonly<Record<string, Distribution>> {
  const packed = payload === null ? {} : readInputs(payload.get('i'), model, notes);
  return Object.fromEntries(
    model.meta.inputs.flatMap(({ id }) => {
      const distribution = inputs.get(id) ?? packed[id];
      return distribution === undefined ? [] : [[id, distribution]];
    }),
  );
}

function readPrecision(payload: ReadonlyMap<string, unknown> | null, notes: Notes): number | null {
  const raw = payload?.get('p') ?? null;
  if (raw === null) return null;
  const precision = asNumber(raw);
  if (precision !== null && precision > 0) return precision;
  notes.add('replaced', 'The precision is not a number above zero; the run goes on to its last sample.');
  return null;
}

/** Scenarios of a link made by hand: its policy, and the status quo to compare it with where that is another. */
function scenariosOf({ values, preset }: Readable, model: LinkModel): ReadScenarios {
  const settings = settingsOf(model);
  const usual = new Map(
    settings.map(({ kind, id, usual: value }) => [id, kind === 'lever' ? value : (values.get(id) ?? value)]),
  );
  const base = { preset: null, style: 0, hidden: false };
  const quo: SharedScenario = { ...base, id: 'status-quo', name: 'Status quo', ...splitSettings(settings, usual) };
  if (settings.every(({ id }) => usual.get(id) === values.get(id))) {
    return { scenarios: [quo], selected: quo.id, baseline: quo.id };
  }
  const name = model.meta.presets.find(({ id }) => id === preset)?.label ?? 'Your policy';
  const own: SharedScenario = { ...base, id: 'policy', name, style: 1, ...splitSettings(settings, values) };
  const scenarios = [quo, own].map((one, _, all) => ({
    ...one,
    name: honestName(one, all, model.meta, LIMITS.name),
  }));
  return { scenarios, selected: own.id, baseline: quo.id };
}
