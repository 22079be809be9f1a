/**
 * The readable part of a link: which model, how it is sampled, and the policy that the author looked at. People and
 * scripts may write it by hand; what they leave out is as in the model.
 */

import { MAX_SAMPLES, roundSamples } from '../engine/blocks.ts';
import { DEFAULTS } from '../engine/draft.ts';
import { show } from '../engine/errors.ts';
import { MAX_REPLICATES } from '../engine/request.ts';
import type { Sampler } from '../engine/types.ts';
import type { Distribution } from '../language/definition.ts';
import { base64UrlToHex, hexToBase64Url } from './base64url.ts';
import { unpackDistribution } from './distributions.ts';
import type { LinkModel, SharedForecast, SharedSampling } from './forecast.ts';
import { RESERVED } from './fragment.ts';
import type { Notes } from './notes.ts';
import { numberFrom } from './read.ts';
import { boundedValue, type Fallback, noteUnknown, type Setting, settingsOf, usualOf } from './settings.ts';
import { LINK_SCHEMA } from './versions.ts';

/** Digits of the model's hash in a link: enough to tell versions apart; the digest covers the whole hash. */
const SHORT_HASH = 8;

export const shortHash = (hash: string): string => hash.slice(0, SHORT_HASH);

/** Parameters of the readable part, in their one order. */
export function writeReadable(forecast: SharedForecast, model: LinkModel): (readonly [string, string])[] {
  const { sampling, claim, scenarios, selected } = forecast;
  const shown = scenarios.find(({ id }) => id === selected);
  return [
    ['v', String(LINK_SCHEMA)],
    ['model', `${encodeURIComponent(forecast.model.id)}@${shortHash(forecast.model.hash)}`],
    ...(claim === null || claim.digest === null ? [] : [['digest', hexToBase64Url(claim.digest)] as const]),
    ['seed', String(sampling.seed)],
    ['n', String(sampling.samples)],
    ['sampler', sampling.sampler],
    ['replicates', String(sampling.replicates)],
    ...settingsOf(model).map(({ kind, id }) => {
      const values = kind === 'lever' ? shown?.levers : shown?.switches;
      return [RESERVED.has(id) ? `.${id}` : id, String(values?.[id] ?? '')] as const;
    }),
  ];
}

export interface Readable {
  readonly digest: string | null;
  readonly sampling: Omit<SharedSampling, 'precision'>;
  /** A preset that levers were left to, in a link made by hand. */
  readonly preset: string | null;
  /** Values of levers and switches by id; `given` are those in the link. */
  readonly values: ReadonlyMap<string, number>;
  readonly given: ReadonlySet<string>;
  /** Distributions given by hand. */
  readonly inputs: ReadonlyMap<string, Distribution>;
}

/** @param whole whether a program wrote the link: then every lever and switch must be in it. */
export function readReadable(
  parameters: ReadonlyMap<string, string>,
  model: LinkModel,
  whole: boolean,
  notes: Notes,
): Readable {
  const settings = settingsOf(model);
  const preset = readPreset(parameters, model, notes);
  const start = model.meta.presets.find(({ id }) => id === preset);
  const started = new Map([...Object.entries(start?.levers ?? {}), ...Object.entries(start?.switches ?? {})]);
  const fallbackOf = (setting: Setting): Fallback => {
    const value = started.get(setting.id);
    return value === undefined ? usualOf(setting) : { value, words: `the value of the preset ${show(preset)}` };
  };
  const inputs = new Map<string, Distribution>();
  const values = new Map<string, number>();
  const given = new Set<string>();
  const known = [...RESERVED, ...settings.map((one) => one.id), ...model.meta.inputs.map((one) => one.id)];
  for (const setting of settings) {
    const { id } = setting;
    const text = parameters.get(RESERVED.has(id) ? `.${id}` : id);
    const fallback = fallbackOf(setting);
    if (text !== undefined) given.add(id);
    else if (whole) noteMissing(setting, fallback, notes);
    values.set(
      id,
      text === undefined ? fallback.value : boundedValue(setting, numberFrom(text), text, '', notes, fallback),
    );
  }
  for (const [key, text] of parameters) {
    if (RESERVED.has(key)) continue;
    const id = key.startsWith('.') ? key.slice(1) : key;
    if (values.has(id)) continue;
    const input = model.meta.inputs.find((one) => one.id === id);
    if (input === undefined) {
      noteUnknown('lever, switch or input', id, known, notes);
      continue;
    }
    const distribution = readTyped(input.distribution.family, text);
    if ('problem' in distribution) {
      notes.add('replaced', `The input ${id} is ${show(text)}: ${distribution.problem}; the model's own was kept.`);
    } else inputs.set(id, distribution);
  }
  return {
    digest: readDigest(parameters, notes),
    sampling: readSampling(parameters, notes),
    preset,
    values,
    given,
    inputs,
  };
}

