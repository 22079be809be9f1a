/**
 * Random small models whose arithmetic is exact: all numbers are multiples of 1/64 below 2^16, so single and double precision,
 * any order of a product and any engine must give the same value to the last bit (only crossingTime and firstTime divide). They use all
 * that the language has: loops with variables that are carried, swapped or varying only later, branches of both kinds, series,
 * helpers, lists, selects, bounds and indices from switches, levers and dates.
 */

/** Draws a whole number from 0 to n - 1. */
export type Choose = (n: number) => number;

export const STATES = 9;
export const TABLE = 6;

/** Settings to run a random model with: what the generator assumes of levers and switches. */
export const SWITCHES = { n: [0, 1, 2, 3, 5], m: [0, 1] } as const;

export function randomModel(choose: Choose): string {
  return new Generator(choose).model();
}

interface Names {
  /** Variables that may be read anywhere, also as an index or bound. */
  readonly uniform: string[];
  readonly varying: string[];
  /** Loop counters with the largest value each takes. */
  readonly counters: (readonly [name: string, most: number])[];
}

class Generator {
  private readonly choose: Choose;
  private names: Names = { uniform: [], varying: [], counters: [] };
  private made = 0;
  /** Loops and branches around the current statement. */
  private nesting = 0;
  /** Branches around the current statement that differ by sample: what is the same for all may not change within. */
  private choices = 0;

  constructor(choose: Choose) {
    this.choose = choose;
  }

  model(): string {
    const body = [
      "const s = series('s');",
      `const t = series('t', ${TABLE});`,
      `const w = series('w', ${TABLE});`,
      ...this.declarations(),
      ...this.statements(5),
      // Crossings are sought in series that do not fall.
      "const best = series('best');",
      'best[0] = s[0];',
      'for (let k = 0; k < clock.steps; k++) best[k + 1] = max(best[k], s[k + 1]);',
    ];
    const time = `crossingTime(best, ${this.varying(1)}, ${1 + this.choose(3)})`;
    return `import { abs, ceil, clamp, crossingTime, exp2, firstTime, floor, input, lever, max, min, model, outcome, pow, round, sign, table, toggle } from 'headway';
const q = (x) => floor(clamp(x, -64, 64) * 4) / 4;
const RATES = [0.5, -1, 2, 3];
const PLACES = [-4, 0, 4, 8];
const at = (x, most) => clamp(floor(x), 0, most);
function sum(x, y) {
  let total = x;
  for (let i = 0; i < ${1 + this.choose(6)}; i++) total = q(total + y * i);
  return total;
}
const mix = (x, y, f) => {
  const z = f(x);
  return z < y ? z : f(y);
};
export default model({
  title: 'Random',
  clock: { start: 0, end: 4, step: 0.5 },
  inputs: {
    a: input({ family: 'uniform', min: -8, max: 8 }),
    b: input({ family: 'uniform', min: -8, max: 8 }),
    c: input({ family: 'uniform', min: -8, max: 8 }),
  },
  levers: { p: lever({ min: -4, max: 4, statusQuo: 1 }) },
  switches: {
    n: toggle({ default: 3, options: [['none', 0], ['one', 1], ['two', 2], ['three', 3], ['five', 5]] }),
    m: toggle({ default: 0, options: [['no', 0], ['yes', 1]] }),
  },
  outcomes: { y: outcome({ range: [-64, 64], at: [0, 2, 4] }), z: outcome({ range: [-64, 64], at: [0, 2, 4] }) },
  simulate({ clock, inputs, levers, statusQuo, switches, series, record }) {
    ${body.join('\n    ')}
    record('y', (date) => ${this.varying(3)} + s[date.step] * date.time + ${this.uniform(1)});
    record('z', (date) => ${this.pick([`${time} - date.time`, `firstTime(s, ${this.varying(1)}) + s.length`, `q(${this.varying(2)}) + date.step`, `(${this.condition(2)}) ? ${time} : s[date.step]`])});
  },
});
`;
  }

