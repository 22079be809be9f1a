/**
 * Regular expressions that may take more than linear time. A backtracking matcher tries every way of dividing a text among
 * the loops of a pattern, so a pattern is slow where a text can be divided in more and more ways: a loop within a loop, or
 * two loops that can read the same text one after the other (Weber and Seidl 1991: infinite degree of ambiguity). The
 * search for a place to begin is a loop as well.
 *
 * A pattern is read into its positions, one for each atom, and which may follow which. Assertions are positions that read
 * a mark of their own; lookarounds are looked at by themselves.
 */

/** The characters that atoms are tried on: these tell all classes of this code base apart. */
const SAMPLES = [
  ...Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code)),
  ...'\u0430\u200b\u2028\u202e\u3164\ufeff\uffa0\u00d7\u2212±→',
];

interface Position {
  /** Indices of SAMPLES that it reads; empty for a mark. */
  readonly reads: ReadonlySet<number>;
}

interface Fragment {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly nullable: boolean;
}

const EMPTY: Fragment = { first: [], last: [], nullable: true };

/** What may make the pattern slow, in words; null where nothing does. */
export function slowness(pattern: string, flags: string): string | null {
  const parser = new Parser(pattern, flags);
  const whole = parser.alternatives();
  if (!parser.atEnd()) throw new Error(`cannot read /${pattern}/ at ${parser.at}`);
  return parser.nested ?? overlap(parser, whole, pattern.startsWith('^') || flags.includes('y')) ?? parser.inner;
}

class Parser {
  at = 0;
  nested: string | null = null;
  /** Of a lookaround. */
  inner: string | null = null;
  readonly positions: Position[] = [];
  readonly follow: Set<number>[] = [];
  readonly pattern: string;
  readonly flags: string;

  constructor(pattern: string, flags: string) {
    this.pattern = pattern;
    this.flags = flags.replace(/[gyd]/g, '');
  }

  atEnd(): boolean {
    return this.at >= this.pattern.length;
  }

  alternatives(): Fragment {
    let all = this.sequence();
    while (this.pattern[this.at] === '|') {
      this.at += 1;
      const next = this.sequence();
      all = {
        first: [...all.first, ...next.first],
        last: [...all.last, ...next.last],
        nullable: all.nullable || next.nullable,
      };
    }
    return all;
  }

  private sequence(): Fragment {
    let all = EMPTY;
    while (!this.atEnd() && !'|)'.includes(this.pattern[this.at] ?? '')) {
      const start = this.at;
      const one = this.atom();
      all = this.join(all, this.quantified(one, start));
    }
    return all;
  }

  private join(a: Fragment, b: Fragment): Fragment {
    for (const from of a.last) for (const to of b.first) this.follow[from]?.add(to);
    return {
      first: a.nullable ? [...a.first, ...b.first] : a.first,
      last: b.nullable ? [...a.last, ...b.last] : b.last,
      nullable: a.nullable && b.nullable,
    };
  }

  private quantified(one: Fragment, start: number): Fragment {
    const rest = this.pattern.slice(this.at);
    const [text, low = '', comma, high] = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(rest) ?? [];
    if (text === undefined) return one;
    const atomEnd = this.at;
    this.at += text.length;
    const sign = text[0];
    if (sign === '?') return { ...one, nullable: true };
    if (sign === '*' || sign === '+' || (comma === ',' && high === '')) {
      const optional = sign === '*' || low === '0';
      return { ...this.loop(one, start), nullable: one.nullable || optional };
    }
    const least = Number(low);
    const most = comma === ',' ? Number(high) : least;
    let all: Fragment = least === 0 ? { ...one, nullable: true } : one;
    for (let copy = 1; copy < most; copy++) {
      const after = this.at;
      this.at = start;
      const again = this.atom();
      if (this.at !== atomEnd) throw new Error(`cannot repeat /${this.pattern}/ at ${start}`);
      this.at = after;
      all = this.join(all, copy >= least ? { ...again, nullable: true } : again);
    }
    return all;
  }

  /** A way back that is there already is that of a loop within: the two can divide a text between them. */
  private loop(one: Fragment, start: number): Fragment {
    for (const from of one.last) {
      for (const to of one.first) {
        if (this.follow[from]?.has(to)) this.nested ??= `a loop within the loop at ${start}`;
        this.follow[from]?.add(to);
      }
    }
    return one;
  }

