/**
 * The least movement of levers that reaches a goal, e.g. P(lead >= 12) >= 60 %: minimise the weighted sum of movements (each
 * as a share of its lever's range, from the present setting) over common draws. The search is greedy by gain per cost, then
 * improved by a pattern search of single steps and exchanges between two levers (Hooke and Jeeves 1961; Torczon 1997, SIAM
 * J. Optim. 7:1). It finds a local least; it does not prove that there is no cheaper one. Runners-up do without a lever that
 * the answer uses.
 *
 * A search takes hold of errors. So it only finds the direction, on few draws; how far to go in that direction is then
 * measured on many fresh ones, and what is shown is from those. The goal of the search is shifted by as much as its draws
 * differ from the fresh ones where things stand: changes are far surer than levels.
 */
import type { Estimate } from '../engine/statistics.ts';
import type { ForecastRequest, Scenario } from '../engine/types.ts';
import { type AnalysisBase, eachOf } from './engine.ts';
import { AnalysisError } from './errors.ts';
import { type Course, courseOf, movable, type Setting } from './lever-course.ts';
import { bestReachable, cheapest, type Moves, type Space } from './lever-search.ts';
import { derive, outcomesOf, turned } from './setting.ts';
import { combine, type Sampled, sample, type Target } from './statistic.ts';
import { chunks } from './sweep.ts';

export interface InverseOptions {
  /** The goal: this statistic at least at `level` (a probability from 0 to 1, or the outcome's unit). */
  readonly target: Target;
  readonly level: number;
  /** Index of the scenario in the base request to start from; default 0. */
  readonly scenario?: number;
  /** Cost of moving a lever by its whole range, by id; default 1 each. A lever with weight Infinity stays. */
  readonly weights?: Readonly<Record<string, number>>;
  /** Per setting of the search; default 1024. The answers are measured with 16 times as many. */
  readonly samples?: number;
  /** Runners-up wanted; default 3. */
  readonly runnersUp?: number;
  readonly onProgress?: (progress: InverseProgress) => void;
}

export interface InverseProgress {
  readonly settingsTried: number;
  /** The cheapest setting so far that reaches the goal on the draws of the search. */
  readonly best: { readonly levers: Readonly<Record<string, number>>; readonly cost: number } | null;
}

export interface Answer {
  /** The levers that move, and where to. */
  readonly levers: Readonly<Record<string, number>>;
  /** Weighted movement, and its error: that of the statistic over its gain per cost here (null where none was seen). */
  readonly cost: number;
  readonly costError: number | null;
  /** The statistic there, on draws that the search did not see. */
  readonly reached: Estimate;
  /** Whether those draws confirm the goal: yes, no (short by over two errors), or within error of it. */
  readonly confirmed: 'yes' | 'no' | 'within error';
}

export interface Inverse {
  readonly scenario: string;
  readonly target: Target;
  readonly level: number;
  /** The statistic as things stand, on fresh draws. */
  readonly present: Estimate;
  readonly feasible: boolean;
  /** Cheapest first: the answer, then runners-up; empty where infeasible. */
  readonly answers: readonly Answer[];
  /** The highest statistic that the levers reach, whatever the cost. */
  readonly bestReachable: Answer;
  readonly settingsTried: number;
}

const SAMPLES = 1024;
const FRESH_FACTOR = 16;
const RUNNERS_UP = 3;
/** Steps of the search from a lever's present value to an end of its range. */
const STEPS = 20;
const SETTINGS_PER_CALL = 24;
/** Parts of the movement found that are measured on the fresh draws; the answer lies between two of them. */
const PARTS = [0.6, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2];

/** Most times that the part needed is narrowed down. */
const TURNS = 6;