  private pick<T>(options: readonly T[]): T {
    return options[this.choose(options.length)]!;
  }

  private declarations(): string[] {
    const uniform = ['u0', 'u1'].map((name) => `let ${name} = ${this.uniformLeaf()};`);
    this.names.uniform.push('u0', 'u1');
    const varying = ['v0', 'v1', 'v2'].map(
      (name) => `let ${name} = ${this.pick(['0', '1', 'inputs.a', 'inputs.b', 'u0'])};`,
    );
    this.names.varying.push('v0', 'v1', 'v2');
    return [...uniform, ...varying];
  }

  private statements(most: number): string[] {
    return Array.from({ length: 1 + this.choose(most) }, () => this.statement());
  }

  private statement(): string {
    const deep = this.nesting >= 3;
    switch (this.choose(deep ? 6 : 10)) {
      case 0:
        if (this.choices > 0) return this.statement();
        return `${this.pick(this.names.uniform)} = q(${this.uniform(2)});`;
      case 1:
        return `${this.pick(this.names.varying)} ${this.pick(['=', '=', '+='])} q(${this.varying(2)});`.replace(
          /(\w+) \+= q\((.*)\);$/,
          '$1 = q($1 + $2);',
        );
      case 2: {
        const [x, y] = [this.pick(this.names.varying), this.pick(this.names.varying)];
        return `{ const held = ${x}; ${x} = ${y}; ${y} = held; }`;
      }
      case 3:
        return `s[${this.index(STATES - 1)}] = q(${this.varying(2)});`;
      case 4:
        return `t[${this.index(TABLE - 1)}] = q(${this.varying(2)});`;
      case 5:
        if (this.choices > 0) return this.statement();
        return `w[${this.index(TABLE - 1)}] = q(${this.uniform(2)});`;
      case 6:
        return this.loop();
      case 7:
        return this.branch(this.uniformCondition());
      case 8:
        return this.choice();
      default:
        return this.declared();
    }
  }

  /** A block with a variable of its own. */
  private declared(): string {
    const name = `x${this.made++}`;
    const first = `let ${name} = q(${this.varying(2)});`;
    return this.inside(() => {
      this.names.varying.push(name);
      return `{ ${first} ${this.statements(3).join(' ')} }`;
    });
  }

