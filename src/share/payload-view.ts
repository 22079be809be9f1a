/** How the author looked at a forecast, and what the run gave: the rest of a link's compressed part. */
import { MAX_SAMPLES, roundSamples } from '../engine/blocks.ts';
import { show } from '../engine/errors.ts';
import type { EngineKind, OutcomeRequest } from '../engine/types.ts';
import {
  type Claim,
  type Figures,
  type Goal,
  type LinkModel,
  runScenarios,
  type SharedForecast,
  type SharedView,
} from './forecast.ts';
import { heldThreshold } from './held-threshold.ts';
import { LIMITS } from './limits.ts';
import type { Notes } from './notes.ts';
import { asList, asMap, asNumber, asText, asWhole } from './read.ts';
import { noteUnknown } from './settings.ts';
import { ENGINE_VERSION } from './versions.ts';
import { noteExtra } from './words.ts';

/** The headline of the first outcome, at 12 of its unit where that is one of its thresholds. */
export function usualView(outcomes: readonly OutcomeRequest[], { meta }: LinkModel): SharedView {
  const [first] = outcomes;
  const outcome = meta.outcomes.find(({ id }) => id === first?.id);
  const thresholds = outcome?.thresholds ?? [];
  const headline =
    outcome !== undefined && first?.dates.includes(outcome.headline) ? outcome.headline : first?.dates[0];
  return {
    outcome: first?.id ?? '',
    date: headline ?? 0,
    threshold: thresholds.includes(12) ? 12 : (thresholds[0] ?? 0),
    page: {},
    levers: [],
  };
}

export function readView(
  raw: unknown,
  outcomes: readonly OutcomeRequest[],
  model: LinkModel,
  notes: Notes,
): SharedView {
  const usual = usualView(outcomes, model);
  const list = asList(raw);
  noteExtra(list, 5, 'The view', notes);
  const [rawOutcome, rawDate, rawThreshold, rawPage, rawLevers] = list ?? [];
  const outcome = outcomes.find(({ id }) => id === rawOutcome);
  if (outcome === undefined) {
    notes.add(
      'replaced',
      `The link shows the outcome ${show(rawOutcome)}, which is not in it; ${usual.outcome} is shown.`,
    );
    return { ...usual, page: readPage(rawPage, notes), levers: readLevers(rawLevers, model, notes) };
  }
  const own = usualView([outcome], model);
  const date = outcome.dates.find((one) => one === rawDate);
  if (date === undefined) {
    notes.add('replaced', `The link shows the date ${show(rawDate)}, which is not in it; ${own.date} is shown.`);
  }
  const declared = model.meta.outcomes.find(({ id }) => id === outcome.id);
  const threshold = heldThreshold(asNumber(rawThreshold), declared, notes);
  if (threshold === null) {
    notes.add('replaced', `The threshold is ${show(rawThreshold)}, not a number; ${own.threshold} was used.`);
  }
  return {
    outcome: outcome.id,
    date: date ?? own.date,
    threshold: threshold ?? own.threshold,
    page: readPage(rawPage, notes),
    levers: readLevers(rawLevers, model, notes),
  };
}

/** Short words only; what they mean is the page's business, which ignores words it does not know. */
function readPage(raw: unknown, notes: Notes): Readonly<Record<string, string>> {
  const map = asMap(raw);
  if (map === null && raw !== undefined) {
    notes.add('replaced', `The words of the page are ${show(raw)}; its usual view is shown.`);
  }
  const entries = [...(map ?? [])].flatMap(([key, value]): [string, string][] => {
    const text = asText(value);
    if (text !== null && isWord(key) && isWord(text)) return [[key, text]];
    notes.add(
      'ignored',
      `The view holds ${show(key)} with ${show(value)}, which is no word of a page; it was left out.`,
    );
    return [];
  });
  noteExtra(entries, LIMITS.viewEntries, 'The view of the page', notes);
  return Object.fromEntries(entries.slice(0, LIMITS.viewEntries));
}

const isWord = (text: string): boolean => text.length <= LIMITS.viewText && /^[A-Za-z0-9-]+$/.test(text);