/** Searches for the cheapest levers. Throws AnalysisError for targets or levers that the model lacks. */
export async function inverse(base: AnalysisBase, options: InverseOptions): Promise<Inverse> {
  const { meta } = base;
  const start = base.request.scenarios[options.scenario ?? 0];
  if (start === undefined) throw new AnalysisError(`no scenario ${options.scenario ?? 0}`);
  const course = courseOf(movable(base, options.weights ?? {}), options.weights ?? {}, start);
  const outcomes = outcomesOf(meta, [options.target]);
  const wish = { scenarios: [start], outcomes, samples: options.samples ?? SAMPLES, targets: [options.target] };
  const request = derive(base.request, meta, wish);
  const fresh = { ...request, seed: freshSeed(request.seed), samples: FRESH_FACTOR * request.samples };
  const measure = (settings: readonly Setting[]): Promise<Sampled[]> =>
    measureAll(base, fresh, start, settings, options.target);
  const [[now], [seen]] = await Promise.all([measure([{}]), measureAll(base, request, start, [{}], options.target)]);
  if (now === undefined || seen === undefined) throw new AnalysisError('the search measured nothing');
  const shift = seen.value - now.value;
  const tried = new Map<string, number>();
  let best: InverseProgress['best'] = null;
  const sharesOf = (moves: Moves): number[] => moves.map((move) => move / STEPS);
  const space: Space = {
    size: course.size,
    steps: STEPS,
    level: options.level + (Number.isFinite(shift) ? shift : 0),
    cost: (moves) => course.cost(sharesOf(moves)),
    async measure(all) {
      const open = new Map(all.filter((moves) => !tried.has(keyOf(moves))).map((moves) => [keyOf(moves), moves]));
      const settings = [...open.values()].map((moves) => course.setting(sharesOf(moves)));
      const sampled = await measureAll(base, request, start, settings, options.target);
      [...open].forEach(([key, moves], i) => {
        const value = sampled[i]?.value ?? Number.NaN;
        tried.set(key, value);
        const cost = space.cost(moves);
        if (value >= space.level && (best === null || cost < best.cost)) best = { levers: settings[i] ?? {}, cost };
      });
      options.onProgress?.({ settingsTried: tried.size, best });
      return all.map((moves) => tried.get(keyOf(moves)) ?? Number.NaN);
    },
  };

  const top = await bestReachable(space);
  const found = await solutions(space, top, options.runnersUp ?? RUNNERS_UP);
  const most = sharesOf(top);
  const [highest] = await measure([course.setting(most)]);
  if (highest === undefined) throw new AnalysisError('the search measured nothing');
  const answers: Answer[] = [];
  for (const moves of found) {
    const shares = sharesOf(moves);
    answers.push(
      shares.every((share) => share === 0)
        ? answerOf({}, 0, now, null, options.level)
        : await asFarAsNeeded(shares, options.level, course, measure),
    );
  }
  // Directions found on few draws may all fall short; the best reachable then shows that there is a way.
  if (highest.value >= options.level && !answers.some(({ confirmed }) => confirmed !== 'no')) {
    answers.push(await asFarAsNeeded(most, options.level, course, measure));
  }
  return {
    scenario: start.id,
    target: options.target,
    level: options.level,
    present: combine([[1, now]]),
    feasible: answers.some(({ confirmed }) => confirmed !== 'no'),
    answers: answers.sort((a, b) => a.cost - b.cost),
    bestReachable: answerOf(course.setting(most), course.cost(most), highest, null, options.level),
    settingsTried: tried.size,
  };
}

const keyOf = (moves: Moves): string => moves.join();

/** The cheapest solution, then others that each do without one of its levers, cheapest first. */
async function solutions(space: Space, top: Moves, runnersUp: number): Promise<Moves[]> {
  const best = await cheapest(space, top, new Set());
  if (best === null) return [];
  const others: Moves[] = [];
  for (const [lever, move] of best.entries()) {
    if (move === 0 || runnersUp === 0) continue;
    const other = await cheapest(space, top, new Set([lever]));
    if (other !== null && !others.some((known) => keyOf(known) === keyOf(other))) others.push(other);
  }
  others.sort((a, b) => space.cost(a) - space.cost(b));
  return [best, ...others.slice(0, runnersUp)];
}

