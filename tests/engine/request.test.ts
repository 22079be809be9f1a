import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, canonicalRequest } from '../../src/engine/canonical.ts';
import { parseRequest } from '../../src/engine/request.ts';
import { draftToy } from './counts.ts';
import { TOY_HASH, TOY_META } from './toy.ts';

const good = draftToy({ scenarios: [{}, { preset: 'strong' }] });
const parse = (raw: unknown) => parseRequest(raw, TOY_META, TOY_HASH);
const first = good.scenarios[0]!;
const withLevers = (levers: unknown) => ({ ...good, scenarios: [{ ...first, levers }] });

describe('a draft', () => {
  it('of nothing is the status quo with the defaults', () => {
    const request = draftToy();
    expect(request).toMatchObject({ sampler: 'sobol', replicates: 16, seed: 20260514, samples: 65536, paired: false });
    expect(request.scenarios).toEqual([
      { id: 'status-quo', levers: { push: 0.25 }, switches: { start: 2026.25, boost: 1 } },
    ]);
    expect(request.outcomes.map(({ id, dates }) => `${id} ${dates.join('/')}`)).toEqual([
      'total 2026/2027/2028',
      'ratio 2026/2028',
      'wait 2026/2027/2028',
      'odd 2028',
    ]);
  });

  it('resolves presets, then its own levers, and pairs several scenarios', () => {
    const request = draftToy({
      scenarios: [
        {},
        { preset: 'strong', switches: { boost: 2 } },
        { preset: 'strong', id: 'half', levers: { push: 0.5 } },
      ],
    });
    expect(request.paired).toBe(true);
    expect(request.scenarios.slice(1)).toEqual([
      { id: 'strong', levers: { push: 1 }, switches: { start: 2026.25, boost: 2 } },
      { id: 'half', levers: { push: 0.5 }, switches: { start: 2026.25, boost: 1 } },
    ]);
  });

  it('rounds samples up to whole rounds for sobol, not for philox', () => {
    expect(draftToy({ samples: 10_000 }).samples).toBe(10_240);
    expect(draftToy({ samples: 10_001, sampler: 'philox' })).toMatchObject({ samples: 10_001, replicates: 1 });
  });

  it('with an unknown preset is told the nearest', () => {
    expect(() => draftToy({ scenarios: [{ preset: 'stong' }] })).toThrow(
      'scenarios[0].preset: unknown preset "stong"; did you mean "strong"?',
    );
  });
});

