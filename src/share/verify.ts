/**
 * A link's claim against a run of one's own. Equal digests: the same counts to the same question, bit for bit; then every
 * reported figure must be of these counts. Otherwise every figure that the author reported stands beside one's own.
 */
import { forecastDigest } from '../engine/digest.ts';
import { type Observed, observe, probabilityAtLeast, quantileOf } from '../engine/statistics.ts';
import type { EngineKind, ForecastRequest, Tally } from '../engine/types.ts';
import type { ModelMeta } from '../language/definition.ts';
import { figuresOf } from './claim.ts';
import { digestThen, type EarlierText } from './earlier.ts';
import { type Ending, judgeEnding, type Witness } from './ending.ts';
import type { Claim, SharedForecast, SharedView } from './forecast.ts';
import { runScenarios } from './forecast.ts';
import { allowedQuantile, allowedShare } from './rounding.ts';
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
   * Whether the two differ by no more than the rounding of links and, where no digest can settle it, that of the samples
   * (rounding.ts).
   */
  readonly close: boolean;
}

/** What a reproduced link vouches for, as a clause. */
export const COVERED = 'the counts and figures; title, note and names are the author’s';

export type Verdict =
  /** The digests are equal, and what else the link reports of the run is true. `told`: what could not be checked. */
  | { readonly kind: 'reproduced'; readonly digest: string; readonly told: readonly string[] }
  /** The digests are equal, but something that the link reports beside its digest is false. */
  | {
      readonly kind: 'misreported';
      readonly digest: string;
      readonly rows: readonly Comparison[];
      /** What else is false, a sentence each. */
      readonly reasons: readonly string[];
    }
  /** The digests cannot be equal, but every figure agrees to what rounding of samples allows. */
  | {
      readonly kind: 'agrees';
      readonly digest: string;
      readonly rows: readonly Comparison[];
      /** Why not the digest: a GPU was at work on one side, or the link is of an engine with digests of another kind. */
      readonly because: 'gpu' | 'engine';
      readonly told: readonly string[];
    }
  | {
      readonly kind: 'differs';
      readonly digest: string;
      readonly rows: readonly Comparison[];
      /** What may be behind it, a sentence each. */
      readonly reasons: readonly string[];
    };

/** The report is rounded to five digits: one unit of the last, at most; another machine's logarithm may round the other way. */
const ROUNDING = 1e-4;

export interface OwnRun {
  /** The request of the claim: as many samples as it counted. */
  readonly request: ForecastRequest;
  readonly tally: Tally;
  readonly engine: EngineKind;
  /** What the run saw of the precision at which the author's ended (ending.ts), if it watched. */
  readonly seen?: Witness | null;
}

/** The text that a link was made with, and the model that answers for it today. */
export interface MadeWith {
  readonly text: EarlierText;
  readonly meta: ModelMeta;
}

/**
 * @param otherModel short hash of the model that the link was made with, where that is neither today's nor `earlier`
 * @param earlier a text that today's answers for: then digests are of the question as it was asked of that text
 */
export function verify(
  forecast: SharedForecast,
  claim: Claim,
  own: OwnRun,
  otherModel: string | null,
  earlier: MadeWith | null = null,
): Verdict {
  const then = earlier === null ? null : digestThen(own.request, own.tally, earlier.meta, earlier.text);
  const digest = then ?? forecastDigest(own.request, own.tally);
  // What that text could not be asked is not its answer.
  const other = earlier !== null && then === null ? earlier.text.hash.slice(0, 8) : otherModel;
  const verdict = judge(forecast, claim, own, other, digest);
  return earlier === null ? verdict : withVersion(verdict, earlier);
}

/** Says of which version of the model the digest is. */
function withVersion(verdict: Verdict, { text, meta }: MadeWith): Verdict {
  const said = `The link is of version ${text.version} of the model`;
  if (verdict.kind === 'reproduced' || verdict.kind === 'agrees') {
    const told = `${said}, which version ${meta.version} answers for: what it has added changes none of this.`;
    return { ...verdict, told: [...verdict.told, told] };
  }
  return { ...verdict, reasons: [...verdict.reasons, `${said}; this is ${meta.version}.`] };
}

function judge(
  forecast: SharedForecast,
  claim: Claim,
  own: OwnRun,
  otherModel: string | null,
  digest: string,
): Verdict {
  const ending = judgeEnding(forecast, claim, own.seen ?? null);
  if (digest === claim.digest) {
    return judgeReport(
      digest,
      compare(forecast, claim, own, () => 0),
      claim,
      otherModel,
      ending,
    );
  }
  const because = withoutDigest(claim, own);
  const interpolated = claim.engineVersion < ENGINE_VERSION;
  const rows = compare(forecast, claim, own, because === null ? () => 0 : allowedBy(forecast.view, interpolated));
  const honest = rows.length > 0 && rows.every(({ close }) => close) && ending.reasons.length === 0;
  if (because !== null && otherModel === null && honest) {
    return { kind: 'agrees', digest, rows, because, told: ending.told };
  }
  return { kind: 'differs', digest, rows, reasons: [...ending.reasons, ...reasonsOf(claim, own, otherModel)] };
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
  ending: Ending,
): Verdict {
  const reasons = [...ending.reasons];
  if (otherModel !== null) {
    reasons.push(`The link names version ${otherModel} of the model, but its counts are those of this version.`);
  }
  if (engineVersion !== ENGINE_VERSION) {
    reasons.push(
      `The link names version ${engineVersion} of the engine, but its digest is of version ${ENGINE_VERSION}.`,
    );
  }
  const honest = reasons.length === 0 && rows.every(({ close }) => close);
  return honest ? { kind: 'reproduced', digest, told: ending.told } : { kind: 'misreported', digest, rows, reasons };
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

/** Most by which a figure may differ besides the rounding of links. */
type Allowed = (observed: Observed, statistic: Comparison['statistic'], found: number) => number;

const allowedBy =
  ({ threshold }: SharedView, interpolated: boolean): Allowed =>
  ({ pooled }, statistic, found) =>
    statistic === 'atLeast'
      ? allowedShare(pooled, threshold, interpolated)
      : allowedQuantile(pooled, PROBABILITIES[statistic], found, interpolated);

/** Reported figures beside one's own; none where the link has lost them. */
function compare(
  forecast: SharedForecast,
  claim: Claim,
  { request, tally }: OwnRun,
  allowed: Allowed,
): readonly Comparison[] {
  const { view } = forecast;
  const found = figuresOf(request, tally, view);
  const names = runScenarios(forecast).map(({ name }) => name);
  if (claim.figures === null || found === null) return [];
  return claim.figures.flatMap((row, set) => {
    const observed = observe(tally, set, view.outcome, view.date);
    return NAMES.map((statistic, i): Comparison => {
      const reported = row[i] ?? null;
      const own = found[set]?.[i] ?? null;
      const se = errorOf(observed, view, statistic);
      const close =
        reported === null || own === null
          ? reported === own
          : Math.abs(reported - own) <= allowed(observed, statistic, own) + ROUNDING * Math.abs(own);
      return { scenario: names[set] ?? '', statistic, reported, found: own, se, close };
    });
  });
}

function errorOf(observed: Observed, view: SharedView, statistic: Comparison['statistic']): number | null {
  return statistic === 'atLeast'
    ? probabilityAtLeast(observed, view.threshold).se
    : quantileOf(observed, PROBABILITIES[statistic]).se;
}