/** Of a lever that a link lacks: it was made before the model had it, or was damaged. */
function noteMissing({ kind, id }: Setting, { value, words }: Fallback, notes: Notes): void {
  notes.add('replaced', `The link does not say what the ${kind} ${id} is; ${words}, ${value}, was used.`);
}

function readPreset(parameters: ReadonlyMap<string, string>, { meta }: LinkModel, notes: Notes): string | null {
  const preset = parameters.get('preset');
  if (preset === undefined) return null;
  if (meta.presets.some(({ id }) => id === preset)) return preset;
  noteUnknown(
    'preset',
    preset,
    meta.presets.map(({ id }) => id),
    notes,
  );
  return null;
}

/** `4,7,11` in the input's own family, or `lognormal:4,7,11`. */
function readTyped(family: string, text: string): Distribution | { readonly problem: string } {
  const named = /^([a-z]+):(.*)$/.exec(text);
  const values = (named?.[2] ?? text).split(',').map((part) => numberFrom(part.trim()));
  if (values.includes(null)) return { problem: 'it is not a list of numbers such as 4,7,11' };
  return unpackDistribution([named?.[1] ?? family, ...values]);
}

function readDigest(parameters: ReadonlyMap<string, string>, notes: Notes): string | null {
  const text = parameters.get('digest');
  if (text === undefined) return null;
  const digest = base64UrlToHex(text) ?? (/^[0-9a-f]{64}$/.test(text) ? text : null);
  if (digest === null)
    notes.add('ignored', `The digest ${show(text)} is not one; there is nothing to check the result against.`);
  return digest;
}

function readSampling(parameters: ReadonlyMap<string, string>, notes: Notes): Omit<SharedSampling, 'precision'> {
  const sampler = readSampler(parameters.get('sampler'), notes);
  const whole = (name: string, low: number, high: number, usual: number): number => {
    const text = parameters.get(name);
    if (text === undefined) return usual;
    const value = numberFrom(text);
    if (value !== null && Number.isSafeInteger(value) && value >= low && value <= high) return value;
    notes.add('replaced', `${name} is ${show(text)}, not a whole number from ${low} to ${high}; ${usual} was used.`);
    return usual;
  };
  const most = sampler === 'philox' ? 1 : MAX_REPLICATES;
  const usual = sampler === 'philox' ? 1 : DEFAULTS.replicates;
  let replicates = whole('replicates', 1, most, usual);
  if ((replicates & (replicates - 1)) !== 0) {
    notes.add('replaced', `replicates is ${replicates}, not a power of two; ${usual} was used.`);
    replicates = usual;
  }
  const asked = whole('n', 1, MAX_SAMPLES, DEFAULTS.samples);
  const { samples } = roundSamples(asked, replicates);
  if (samples !== asked) {
    notes.add('replaced', `n is ${asked}, not in whole rounds of ${replicates} randomisations; ${samples} was used.`);
  }
  return { sampler, seed: whole('seed', 0, Number.MAX_SAFE_INTEGER, DEFAULTS.seed), samples, replicates };
}

function readSampler(text: string | undefined, notes: Notes): Sampler {
  if (text === undefined || text === 'sobol' || text === 'philox') return text ?? DEFAULTS.sampler;
  notes.add('replaced', `The sampler is ${show(text)}, neither sobol nor philox; ${DEFAULTS.sampler} was used.`);
  return DEFAULTS.sampler;
}