  private loop(): string {
    const counter = `k${this.made++}`;
    const bound = this.pick([
      '2',
      '4',
      '6',
      'switches.n',
      'switches.n + switches.m',
      'at(u1, 5)',
      `at(${this.uniform(1)}, 4)`,
    ]);
    const fixed = /u\d|t\[|w\[/.test(bound);
    const name = `n${this.made++}`;
    return this.inside(() => {
      this.names.counters.push([counter, 5]);
      const head = `for (let ${counter} = 0; ${counter} < ${fixed ? name : bound}; ${counter}++)`;
      const body = this.statements(3).join(' ');
      return fixed ? `{ const ${name} = ${bound}; ${head} { ${body} } }` : `${head} { ${body} }`;
    });
  }

  /** A branch that differs by sample. */
  private choice(): string {
    const condition = this.condition(1);
    this.choices++;
    const text = this.branch(condition);
    this.choices--;
    return text;
  }

  private branch(condition: string): string {
    const whenTrue = this.inside(() => this.statements(2).join(' '));
    const whenFalse = this.inside(() => this.statements(2).join(' '));
    return this.choose(2) === 0
      ? `if (${condition}) { ${whenTrue} }`
      : `if (${condition}) { ${whenTrue} } else { ${whenFalse} }`;
  }

  /** Makes a part with names that end with it. */
  private inside(make: () => string): string {
    const { names } = this;
    this.names = { uniform: [...names.uniform], varying: [...names.varying], counters: [...names.counters] };
    this.nesting++;
    const text = make();
    this.nesting--;
    this.names = names;
    return text;
  }

  /** A whole number from 0 to `most`. */
  private index(most: number): string {
    const [counter, largest] = this.names.counters.length === 0 ? ['', 99] : this.pick(this.names.counters);
    if (largest <= most && this.choose(2) === 0) return counter;
    if (largest < most && this.choose(2) === 0) return `${counter} + 1`;
    return this.choose(2) === 0 ? String(this.choose(most + 1)) : `at(${this.uniform(1)}, ${most})`;
  }

  private number(): string {
    return this.pick(['0', '1', '-1', '2', '0.5', '-0.25', '3', '-2.5']);
  }

  private uniformLeaf(): string {
    const leaves = [
      'switches.n',
      'switches.m',
      'statusQuo.p',
      'clock.step',
      'clock.steps',
      `levers.p[${this.choose(STATES)}]`,
      this.number(),
    ];
    leaves.push(...this.names.uniform, ...this.names.counters.map(([name]) => name), `w[${this.choose(TABLE)}]`);
    return this.pick(leaves);
  }

  private varyingLeaf(): string {
    const leaves = ['inputs.a', 'inputs.b', 'inputs.c', ...this.names.varying, ...this.names.varying];
    leaves.push(
      `RATES[at(${this.pick(leaves)}, 3)]`,
      // Slopes are sums of powers of two, so that single precision is exact.
      `q(table(${this.pick(leaves)}, PLACES, RATES${this.pick(['', ", 'linear'", ", 'monotone'"])}))`,
      `s[${this.index(STATES - 1)}]`,
      `t[${this.index(TABLE - 1)}]`,
      this.uniformLeaf(),
    );
    return this.pick(leaves);
  }

  private uniform(depth: number): string {
    return this.arithmetic(
      depth,
      () => this.uniformLeaf(),
      (d) => this.uniform(d),
      () => this.uniformCondition(),
    );
  }

  private varying(depth: number): string {
    return this.arithmetic(
      depth,
      () => this.varyingLeaf(),
      (d) => this.varying(d),
      () => this.condition(1),
    );
  }

  private arithmetic(
    depth: number,
    leaf: () => string,
    inner: (depth: number) => string,
    condition: () => string,
  ): string {
    if (depth === 0) return leaf();
    const next = () => inner(depth - 1);
    switch (this.choose(14)) {
      case 0:
        return `(${next()} + ${next()})`;
      case 1:
        return `(${next()} - ${next()})`;
      case 2:
        return `${leaf()} * ${leaf()}`;
      case 3:
        return `${this.pick(['min', 'max'])}(${next()}, ${next()})`;
      case 4:
        return `(${condition()} ? ${next()} : ${next()})`;
      case 5:
        return `${this.pick(['floor', 'ceil', 'round', 'abs', 'sign'])}(${next()})`;
      case 6:
        return `-(${next()})`;
      case 7:
        return `clamp(${next()}, -3, ${leaf()})`;
      case 8:
        return `(${next()}) / ${this.pick(['2', '4', '(switches.m + 1)'])}`;
      case 9:
        return `pow(${leaf()}, 2)`;
      case 10:
        return `exp2(at(${leaf()}, 3))`;
      case 11:
        return `sum(${leaf()}, ${leaf()})`;
      case 12:
        return `mix(${leaf()}, ${leaf()}, (x) => ${this.pick(['q(x + 1)', 'abs(x)', `min(x, ${leaf()})`])})`;
      default:
        return leaf();
    }
  }

  private comparison(leaf: () => string): string {
    return `${leaf()} ${this.pick(['<', '<=', '>', '>=', '===', '!=='])} ${leaf()}`;
  }

  private uniformCondition(): string {
    return this.comparison(() => this.uniform(1));
  }

  private condition(depth: number): string {
    if (depth === 0 || this.choose(3) > 0) return this.comparison(() => this.varying(depth === 0 ? 0 : 1));
    const [x, y] = [this.condition(depth - 1), this.condition(depth - 1)];
    return this.pick([`${x} && ${y}`, `${x} || (${y})`, `!(${x})`]);
  }
}