  private atom(): Fragment {
    const rest = this.pattern.slice(this.at);
    const look = /^\(\?<?[=!]/.exec(rest)?.[0];
    if (look !== undefined) return this.lookaround(look.length);
    const open = /^\((?:\?:|\?<\w+>)?/.exec(rest)?.[0];
    if (open !== undefined) {
      this.at += open.length;
      const group = this.alternatives();
      if (this.pattern[this.at] !== ')') throw new Error(`cannot read /${this.pattern}/ at ${this.at}`);
      this.at += 1;
      return group;
    }
    const assertion = /^(?:[$^]|\\[bB])/.exec(rest)?.[0];
    if (assertion !== undefined) {
      this.at += assertion.length;
      return assertion === '^' ? EMPTY : this.position(new Set());
    }
    const text =
      /^(?:\[(?:[^\]\\]|\\.)*\]|\\u\{[^}]*\}|\\u.{4}|\\x.{2}|\\[pP]\{[^}]*\}|\\k<|\\.|.)/su.exec(rest)?.[0] ?? '';
    if (/^\\(?:k|[1-9])/.test(text)) throw new Error(`/${this.pattern}/ refers to a group`);
    this.at += text.length;
    const one = new RegExp(`^(?:${text})$`, this.flags.replace('m', ''));
    return this.position(new Set(SAMPLES.flatMap((sample, i) => (one.test(sample) ? [i] : []))));
  }

  private lookaround(open: number): Fragment {
    const start = this.at + open;
    const inner = new Parser(this.pattern, this.flags);
    inner.at = start;
    const whole = inner.alternatives();
    this.at = inner.at + 1;
    this.inner ??= inner.nested ?? overlap(inner, whole, true);
    return this.position(new Set());
  }

  private position(reads: ReadonlySet<number>): Fragment {
    const index = this.positions.length;
    this.positions.push({ reads });
    this.follow.push(new Set());
    return { first: [index], last: [index], nullable: false };
  }
}

/** Two places between which a text can be divided in more and more ways, in words; null where there are none. */
function overlap({ positions, follow }: Parser, whole: Fragment, anchored: boolean): string | null {
  const reads = positions.map((one) => one.reads);
  const next = follow.map((set) => [...set]);
  if (!anchored) {
    // The search for a beginning reads anything and goes on, or begins.
    reads.push(new Set(SAMPLES.keys()));
    next.push([positions.length, ...whole.first]);
  }
  const accepting = new Set(whole.last);
  const loops = next.flatMap((_, state) => (reaches(next, state, state) ? [state] : []));
  for (const p of loops) {
    if (splits(next, reads, p)) return 'a text that one loop can read in two ways';
    for (const q of loops) {
      // What may end at any time is never tried again.
      if (p === q || accepting.has(q)) continue;
      if (pumps(next, reads, p, q)) {
        return p >= positions.length
          ? 'a loop that begins anywhere and may not end'
          : 'two loops that read the same text';
      }
    }
  }
  return null;
}

type Graph = readonly (readonly number[])[];

function reaches(next: Graph, from: number, to: number): boolean {
  return walk(
    [from],
    (state) => next[state] ?? [],
    (state) => state,
    (state) => state === to,
  );
}

/** Whether p leads to itself, p to q and q to itself by the same text. */
function pumps(next: Graph, reads: readonly ReadonlySet<number>[], p: number, q: number): boolean {
  const size = next.length;
  return walk<readonly [number, number, number]>(
    [[p, p, q]],
    ([x, y, z]) =>
      (next[x] ?? []).flatMap((a) =>
        (next[y] ?? []).flatMap((b) =>
          (next[z] ?? []).flatMap((c) => (shared(reads, a, b, c) ? [[a, b, c] as const] : [])),
        ),
      ),
    ([x, y, z]) => (x * size + y) * size + z,
    ([x, y, z]) => x === p && y === q && z === q,
  );
}

/** Whether p leads to itself by one text in two ways. */
function splits(next: Graph, reads: readonly ReadonlySet<number>[], p: number): boolean {
  const size = next.length;
  return walk<readonly [number, number, boolean]>(
    [[p, p, false]],
    ([x, y, apart]) =>
      (next[x] ?? []).flatMap((a) =>
        (next[y] ?? []).flatMap((b) => (shared(reads, a, b, b) ? [[a, b, apart || a !== b] as const] : [])),
      ),
    ([x, y, apart]) => 2 * (x * size + y) + (apart ? 1 : 0),
    ([x, y, apart]) => x === p && y === p && apart,
  );
}

function shared(reads: readonly ReadonlySet<number>[], ...states: readonly number[]): boolean {
  const [first, ...others] = states.map((state) => reads[state] ?? new Set<number>());
  return [...(first ?? [])].some((sample) => others.every((set) => set.has(sample)));
}

/** Whether one step or more lead from `start` to a goal. */
function walk<State>(
  start: readonly State[],
  step: (state: State) => readonly State[],
  keyOf: (state: State) => number,
  isGoal: (state: State) => boolean,
): boolean {
  const seen = new Set<number>();
  let edge = start;
  while (edge.length > 0) {
    const found: State[] = [];
    for (const state of edge.flatMap(step)) {
      const key = keyOf(state);
      if (seen.has(key)) continue;
      if (isGoal(state)) return true;
      seen.add(key);
      found.push(state);
    }
    edge = found;
  }
  return false;
}
