/**
 * A link's claim against a run of one's own. Equal digests: the same counts to the same question, bit for bit; then every
 * reported figure must be of these counts. Otherwise every figure that the author reported stands beside one's own.
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
  /**
   * Whether the two differ by no more than the rounding of links and, where the digest does not settle it, `TOLERANCE`
   * of the standard error.
   */
  readonly close: boolean;
}

/** What a reproduced link vouches for, as a clause. */
export const COVERED = 'the counts and figures; title, note and names are the author’s';

export type Verdict =
  /** The digests are equal, and what else the link reports of the run is true. */
  | { readonly kind: 'reproduced'; readonly digest: string }
  /** The digests are equal, but something that the link reports beside its digest is false. */
  | {
      readonly kind: 'misreported';
      readonly digest: string;
      readonly rows: readonly Comparison[];
      /** What else is false, a sentence each. */
      readonly reasons: readonly string[];
    }
  /** The digests cannot be equal, but every figure agrees to a part of its sampling error. */
  | {
      readonly kind: 'agrees';
      readonly digest: string;
      readonly rows: readonly Comparison[];
      /** Why not the digest: a GPU was at work on one side, or the link is of an engine with digests of another kind. */
      readonly because: 'gpu' | 'engine';
    }
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
/** The report is rounded to five digits: one unit of the last, at most. */
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
  if (digest === claim.digest) return judgeReport(digest, compare(forecast, claim, own, isSame), claim, otherModel);
  const rows = compare(forecast, claim, own, isClose);
  const because = withoutDigest(claim, own);
  if (because !== null && otherModel === null && rows.length > 0 && rows.every(({ close }) => close)) {
    return { kind: 'agrees', digest, rows, because };
  }
  return { kind: 'differs', digest, rows, reasons: reasonsOf(claim, own, otherModel) };
}

/** Why equal results need not have equal digests, or null where they must. */
function withoutDigest(claim: Claim, own: OwnRun): 'gpu' | 'engine' | null {
  if (own.engine === 'webgpu' || claim.engine === 'webgpu') return 'gpu';
  return claim.engineVersion < ENGINE_VERSION ? 'engine' : null;
}

/** The counts are the author's; is what the link says of them? */
function judgeReport(
  digest: string,
  rows: readonly Comparison[],
  { engineVersion }: Claim,
  otherModel: string | null,
): Verdict {
  const reasons: string[] = [];
  if (otherModel !== null) {
    reasons.push(`The link names version ${otherModel} of the model, but its counts are those of this version.`);
  }
  if (engineVersion !== ENGINE_VERSION) {
    reasons.push(
      `The link names version ${engineVersion} of the engine, but its digest is of version ${ENGINE_VERSION}.`,
    );
  }
  const honest = reasons.length === 0 && rows.every(({ close }) => close);
  return honest ? { kind: 'reproduced', digest } : { kind: 'misreported', digest, rows, reasons };
}

function reasonsOf(claim: Claim, own: OwnRun, otherModel: string | null): string[] {
  const reasons: string[] = [];
  if (otherModel !== null) reasons.push(`The link was made with version ${otherModel} of the model.`);
  if (claim.engineVersion !== ENGINE_VERSION) {
    const kind =
      claim.engineVersion < ENGINE_VERSION ? ' Its digests are of another kind, so figures are compared.' : '';
    reasons.push(
      `The link was made with version ${claim.engineVersion} of the engine; this is ${ENGINE_VERSION}.${kind}`,
    );
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

type Judge = (reported: number | null, found: number | null, se: number | null) => boolean;

/** Reported figures beside one's own; none where the link has lost them. */
function compare(
  forecast: SharedForecast,
  claim: Claim,
  { request, tally }: OwnRun,
  judge: Judge,
): readonly Comparison[] {
  const { view } = forecast;
  const found = figuresOf(request, tally, view);
  const names = runScenarios(forecast).map(({ name }) => name);
  if (claim.figures === null || found === null) return [];
  return claim.figures.flatMap((row, set) =>
    NAMES.map((statistic, i): Comparison => {
      const reported = row[i] ?? null;
      const own = found[set]?.[i] ?? null;
      const se = errorOf(tally, set, view, statistic);
      return { scenario: names[set] ?? '', statistic, reported, found: own, se, close: judge(reported, own, se) };
    }),
  );
}

function errorOf(tally: Tally, set: number, view: SharedView, statistic: Comparison['statistic']): number | null {
  const observed = observe(tally, set, view.outcome, view.date);
  return statistic === 'atLeast'
    ? probabilityAtLeast(observed, view.threshold).se
    : quantileOf(observed, PROBABILITIES[statistic]).se;
}

/** The same number, but for the last digit of what links carry: another machine's logarithm may round the other way. */
const isSame: Judge = (reported, found) => isClose(reported, found, null);

function isClose(reported: number | null, found: number | null, se: number | null): boolean {
  if (reported === null || found === null) return reported === found;
  const allowed = se !== null && Number.isFinite(se) ? TOLERANCE * se : 0;
  return Math.abs(reported - found) <= allowed + ROUNDING * Math.abs(found);
}
