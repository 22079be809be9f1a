/**
 * The compressed part of a link of schema 1, as JSON with short keys in a fixed order (docs/links.md lists them). The
 * policy of the selected scenario stands in the readable part; other scenarios say only in what they differ from it.
 */
import { packDistribution } from './distributions.ts';
import type { Claim, LinkModel, SharedForecast, SharedScenario } from './forecast.ts';

/** Keys of the compressed part. */
export const PAYLOAD_KEYS: ReadonlySet<string> = new Set([...'sfbxoicdqpwktm']);

/** The JSON text of everything that the readable part does not hold. */
export function writePayload(forecast: SharedForecast, model: LinkModel): string {
  const { scenarios, view, claim } = forecast;
  const focus = Math.max(
    scenarios.findIndex(({ id }) => id === forecast.selected),
    0,
  );
  const shown = scenarios[focus];
  return JSON.stringify({
    s: scenarios.map((scenario) => packScenario(scenario, shown, model)),
    f: focus,
    b: scenarios.findIndex(({ id }) => id === forecast.baseline),
    x: forecast.paired ? 1 : 0,
    o: forecast.outcomes.map(({ id, dates }) => [id, dates]),
    i: Object.fromEntries(
      model.meta.inputs.flatMap(({ id }) => {
        const distribution = forecast.inputs[id];
        return distribution === undefined ? [] : [[id, packDistribution(distribution)]];
      }),
    ),
    c: forecast.correlations,
    d: packDirection(forecast.direction),
    ...packCuts(forecast.cuts),
    p: forecast.sampling.precision,
    w: [
      view.outcome,
      view.date,
      view.threshold,
      Object.fromEntries(Object.entries(view.page).sort(([a], [b]) => (a < b ? -1 : 1))),
      view.levers,
    ],
    k: claim === null ? null : packClaim(claim, scenarios),
    t: forecast.title,
    m: forecast.note,
  });
}

/** With what its precision was of, where the run ended at one: the place of the scenario in `s`, outcome and date. */
function packClaim(
  { engine, engineVersion, samples, figures, goal }: Claim,
  scenarios: readonly SharedScenario[],
): unknown[] {
  const known = [engine, engineVersion, samples, figures];
  if (goal === undefined) return known;
  const { scenario, outcome, date } = goal;
  return [...known, [scenarios.findIndex(({ id }) => id === scenario), outcome, date]];
}

function packScenario(scenario: SharedScenario, shown: SharedScenario | undefined, { meta }: LinkModel): unknown[] {
  const { id, sentId, name, preset, style, hidden } = scenario;
  const head = [sentId ?? id, name, preset, style, hidden ? 1 : 0];
  if (scenario === shown || shown === undefined) return head;
  return [
    ...head,
    differences(meta.levers, scenario.levers, shown.levers),
    differences(meta.switches, scenario.switches, shown.switches),
  ];
}

/** The values that are not those of `other`, in the model's order. */
function differences(
  known: readonly { readonly id: string }[],
  own: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): Record<string, number | undefined> {
  return Object.fromEntries(known.filter(({ id }) => own[id] !== other[id]).map(({ id }) => [id, own[id]]));
}

/** `q`, where there are cuts: by outcome, the values and the differences. */
function packCuts(cuts: SharedForecast['cuts']): { q?: unknown } {
  const entries = Object.entries(cuts).map(([id, { values, differences }]) => [id, [values, differences]]);
  return entries.length === 0 ? {} : { q: Object.fromEntries(entries) };
}

/** Components of directions that the build finds are whole thousandths. */
const THOUSANDTHS = 1000;

/** A scale and whole numbers to be divided by it; scale 1 where the components are not thousandths. */
function packDirection(direction: readonly number[] | null): readonly number[] | null {
  if (direction === null) return null;
  const whole = direction.map((x) => Math.round(x * THOUSANDTHS) + 0);
  const exact = whole.every((x, i) => x / THOUSANDTHS === direction[i]);
  return exact ? [THOUSANDTHS, ...whole] : [1, ...direction];
}