function readLevers(raw: unknown, { meta }: LinkModel, notes: Notes): readonly string[] {
  const known = meta.levers.map(({ id }) => id);
  const list = asList(raw);
  if (list === null && raw !== undefined) {
    notes.add('replaced', `The levers of the embedded view are ${show(raw)}, not a list; none is offered.`);
  }
  const wanted = (list ?? []).map((id) => asText(id) ?? show(id));
  for (const id of wanted) if (!known.includes(id)) noteUnknown('lever', id, known, notes);
  return known.filter((id) => wanted.includes(id));
}

const ENGINES: readonly EngineKind[] = ['wasm', 'reference', 'webgpu'];
const DAMAGED = 'What the author got is damaged in the link; the result can be compared by its digest alone.';

/**
 * @param digest from the readable part
 * @param forecast all but its claim
 */
export function readClaim(raw: unknown, digest: string | null, forecast: SharedForecast, notes: Notes): Claim | null {
  const { sampling } = forecast;
  const bare: Claim = {
    digest,
    samples: sampling.samples,
    engine: 'wasm',
    engineVersion: ENGINE_VERSION,
    figures: null,
  };
  if (raw === null) return digest === null ? null : bare;
  const list = asList(raw);
  noteExtra(list, 5, 'What the author got', notes);
  const [rawEngine, rawVersion, rawSamples, rawFigures, rawGoal] = list ?? [];
  const engine = ENGINES.find((kind) => kind === rawEngine);
  if (digest === null && engine !== 'webgpu') {
    notes.add('ignored', 'The link holds results without a digest; they were left out.');
    return null;
  }
  const engineVersion = asWhole(rawVersion, 0, 1_000_000);
  const samples = asWhole(rawSamples, 1, MAX_SAMPLES);
  const whole = samples !== null && roundSamples(samples, sampling.replicates).samples === samples;
  if (engine === undefined || engineVersion === null || !whole) {
    notes.add('replaced', DAMAGED);
    return digest === null ? null : bare;
  }
  if (sampling.precision === null ? samples !== sampling.samples : samples > sampling.samples) {
    notes.add(
      'ignored',
      `The link asks for ${sampling.samples} samples, but its result is of ${samples}; the result was left out.`,
    );
    return null;
  }
  if (digest !== null && engine === 'webgpu') {
    notes.add('ignored', 'The link holds a digest of a GPU’s result, which has none; the digest was left out.');
  }
  const figures = readFigures(rawFigures, runScenarios(forecast).length);
  if (figures === null && rawFigures !== null) notes.add('ignored', DAMAGED);
  const goal = rawGoal === undefined ? null : readGoal(rawGoal, forecast);
  if (rawGoal !== undefined && (goal === null || samples === sampling.samples)) {
    notes.add(
      'ignored',
      `The precision of the run is said to be of ${show(rawGoal)}, which ended no run of this forecast; it was left out.`,
    );
  }
  const known = { digest: engine === 'webgpu' ? null : digest, samples, engine, engineVersion, figures };
  return goal === null || samples === sampling.samples ? known : { ...known, goal };
}

/** `[scenario, outcome, date]` of what runs; null for anything else. */
function readGoal(raw: unknown, forecast: SharedForecast): Goal | null {
  const list = asList(raw);
  if (list?.length !== 3) return null;
  const [at, outcome, date] = list;
  const scenario = typeof at === 'number' ? forecast.scenarios[at] : undefined;
  const recorded = forecast.outcomes.find(({ id }) => id === outcome);
  const day = recorded?.dates.find((one) => one === date);
  if (scenario === undefined || recorded === undefined || day === undefined) return null;
  return runScenarios(forecast).includes(scenario) ? { scenario: scenario.id, outcome: recorded.id, date: day } : null;
}

function readFigures(raw: unknown, scenarios: number): readonly Figures[] | null {
  const rows = asList(raw)?.map((row): Figures | null => {
    const list = asList(row);
    const [p5, p50, p95, atLeast] = list?.map(asNumber) ?? [];
    const right = list?.length === 4 && list.every((value) => value === null || asNumber(value) !== null);
    return right ? [p5 ?? null, p50 ?? null, p95 ?? null, atLeast ?? null] : null;
  });
  const known = rows?.filter((row) => row !== null);
  return known !== undefined && known.length === rows?.length && known.length === scenarios ? known : null;
}
