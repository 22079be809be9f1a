/**
 * Links of an earlier version of the model whose outcomes are what they were: what the model has added since is carried into
 * the link before it is read, and its result is compared as the question was asked then.
 */
import { forecastDigest } from '../engine/digest.ts';
import type { ForecastRequest, Tally } from '../engine/types.ts';
import type { ModelMeta } from '../language/definition.ts';
import type { LinkModel } from './forecast.ts';
import type { RawLink } from './migrations.ts';
import { asList, asMap, asText } from './read.ts';

/** A text of the model that today's text still answers for. `verify` proves it: by the digest that it had. */
export interface EarlierText {
  readonly version: string;
  /** SHA-256, 64 hexadecimal digits. */
  readonly hash: string;
  /** What later versions brought, a text each, the latest first. */
  readonly changes: readonly string[];
  /** Ids of inputs, levers, switches and outcomes that the text did not have. */
  readonly added: ReadonlySet<string>;
}

/** The text whose hash begins with `start` (at least eight digits), or null where the model names none. */
export function earlierText({ versions }: ModelMeta, start: string): EarlierText | null {
  if (!/^[0-9a-f]{8,64}$/.test(start)) return null;
  const at = versions.findIndex(({ texts }) => texts.some((text) => text.startsWith(start)));
  const found = versions[at];
  const hash = found?.texts.find((text) => text.startsWith(start));
  if (found === undefined || hash === undefined) return null;
  const since = versions.slice(0, at);
  return {
    version: found.version,
    hash,
    changes: since.map(({ changes }) => changes),
    added: new Set(since.flatMap(({ adds }) => adds)),
  };
}

/**
 * The link as a program would have written it with today's model: levers and switches that are new are where the scenario's
 * preset has them, else at rest; new inputs have the model's own distributions and correlations, and no part in the direction.
 * What is damaged is left as it is.
 */
export function carriedForward({ parameters, payload }: RawLink, { meta }: LinkModel, { added }: EarlierText): RawLink {
  const map = asMap(payload);
  const rows = (asList(map?.get('s')) ?? []).map(asList);
  const focus = typeof map?.get('f') === 'number' ? (map.get('f') as number) : 0;
  const settings = [
    ...meta.levers.map(({ id, statusQuo }) => ({ id, usual: statusQuo, kind: 'levers' as const })),
    ...meta.switches.map(({ id, default: usual }) => ({ id, usual, kind: 'switches' as const })),
  ].filter(({ id }) => added.has(id));
  const valueIn = (
    row: readonly unknown[] | null | undefined,
    { id, usual, kind }: (typeof settings)[number],
  ): number => meta.presets.find((preset) => preset.id === asText(row?.[2]))?.[kind][id] ?? usual;
  const shown = rows[focus];
  const wanted = new Map(parameters);
  for (const one of settings) if (!wanted.has(one.id)) wanted.set(one.id, String(valueIn(shown, one)));
  if (map === null) return { parameters: wanted, payload };
  const scenarios = rows.map((row, index) => {
    if (row === null || index === focus) return row;
    const own = (kind: 'levers' | 'switches', packed: unknown): unknown => {
      const values = asMap(packed);
      if (values === null) return packed;
      const differing = settings.filter((one) => one.kind === kind && valueIn(row, one) !== valueIn(shown, one));
      return {
        ...Object.fromEntries(values),
        ...Object.fromEntries(differing.map((one) => [one.id, valueIn(row, one)])),
      };
    };
    return row.length < 7 ? row : [...row.slice(0, 5), own('levers', row[5]), own('switches', row[6]), ...row.slice(7)];
  });
  const correlations = asList(map.get('c'));
  const direction = asList(map.get('d'));
  return {
    parameters: wanted,
    payload: {
      ...Object.fromEntries(map),
      ...(rows.length === 0 ? {} : { s: scenarios }),
      ...(correlations === null ? {} : { c: [...correlations, ...ownPairs(meta, added)] }),
      ...(direction === null ? {} : { d: widened(direction, meta, added) }),
    },
  };
}

/** Correlations of the model that came with inputs that are new. */
function ownPairs({ correlations }: ModelMeta, added: ReadonlySet<string>): unknown[] {
  return correlations.filter(({ a, b }) => added.has(a) || added.has(b)).map(({ a, b, rho }) => [a, b, rho]);
}

/** A scale and an entry for each input, with 0 for those that are new; as it is where it was of another length. */
function widened(direction: readonly unknown[], { inputs }: ModelMeta, added: ReadonlySet<string>): readonly unknown[] {
  const [scale, ...entries] = direction;
  if (entries.length !== inputs.filter(({ id }) => !added.has(id)).length) return direction;
  let next = 0;
  return [scale, ...inputs.map(({ id }) => (added.has(id) ? 0 : entries[next++]))];
}

/** The request as that text would have been asked, or null where it asks for what the text did not have. */
export function askedThen(
  request: ForecastRequest,
  meta: ModelMeta,
  { hash, added }: EarlierText,
): ForecastRequest | null {
  const old = <T>(values: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(values).filter(([id]) => !added.has(id)));
  const { direction } = request;
  const turned = meta.inputs.some(({ id }, i) => added.has(id) && direction !== null && direction[i] !== 0);
  const edited = Object.keys(request.inputs).some((id) => added.has(id));
  if (turned || edited || request.outcomes.some(({ id }) => added.has(id))) return null;
  return {
    ...request,
    model: { ...request.model, hash },
    scenarios: request.scenarios.map(({ id, levers, switches }) => ({
      id,
      levers: old(levers),
      switches: old(switches),
    })),
    correlations: request.correlations?.filter(([a, b]) => !added.has(a) && !added.has(b)) ?? null,
    direction: direction?.filter((_, i) => !added.has(meta.inputs[i]?.id ?? '')) ?? null,
  };
}

/** The digest that the run would have had with that text, or null: see `askedThen`. */
export function digestThen(request: ForecastRequest, tally: Tally, meta: ModelMeta, text: EarlierText): string | null {
  const asked = askedThen(request, meta, text);
  return asked === null ? null : forecastDigest(asked, tally);
}
