/**
 * A search on a lattice of lever movements, ignorant of models: how far each lever moves in whole steps, up (positive) or
 * down, and a function that measures what settings reach. Deterministic: the same measurements give the same answer.
 */

/** Steps of each lever from where it stands, -steps..steps; 0 stays. */
export type Moves = readonly number[];

export interface Space {
  /** Number of levers. */
  readonly size: number;
  /** Steps from the present setting to an end of a lever's range. */
  readonly steps: number;
  /** To be reached. */
  readonly level: number;
  /** Rises with every step away from 0, or stays where a lever is at its end already. */
  cost(moves: Moves): number;
  /** The statistic of each; NaN where it has none. */
  measure(all: readonly Moves[]): Promise<number[]>;
}

/** A gain smaller than this is none. */
const NOTHING = 1e-9;
const MAX_ROUNDS = 200;

interface Tried {
  readonly moves: Moves;
  readonly value: number;
  readonly cost: number;
}

async function tryAll(space: Space, all: readonly Moves[]): Promise<Tried[]> {
  const values = await space.measure(all);
  return all.map((moves, i) => ({ moves, value: values[i] ?? Number.NaN, cost: space.cost(moves) }));
}

const withMove = (moves: Moves, lever: number, move: number): number[] =>
  moves.map((old, i) => (i === lever ? move : old));

function levers({ size }: Space, without: ReadonlySet<number>): number[] {
  return Array.from({ length: size }, (_, i) => i).filter((i) => !without.has(i));
}

/**
 * The setting with the highest statistic found: every lever at its better end (or all at one), then one change at a time
 * while it helps. Of equal ones the cheapest.
 */
export async function bestReachable(space: Space): Promise<Moves> {
  const { steps } = space;
  const all = levers(space, new Set());
  const still: Moves = all.map(() => 0);
  const ends = await tryAll(space, [
    still,
    ...all.flatMap((i) => [withMove(still, i, steps), withMove(still, i, -steps)]),
  ]);
  const atRest = ends[0]?.value ?? Number.NaN;
  const start = all.map((i) => {
    const [up, down] = [ends[1 + 2 * i]?.value ?? Number.NaN, ends[2 + 2 * i]?.value ?? Number.NaN];
    if (up > atRest + NOTHING && !(down > up)) return steps;
    return down > atRest + NOTHING ? -steps : 0;
  });
  // Levers that do nothing alone may do something together.
  const filled = (by: number): number[] => start.map((move) => (move === 0 ? by : move));
  const starts = [start, filled(steps), filled(-steps), all.map(() => steps), all.map(() => -steps)];
  let now = highest(await tryAll(space, starts));
  for (let round = 0; now !== undefined && round < MAX_ROUNDS; round++) {
    const { moves, value, cost }: Tried = now;
    const places = [-steps, -steps / 2, 0, steps / 2, steps];
    const around = await tryAll(
      space,
      all.flatMap((i) => places.filter((place) => place !== moves[i]).map((place) => withMove(moves, i, place))),
    );
    const better = around.filter((one) => one.value > value + NOTHING || (one.value >= value && one.cost < cost));
    const next = highest(better);
    if (next === undefined) break;
    now = next;
  }
  return now?.moves ?? still;
}

function highest(all: readonly Tried[]): Tried | undefined {
  return [...all].sort((a, b) => b.value - a.value || a.cost - b.cost)[0];
}

/**
 * The cheapest setting found that reaches the level without moving the levers in `without`; null where even `top` (the
 * best reachable, those levers put back) does not reach it and the greedy search does not either.
 */
export async function cheapest(space: Space, top: Moves, without: ReadonlySet<number>): Promise<Moves | null> {
  const still: Moves = Array.from({ length: space.size }, () => 0);
  const [rest] = await tryAll(space, [still]);
  if (rest === undefined || rest.value >= space.level) return still;
  const up = await climb(space, rest, without);
  const [down] = await tryAll(space, [top.map((move, i) => (without.has(i) ? 0 : move))]);
  const starts = [up, down].filter(
    (one): one is Tried => one !== undefined && one !== null && one.value >= space.level,
  );
  let best: Tried | null = null;
  for (const start of starts) {
    const polished = await polish(space, start, without);
    if (best === null || polished.cost < best.cost) best = polished;
  }
  return best?.moves ?? null;
}