describe('a request', () => {
  it('that is good comes back equal, through JSON', () => {
    expect(parse(JSON.parse(JSON.stringify(good)))).toEqual(good);
  });

  const { seed: _, ...noSeed } = good;
  it.each<[string, unknown, string]>([
    ['null', null, 'request: must be an object, not null'],
    ['text', 'x', 'request: must be an object, not "x"'],
    ['no seed', noSeed, 'seed: must be present, not undefined'],
    ['an unknown key', { ...good, sed: 1 }, 'sed: unknown key'],
    ['another schema', { ...good, schema: 2 }, 'schema: must be 1, not 2'],
    ['another model', { ...good, model: { id: 'x', hash: TOY_HASH } }, 'model.id: is "x"; this model is "toy"'],
    ['another version', { ...good, model: { id: 'toy', hash: 'y' } }, 'of another version of "toy"'],
    ['another sampler', { ...good, sampler: 'halton' }, 'sampler: must be "sobol" or "philox", not "halton"'],
    ['a fractional seed', { ...good, seed: 0.5 }, 'seed: must be a whole number, not 0.5'],
    ['a negative seed', { ...good, seed: -1 }, 'seed: -1 is out of range; use a value from 0 to 9007199254740991'],
    ['no samples', { ...good, samples: 0 }, 'samples: 0 is out of range; use a value from 1 to 4294963200'],
    ['too many samples', { ...good, samples: 2 ** 32 }, 'samples: 4294967296 is out of range'],
    ['NaN samples', { ...good, samples: Number.NaN }, 'samples: must be a number, not NaN'],
    ['broken rounds', { ...good, samples: 1000 }, 'samples: 1000 is not in whole rounds; use 1024'],
    ['odd replicates', { ...good, replicates: 3 }, 'replicates: is 3; use 1, 2, 4, 8, 16 or 32'],
    ['64 replicates', { ...good, replicates: 64 }, 'replicates: is 64'],
    ['philox replicates', { ...good, sampler: 'philox' }, 'replicates: is 16; philox takes 1'],
    ['no scenarios', { ...good, scenarios: [] }, 'scenarios: there are 0; give 1 to 64'],
    ['65 scenarios', { ...good, scenarios: Array(65).fill(first) }, 'scenarios: there are 65; give 1 to 64'],
    ['a scenario twice', { ...good, scenarios: [first, first] }, 'scenarios[1].id: "status-quo" is taken'],
    ['a misspelt lever', withLevers({ psh: 1 }), 'scenarios[0].levers: unknown lever "psh"; did you mean "push"?'],
    ['a missing lever', withLevers({}), 'scenarios[0].levers.push: is missing; give every lever a value'],
    ['an inherited lever', withLevers(Object.create({ push: 1 })), 'scenarios[0].levers.push: is missing'],
    [
      'a lever too high',
      withLevers({ push: 2 }),
      'scenarios[0].levers.push: 2 is out of range; use a value from 0 to 1',
    ],
    ['a lever in words', withLevers({ push: '1' }), 'scenarios[0].levers.push: must be a number, not "1"'],
    ['a lever of NaN', withLevers({ push: Number.NaN }), 'must be a number, not NaN'],
    ['__proto__', withLevers(JSON.parse('{"push":1,"__proto__":1}')), 'unknown lever "__proto__"'],
    ['constructor', withLevers({ push: 1, constructor: 1 }), 'unknown lever "constructor"'],
    [
      'a switch outside its options',
      { ...good, scenarios: [{ ...first, switches: { start: 2026.25, boost: 2.5 } }] },
      'scenarios[0].switches.boost: 2.5 is out of range; use a value from 1 to 2',
    ],
    ['no outcomes', { ...good, outcomes: [] }, 'outcomes: there are none'],
    ['an unknown outcome', { ...good, outcomes: [{ id: 'totl', dates: [2026] }] }, 'did you mean "total"?'],
    [
      'an unknown date',
      { ...good, outcomes: [{ id: 'ratio', dates: [2027] }] },
      'outcomes[0].dates: ratio is not recorded at 2027; it is recorded at 2026, 2028',
    ],
    [
      'an outcome twice',
      { ...good, outcomes: [good.outcomes[0], good.outcomes[0]] },
      'outcomes[1].id: "total" is there',
    ],
    ['an unknown input', { ...good, inputs: { levl: {} } }, 'inputs: unknown input "levl"; did you mean "level"?'],
    ['a family that is none', { ...good, inputs: { level: { family: 'cauchy' } } }, 'inputs.level'],
    [
      'a distribution with a key too many',
      { ...good, inputs: { chance: { family: 'uniform', min: 0, max: 1, mode: 0 } } },
      'inputs.chance.mode: unknown field "mode"; the fields here are family, min, max',
    ],
    ['a pair with itself', { ...good, correlations: [['level', 'level', 0.5]] }, 'correlations[0]: pairs "level" with'],
    ['a correlation of 1', { ...good, correlations: [['level', 'share', 1]] }, 'correlations[0]: 1 is out of range'],
    [
      'a pair twice',
      {
        ...good,
        correlations: [
          ['level', 'share', 0.1],
          ['share', 'level', 0.2],
        ],
      },
      'correlations: "level" and "share" are paired twice',
    ],
    [
      'a short direction',
      { ...good, direction: [1] },
      'direction: has 1 entries; give one for each of the 5 draws of a sample',
    ],
    ['a long direction', { ...good, direction: [1, 1, 0, 0, 0] }, 'direction: has length 1.41'],
  ])('with %s is rejected with its place and remedy', (_name, raw, message) => {
    let error: unknown;
    try {
      parse(raw);
    } catch (thrown) {
      error = thrown;
    }
    expect((error as Error).name).toBe('RequestError');
    expect((error as Error).message).toContain(message);
  });

  it('whose counts would not fit in memory is rejected before anything is allocated', () => {
    const outcomes = TOY_META.outcomes.map((outcome) => ({ ...outcome, bins: 2 ** 23 }));
    expect(() => parseRequest(good, { ...TOY_META, outcomes }, TOY_HASH)).toThrow(
      'is over the limit of 134217728; ask for fewer dates, outcomes or scenarios at once',
    );
  });

  it('of anything at all is a request or a RequestError', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(good)), (value, key) => {
        try {
          parse({ ...good, [key]: value });
        } catch (error) {
          expect((error as Error).name).toBe('RequestError');
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('canonical text', () => {
  it('is equal for equal forecasts: order, negative zero, restated defaults', () => {
    const restated = parse({
      ...good,
      direction: null,
      outcomes: [...good.outcomes].reverse().map(({ dates, id }) => ({ dates: [...dates].reverse(), id })),
      scenarios: good.scenarios.map(({ switches, levers, id }) => ({
        switches: { boost: switches['boost'], start: switches['start'] },
        levers,
        id,
      })),
      inputs: { chance: { max: 1, min: -0, family: 'uniform' } },
      correlations: [['growth', 'level', 0.6]],
    });
    expect(restated).toEqual(good);
    expect(canonicalRequest(restated)).toBe(canonicalRequest(good));
  });

  it('is equal for a direction and its opposite, which turn the points alike', () => {
    const turned = (direction: readonly number[]) => parse({ ...good, direction });
    expect(turned([0, -0.8, 0, 0.6, 0])).toEqual(turned([0, 0.8, 0, -0.6, 0]));
    expect(turned([0, -0.8, 0, 0.6, 0]).direction).toEqual([0, 0.8, 0, -0.6, 0]);
  });

  it('differs where the forecast does', () => {
    const texts = [
      good,
      draftToy({ scenarios: [{ preset: 'strong' }, {}] }),
      draftToy({ scenarios: [{}, { preset: 'strong' }], seed: 1 }),
      draftToy({ scenarios: [{}, { preset: 'strong' }], inputs: { chance: { family: 'uniform', min: 0, max: 2 } } }),
      draftToy({ scenarios: [{}, { preset: 'strong' }], correlations: [] }),
      draftToy({ scenarios: [{}, { preset: 'strong' }], paired: false }),
    ].map(canonicalRequest);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('has sorted keys and shortest numbers', () => {
    expect(canonicalJson({ b: [1, -0, 0.1 + 0.2], a: { d: null, c: 1e21 }, e: undefined })).toBe(
      '{"a":{"c":1e+21,"d":null},"b":[1,0,0.30000000000000004]}',
    );
    expect(() => canonicalJson({ a: Number.POSITIVE_INFINITY })).toThrow('no canonical JSON');
  });

  it('of any JSON reads back as that JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
