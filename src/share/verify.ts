/**
 * A link's claim against a run of one's own. Equal digests: the same counts to the same question, bit for bit. Otherwise
 * every figure that the author reported stands beside one's own.
 */
import { forecastDigest } from '../engine/digest.ts';
import { observe, probabilityAtLeast, quantileOf } from '../engine/statistics.ts';
import type { EngineKind, ForecastRequest, Tally } from '../engine/types.ts';
import { figuresOf } from './claim.ts';
import type { Claim, SharedForecast, SharedView } from './forecast.ts';
import { runScenarios } from './forecast.ts';
import { ENGINE_VERSION } from './versions.ts';

/** One number of one scenario, as reported and as found. */
export interface Comparison {
  readonly scenario: string;
  readonly statistic: 'p5' | 'p50' | 'p95' | 'atLeast';
  readonly reported: number | null;
  readonly found: number | null;
  /** Standard error of one's own, or null. */
  readonly se: number | null;
  /** Whether the two differ by less than `TOLERANCE` of the standard error (and the rounding of links). */
  readonly close: boolean;
}

export type Verdict =
  /** The digests are equal. */
  | { readonly kind: 'reproduced'; readonly digest: string }
  /** They are not, but a GPU was at work on one side, and every figure agrees to a part of its sampling error. */
  | { readonly kind: 'agrees'; readonly digest: string; readonly rows: readonly Comparison[] }
  | {
      readonly kind: 'differs';
      readonly digest: string;
      readonly rows: readonly Comparison[];
      /** What may be behind it, a sentence each. */
      readonly reasons: readonly string[];
    };

/**
 * Both sides saw the same draws, so what is left is rounding of single samples (32-bit GPU arithmetic against WASM), which
 * moves a few samples across an edge of a bin: far less than the sampling error.
 */
export const TOLERANCE = 0.2;
/** Half a unit of the last of five digits. */
const ROUNDING = 1e-4;

export interface OwnRun {
  /** The request of the claim: as many samples as it counted. */
  readonly request: ForecastRequest;
  readonly tally: Tally;
  readonly engine: EngineKind;
}

/** @param otherModel short hash of the model that the link was made with, where that is not today's */
export function verify(forecast: SharedForecast, claim: Claim, own: OwnRun, otherModel: string | null): Verdict {
  const digest = forecastDigest(own.request, own.tally);
  if (digest === claim.digest) return { kind: 'reproduced', digest };
  const rows = compare(forecast, claim, own);
  const gpu = own.engine === 'webgpu' || claim.engine === 'webgpu';
  if (gpu && otherModel === null && rows.length > 0 && rows.every(({ close }) => close)) {
    return { kind: 'agrees', digest, rows };
  }
  return { kind: 'differs', digest, rows, reasons: reasonsOf(claim, own, otherModel) };
}

function reasonsOf(claim: Claim, own: OwnRun, otherModel: string | null): string[] {
  const reasons: string[] = [];
  if (otherModel !== null) reasons.push(`The link was made with version ${otherModel} of the model.`);
  if (claim.engineVersion !== ENGINE_VERSION) {
    reasons.push(`The link was made with version ${claim.engineVersion} of the engine; this is ${ENGINE_VERSION}.`);
  }
  if (claim.engine !== own.engine) {
    reasons.push(`The author ran it on the ${claim.engine} engine, you on ${own.engine}: rounding differs.`);
  }
  if (own.tally.samples !== claim.samples) {
    reasons.push(`The author counted ${claim.samples} samples, you ${own.tally.samples}.`);
  }
  if (reasons.length === 0)
    reasons.push('Model, engine and question are the same, so the reported result is not of this link.');
  return reasons;
}

const NAMES = ['p5', 'p50', 'p95', 'atLeast'] as const;
const PROBABILITIES = { p5: 0.05, p50: 0.5, p95: 0.95 } as const;

/** Reported figures beside one's own; none where the link has lost them. */
function compare(forecast: SharedForecast, claim: Claim, { request, tally }: OwnRun): readonly Comparison[] {
  const { view } = forecast;
  const found = figuresOf(request, tally, view);
  const names = runScenarios(forecast).map(({ name }) => name);
  if (claim.figures === null || found === null) return [];
  return claim.figures.flatMap((row, set) =>
    NAMES.map((statistic, i): Comparison => {
      const reported = row[i] ?? null;
      const own = found[set]?.[i] ?? null;
      const se = errorOf(tally, set, view, statistic);
      return { scenario: names[set] ?? '', statistic, reported, found: own, se, close: isClose(reported, own, se) };
    }),
  );
}

function errorOf(tally: Tally, set: number, view: SharedView, statistic: Comparison['statistic']): number | null {
  const observed = observe(tally, set, view.outcome, view.date);
  return statistic === 'atLeast'
    ? probabilityAtLeast(observed, view.threshold).se
    : quantileOf(observed, PROBABILITIES[statistic]).se;
}

function isClose(reported: number | null, found: number | null, se: number | null): boolean {
  if (reported === null || found === null) return reported === found;
  return Math.abs(reported - found) <= TOLERANCE * (se ?? 0) + ROUNDING * Math.abs(found);
}