/** From where things stand upwards, always by the step with the greatest gain per cost, until the level is reached. */
async function climb(space: Space, from: Tried, without: ReadonlySet<number>): Promise<Tried | null> {
  const stride = firstStride(space);
  let now = from;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const candidates = levers(space, without).flatMap((i) => {
      const at = now.moves[i] ?? 0;
      // A lever goes on in its direction; one at rest may go either way.
      const ways = at > 0 ? [1] : at < 0 ? [-1] : [1, -1];
      return ways
        .map((way) => clampMove(space, at + way * stride))
        .filter((move) => move !== at)
        .map((move) => withMove(now.moves, i, move));
    });
    const gains = (await tryAll(space, candidates)).filter(
      ({ value, cost }) => value > now.value + NOTHING && cost > now.cost,
    );
    const perCost = ({ value, cost }: Tried): number => (Math.min(value, space.level) - now.value) / (cost - now.cost);
    const next = gains.sort((a, b) => perCost(b) - perCost(a))[0];
    if (next === undefined) return null;
    now = next;
    if (now.value >= space.level) return now;
  }
  return null;
}

const clampMove = ({ steps }: Space, move: number): number => Math.min(steps, Math.max(-steps, move));

/** Settings measured in one round of `polish` beside those of single levers. */
const EXCHANGES = 12;

/**
 * Cheaper neighbours that still reach the level: one lever back (a step, or all the way), alone or with another further on;
 * in ever finer steps. Steps of single levers are measured first, and only the exchanges that their sum promises.
 */
async function polish(space: Space, from: Tried, without: ReadonlySet<number>): Promise<Tried> {
  let now = from;
  for (let stride = firstStride(space); stride >= 1; stride = Math.floor(stride / 2)) {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const next = await cheaperNeighbour(space, now, stride, without);
      if (next === null) break;
      now = next;
    }
  }
  return now;
}

const firstStride = ({ steps }: Space): number => Math.max(1, Math.round(steps / 5));

/** A move of one lever, and what it changes. */
interface Step {
  readonly lever: number;
  readonly move: number;
  readonly gain: number;
}

async function cheaperNeighbour(
  space: Space,
  now: Tried,
  stride: number,
  without: ReadonlySet<number>,
): Promise<Tried | null> {
  const { moves } = now;
  const places = levers(space, without).flatMap((lever) => {
    const at = moves[lever] ?? 0;
    const back = at === 0 ? [] : [at - Math.sign(at) * Math.min(stride, Math.abs(at)), 0];
    const ways = at > 0 ? [1] : at < 0 ? [-1] : [1, -1];
    const on = ways.flatMap((way) => [clampMove(space, at + way * stride), clampMove(space, at + 2 * way * stride)]);
    return [...new Set([...back, ...on])].filter((move) => move !== at).map((move) => ({ lever, move }));
  });
  const singles = await tryAll(
    space,
    places.map(({ lever, move }) => withMove(moves, lever, move)),
  );
  const steps = places.map((place, i): Step => ({ ...place, gain: (singles[i]?.value ?? Number.NaN) - now.value }));
  const isBack = ({ lever, move }: Step): boolean => Math.abs(move) < Math.abs(moves[lever] ?? 0);
  const exchanges = steps.filter(isBack).flatMap((back) =>
    steps
      .filter((on) => on.lever !== back.lever && !isBack(on) && on.gain > 0)
      .map((on) => ({
        moves: withMove(withMove(moves, back.lever, back.move), on.lever, on.move),
        promise: now.value + back.gain + on.gain,
      })),
  );
  const promising = exchanges
    .map((one) => ({ ...one, cost: space.cost(one.moves) }))
    .filter(({ cost, promise }) => cost < now.cost - NOTHING && promise >= space.level)
    .sort((a, b) => a.cost - b.cost)
    .slice(0, EXCHANGES);
  const pairs = await tryAll(
    space,
    promising.map((one) => one.moves),
  );
  const good = [...singles, ...pairs].filter(({ value, cost }) => value >= space.level && cost < now.cost - NOTHING);
  return good.sort((a, b) => a.cost - b.cost || b.value - a.value)[0] ?? null;
}
