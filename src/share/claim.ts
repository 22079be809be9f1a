/** What a run gave, as its author's claim: the digest, and the few numbers that a reader looks at first. */
import { forecastDigest } from '../engine/digest.ts';
import { observe, probabilityAtLeast, quantileOf } from '../engine/statistics.ts';
import type { EngineKind, ForecastRequest, Tally } from '../engine/types.ts';
import type { Claim, Figures, Goal, SharedView } from './forecast.ts';
import { ENGINE_VERSION } from './versions.ts';

/** Significant digits of figures in links: finer than any sampling error, and short. */
const DIGITS = 5;

const QUANTILES = [0.05, 0.5, 0.95] as const;

/**
 * The claim of a finished run.
 * @param request as asked; where the run ended at a precision, the claim is about the samples that it counted
 * @param goal what that precision was of; null where the run had none
 */
export function makeClaim(
  request: ForecastRequest,
  tally: Tally,
  engine: EngineKind,
  view: SharedView,
  goal: Goal | null = null,
): Claim {
  const { samples } = tally;
  return {
    digest: engine === 'webgpu' ? null : forecastDigest({ ...request, samples }, tally),
    samples,
    engine,
    engineVersion: ENGINE_VERSION,
    figures: figuresOf(request, tally, view),
    ...(goal === null || samples === request.samples ? {} : { goal }),
  };
}

/** The figures of each scenario of a request, rounded; null where the run did not record what the view shows. */
export function figuresOf(request: ForecastRequest, tally: Tally, view: SharedView): readonly Figures[] | null {
  const recorded = request.outcomes.some(({ id, dates }) => id === view.outcome && dates.includes(view.date));
  if (!recorded) return null;
  return request.scenarios.map((_, set): Figures => {
    const observed = observe(tally, set, view.outcome, view.date);
    const [p5, p50, p95] = QUANTILES.map((p) => rounded(quantileOf(observed, p).value));
    return [p5 ?? null, p50 ?? null, p95 ?? null, rounded(probabilityAtLeast(observed, view.threshold).value)];
  });
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(DIGITS)) + 0;
}