/** A part of a movement, and what it reaches on the fresh draws. */
interface Placed {
  readonly part: number;
  readonly sampled: Sampled;
}

/** The same movement, more or less of it, so that the fresh draws just reach the level. */
async function asFarAsNeeded(
  shares: readonly number[],
  level: number,
  course: Course,
  measure: (settings: readonly Setting[]) => Promise<Sampled[]>,
): Promise<Answer> {
  // A lever that is wanted at its end stays there, where another can give way.
  const someWithin = shares.some((share) => share !== 0 && Math.abs(share) < 1);
  const scaled = (part: number): number[] =>
    shares.map((share) => (someWithin && Math.abs(share) === 1 ? share : Math.max(-1, Math.min(1, part * share))));
  const measureParts = async (parts: readonly number[]): Promise<Placed[]> => {
    const sampled = await measure(parts.map((part) => course.setting(scaled(part))));
    return sampled.map((one, i) => ({ part: parts[i] ?? 1, sampled: one }));
  };
  const placed = await measureParts(PARTS);
  const [first, last] = [placed[0], placed.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('nothing was measured');
  const after = placed.findIndex(({ sampled }) => sampled.value >= level);
  const above = placed[after];
  const { part, sampled } =
    above === undefined ? last : await narrowed(placed[after - 1], above, level, (at) => measureParts([at]));
  const perCost =
    (last.sampled.value - first.sampled.value) / (course.cost(scaled(last.part)) - course.cost(scaled(first.part)));
  return answerOf(
    course.setting(scaled(part)),
    course.cost(scaled(part)),
    sampled,
    perCost > 0 ? perCost : null,
    level,
  );
}

/** Between a part that falls short (undefined: none known) and one that reaches: the least found that reaches. */
async function narrowed(
  below: Placed | undefined,
  above: Placed,
  level: number,
  measure: (part: number) => Promise<Placed[]>,
): Promise<Placed> {
  let [low, high] = [below, above];
  for (let turn = 0; turn < TURNS && low !== undefined; turn++) {
    const excess = high.sampled.value - level;
    if (excess <= high.sampled.se) break;
    // The chord comes from one side only where the curve bends, so every second turn halves.
    const share = turn % 2 === 0 ? (level - low.sampled.value) / (high.sampled.value - low.sampled.value) : 0.5;
    const [next] = await measure(low.part + share * (high.part - low.part));
    if (next === undefined) break;
    if (next.sampled.value >= level) high = next;
    else low = next;
  }
  return high;
}

function answerOf(levers: Setting, cost: number, sampled: Sampled, perCost: number | null, level: number): Answer {
  const reached = combine([[1, sampled]]);
  const { value, se } = reached;
  const short = level - (value ?? Number.NEGATIVE_INFINITY);
  return {
    levers,
    cost,
    costError: perCost !== null && se !== null ? se / perCost : null,
    reached,
    confirmed: short <= 0 ? 'yes' : short <= 2 * (se ?? 0) ? 'within error' : 'no',
  };
}

/** Statistics of settings, a few at a time on each engine. */
async function measureAll(
  base: AnalysisBase,
  request: ForecastRequest,
  start: Scenario,
  settings: readonly Setting[],
  target: Target,
): Promise<Sampled[]> {
  const measured: Sampled[] = [];
  const size = Math.max(1, Math.min(SETTINGS_PER_CALL, Math.ceil(settings.length / base.engine.width)));
  await eachOf(chunks([...settings.keys()], size), base.engine.width, async (part) => {
    const scenarios = part.map((i) =>
      turned(
        start,
        `setting-${i}`,
        Object.entries(settings[i] ?? {}).map(([id, value]) => [{ kind: 'lever', id }, value] as const),
      ),
    );
    const tally = await base.engine.run({ ...request, scenarios }, base.signal);
    part.forEach((i, set) => {
      measured[i] = sample(tally, set, target);
    });
  });
  return measured;
}

/** Draws that the search has not seen. */
function freshSeed(seed: number): number {
  return seed === Number.MAX_SAFE_INTEGER ? 0 : seed + 1;
}
