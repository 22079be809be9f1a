import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quarters } from '../../src/language/builders.ts';
import { DefinitionError, showPath } from '../../src/language/errors.ts';
import { defaultBins } from '../../src/language/normalise/outcomes.ts';
import { normaliseModel } from '../../src/language/normalise.ts';
import lead from '../../src/model/lead.ts';

type Json = Record<string, unknown>;

/** A small sound model; `change` is laid over it. */
function text(change: Json = {}): Json {
  return {
    title: 'Two curves',
    clock: { start: 2026.5, end: 2035, step: 1 / 12 },
    inputs: {
      usGrowth: { family: 'normal', p5: 0.9, p50: 1.2, p95: 1.6 },
      chinaGrowth: { family: 'normal', p5: 0.8, p50: 1.1, p95: 1.4 },
    },
    levers: { control: { min: 0, max: 1, statusQuo: 0.3 } },
    switches: {
      weight: {
        default: 1,
        options: [
          ['full', 1],
          ['less', 0.6],
        ],
      },
    },
    outcomes: { leadMonths: { range: [-24, 104], at: [2027.5, 2028.5] } },
    ...change,
  };
}

const normal = { family: 'normal', p5: 0, p50: 1, p95: 2 };
const many = (count: number, value: unknown): Json =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`x${i}`, value]));

function input(change: Json): Json {
  return text({ inputs: { usGrowth: { ...normal, ...change } } });
}
function lever(change: Json): Json {
  return text({ levers: { control: { min: 0, max: 1, statusQuo: 0.3, ...change } } });
}
function option(change: Json): Json {
  return text({ switches: { weight: { default: 1, options: [['full', 1]], ...change } } });
}
function outcome(change: Json): Json {
  return text({ outcomes: { leadMonths: { range: [0, 64], ...change } } });
}
function source(change: Json): Json {
  return input({ sources: [{ cite: 'a', retrieved: 'memory', ...change }] });
}
function worldview(change: Json): Json {
  return text({ worldviews: { sceptic: change } });
}
function preset(change: Json): Json {
  return text({ presets: { 'act-now': change } });
}
const ownProto = (value: unknown): Json => Object.defineProperty({}, '__proto__', { value, enumerable: true }) as Json;

describe('what is refused, where, and with what remedy', () => {
  // biome-ignore format: a table, one refusal a line
  const refused: readonly [what: string, raw: unknown, place: string, problem: string, remedy: string][] = [
    ['no object', 'model', 'model', '"model" is not an object', 'Write { … }'],
    ['no title', { ...text(), title: undefined }, 'model', '"title" is missing', 'Add title'],
    ['a misspelt field', text({ leavers: {} }), 'leavers', 'unknown field "leavers"', 'Did you mean "levers"?'],
    ['a title of the wrong type', text({ title: 3 }), 'title', '3 is not a text', 'quotes'],
    ['an endless title', text({ title: 'a'.repeat(201) }), 'title', 'a text of 201 characters', 'Shorten'],
    ['a model id with spaces', text({ id: 'my model' }), 'id', '"my model" is not an id', 'Begin with a small letter'],
    ['no inputs', text({ inputs: {} }), 'model', 'no inputs', 'at least one'],
    ['no outcomes', text({ outcomes: {} }), 'model', 'no outcomes', 'at least one'],
    ['inputs as a list', text({ inputs: [normal] }), 'inputs', 'a list is not an object', 'Write { … }'],
    ['an id with a capital', text({ inputs: { UsGrowth: normal } }), 'inputs.UsGrowth', 'is not an id', 'small letter'],
    ['an id with a hyphen', text({ levers: { 'a-b': { min: 0, max: 1, statusQuo: 0 } } }), 'levers.a-b', 'is not an id', 'such as usGrowth'],
    ['an id named constructor', text({ inputs: { constructor: normal } }), 'inputs.constructor', 'the name "constructor" is reserved', 'another name'],
    ['an id named toString', text({ outcomes: { toString: {} } }), 'outcomes.toString', '"toString" is reserved', 'another name'],
    ['an id named prototype', text({ switches: { prototype: {} } }), 'switches.prototype', '"prototype" is reserved', 'another name'],
    ['an id named __proto__', text({ inputs: ownProto(normal) }), 'inputs.__proto__', '"__proto__" is reserved', 'another name'],
    ['a preset named __proto__', text({ presets: ownProto({}) }), 'presets.__proto__', 'is reserved', 'another name'],
    ['a lever value of __proto__', preset({ levers: ownProto(1) }), 'presets.act-now.levers.__proto__', 'is reserved', 'another name'],
    ['a swapped prototype', text({ inputs: Object.create({ usGrowth: normal }) }), 'inputs', 'a prototype of its own', 'plain object'],
    ['a class instance', text({ clock: new Date(0) }), 'clock', 'a prototype of its own', 'plain object'],
    ['an id of two things', text({ levers: { usGrowth: { min: 0, max: 1, statusQuo: 0 } } }), 'levers.usGrowth', 'already one of the inputs', 'another name'],
    ['a switch named as a lever', text({ switches: { control: { default: 1, options: [['a', 1]] } } }), 'switches.control', 'already one of the levers', 'another name'],
    ['too many inputs', text({ inputs: many(513, normal) }), 'inputs', '513 entries, more than 512', 'Keep to 512'],
    ['too many levers', text({ levers: many(65, {}) }), 'levers', '65 entries', 'Keep to 64'],

    ['quantiles out of order', input({ p95: 0.5 }), 'inputs.usGrowth.p95', 'p95 0.5 is not above p50 1', 'p5 < p50 < p95'],
    ['an infinite quantile', input({ p5: -Infinity }), 'inputs.usGrowth.p5', 'not a finite number', 'finite'],
    ['a misspelt quantile', input({ p955: 1 }), 'inputs.usGrowth.p955', 'unknown field "p955"', 'Did you mean'],
    ['an unknown grade', input({ grade: 'guess' }), 'inputs.usGrowth.grade', 'unknown grade "guess"', 'measured, estimated, judgement'],
    ['an unknown retrieval', input({ sources: [{ cite: 'a', retrieved: 'primry' }] }), 'inputs.usGrowth.sources[0].retrieved', 'unknown retrieved', 'Did you mean "primary"?'],
    ['a source without words', input({ sources: [{ retrieved: 'primary' }] }), 'inputs.usGrowth.sources[0]', '"cite" is missing', 'Add cite'],
    ['sources as an object', input({ sources: {} }), 'inputs.usGrowth.sources', 'an object is not a list', '[ … ]'],

    ['a count of a half', input({ count: 0.5 }), 'inputs.usGrowth.count', 'count 0.5 is no whole number from 1', "'steps' for one a step"],
    ['a count in words', input({ count: 'years' }), 'inputs.usGrowth.count', '"years" is no count', "'steps' for one a step"],
    ['a draw a step of no clock', { ...input({ count: 'steps' }), clock: undefined, outcomes: { y: { range: [0, 64] } } }, 'inputs.usGrowth.count', 'one draw a step without a clock', 'count: 30'],
    ['too many draws', input({ count: 4097 }), 'inputs.usGrowth.count', '4097 draws a sample up to here, more than 4096', 'Use fewer'],
    ['too many draws together', text({ inputs: { a: { ...normal, count: 4000 }, b: { ...normal, count: 97 } } }), 'inputs.b.count', '4097 draws', 'Use fewer'],
    ['a correlation inside one draw', input({ correlation: 0.5 }), 'inputs.usGrowth.correlation', 'drawn once', 'Add count'],
    ['a full correlation inside', input({ count: 3, correlation: 1 }), 'inputs.usGrowth.correlation', '1 is not between -1 and 1', 'leave out count'],
    ['a pair of one draw and many', text({ inputs: { a: normal, b: { ...normal, count: 3 } }, correlations: [['a', 'b', 0.5]] }), 'correlations[0]', '"a" has one draw and "b" 3 draws', 'as many draws'],
    ['a pair of unlike paths', text({ inputs: { a: { ...normal, count: 3 }, b: { ...normal, count: 3, correlation: 0.2 } }, correlations: [['a', 'b', 0.5]] }), 'correlations[0]', 'different correlations inside', 'Give both the same'],

    ['an empty lever range', lever({ max: 0 }), 'levers.control.max', 'max 0 is not above min 0', 'min < max'],
    ['a status quo out of range', lever({ statusQuo: 2 }), 'levers.control.statusQuo', 'statusQuo 2 is outside 0 to 1', 'from 0 to 1'],
    ['no status quo', lever({ statusQuo: undefined }), 'levers.control', '"statusQuo" is missing', 'Add statusQuo'],
    ['a band out of range', lever({ bands: [['low', 0], ['high', 1.5]] }), 'levers.control.bands[1][1]', 'band "high" 1.5 is outside', 'from 0 to 1'],
    ['a band named twice', lever({ bands: [['low', 0], ['low', 1]] }), 'levers.control.bands[1][0]', '"low" appears twice', 'Rename'],
    ['a step of 0', lever({ step: 0 }), 'levers.control.step', 'step 0 is outside', 'positive'],
    ['a negative dead time', lever({ deadTime: -1 }), 'levers.control.deadTime', '-1 is negative', '0 or a positive'],

    ['a default that is no option', option({ default: 2 }), 'switches.weight.default', '2 is not an option of "weight"', 'Write one of 1'],
    ['no options', option({ options: [] }), 'switches.weight.options', 'no options', 'at least one'],
    ['two options of one value', option({ options: [['a', 1], ['b', 1]] }), 'switches.weight.options[1][1]', '1 appears twice', 'another number'],
    ['an option without a name', option({ options: [['', 1]] }), 'switches.weight.options[0][0]', 'an empty name', 'words'],
    ['an option turned round', option({ options: [[1, 'full']] }), 'switches.weight.options[0][0]', '1 is not a text', 'quotes'],

    ['a step of the clock of 0', text({ clock: { start: 0, end: 1, step: 0 } }), 'clock.step', 'step 0 is not positive', 'such as 1 / 12'],
    ['a clock that runs back', text({ clock: { start: 2, end: 1, step: 0.1 } }), 'clock.end', 'end 1 is not after start 2', 'later'],
    ['a broken number of steps', text({ clock: { start: 0, end: 1, step: 0.3 } }), 'clock.end', 'not a whole number', 'Choose an end such as 0.9'],
    ['too many steps', text({ clock: { start: 0, end: 10, step: 0.001 } }), 'clock.step', '10000 steps, more than 2000', 'longer step'],
    ['a policy start that is no switch', text({ policyStart: 'wait' }), 'policyStart', 'unknown switch "wait"', 'existing switch'],

    ['no range', outcome({ range: undefined }), 'outcomes.leadMonths', '"range" is missing', 'Add range'],
    ['a range turned round', outcome({ range: [5, 1] }), 'outcomes.leadMonths.range', '5 is not below 1', 'lower end first'],
    ['bins that are no power of two', outcome({ bins: 1000 }), 'outcomes.leadMonths.bins', '15.625 per unit', 'power of two'],
    ['a date off the grid', outcome({ at: [2027.51] }), 'outcomes.leadMonths.at[0]', 'no state at 2027.51', 'whole steps'],
    ['a date after the end', outcome({ at: [2027, 2036] }), 'outcomes.leadMonths.at[1]', 'no state at 2036', 'from 2026.5 to 2035'],
    ['falling dates', outcome({ at: [2028, 2027] }), 'outcomes.leadMonths.at[1]', '2027 is not after', 'rising'],
    ['no dates', outcome({ at: [] }), 'outcomes.leadMonths.at', 'no dates', 'at least one'],
    ['a headline off the dates', outcome({ at: [2027, 2028], headline: 2029 }), 'outcomes.leadMonths.headline', '2029 is not among the dates', '2027, 2028'],
    ['a range too narrow to divide', outcome({ range: [0, 5e-324] }), 'outcomes.leadMonths.range', 'a range narrower than 1e-30', 'smaller unit'],
    ['bins beyond single precision', outcome({ range: [2e6, 2e6 + 1] }), 'outcomes.leadMonths.range', 'bins of 0.00048828125 are finer than single precision', 'difference from a constant'],
    ['falling thresholds', outcome({ thresholds: [6, 3] }), 'outcomes.leadMonths.thresholds[1]', '3 is not above 6', 'rising'],
    ['a ratio threshold of 0', outcome({ scale: 'log10', thresholds: [0] }), 'outcomes.leadMonths.thresholds[0]', 'no logarithm', 'positive'],
    ['an unknown scale', outcome({ scale: 'log' }), 'outcomes.leadMonths.scale', 'unknown scale "log"', 'Did you mean "log10"?'],

    ['a correlation of a stranger', text({ correlations: [['usGrowth', 'chinaGrwth', 0.5]] }), 'correlations[0][1]', 'unknown input "chinaGrwth"', 'Did you mean "chinaGrowth"?'],
    ['a correlation of 1', text({ correlations: [['usGrowth', 'chinaGrowth', 1]] }), 'correlations[0][2]', '1 is not between -1 and 1', 'use one'],
    ['a correlation with itself', text({ correlations: [['usGrowth', 'usGrowth', 0.5]] }), 'correlations[0]', 'paired with itself', 'two different'],
    ['a pair twice', text({ correlations: [['usGrowth', 'chinaGrowth', 0.5], ['chinaGrowth', 'usGrowth', 0.1]] }), 'correlations[1]', 'appears twice', 'Remove'],
    ['a pair without a number', text({ correlations: [['usGrowth', 'chinaGrowth']] }), 'correlations[0]', 'not two inputs with', '0.5'],

    ['a preset of an unknown lever', preset({ levers: { controll: 1 } }), 'presets.act-now.levers.controll', 'unknown lever "controll"', 'Did you mean "control"?'],
    ['a preset out of range', preset({ levers: { control: 1.1 } }), 'presets.act-now.levers.control', 'control 1.1 is outside 0 to 1', 'from 0 to 1'],
    ['a preset of an unknown switch', preset({ switches: { wait: 1 } }), 'presets.act-now.switches.wait', 'unknown switch "wait"', 'existing switch'],
    ['a preset off the options', preset({ switches: { weight: 0.7 } }), 'presets.act-now.switches.weight', '0.7 is not an option', '1, 0.6'],
    ['a worldview of an unknown switch', worldview({ switches: { wait: 1 } }), 'worldviews.sceptic.switches.wait', 'unknown switch "wait"', 'existing switch'],
    ['a worldview of an unknown input', worldview({ inputs: { usGrwth: normal } }), 'worldviews.sceptic.inputs.usGrwth', 'unknown input "usGrwth"', 'Did you mean "usGrowth"?'],
    ['a worldview that changes nothing', worldview({}), 'worldviews.sceptic', 'changes nothing', 'Name switches or inputs'],
    ['a worldview that starts policies', text({ policyStart: 'weight', worldviews: { sceptic: { switches: { weight: 0.6 } } } }), 'worldviews.sceptic.switches.weight', 'when a policy starts', 'policies'],
    ['a reason for what is not changed', worldview({ switches: { weight: 0.6 }, why: { usGrowth: 'so' } }), 'worldviews.sceptic.why.usGrowth', 'unknown change "usGrowth"', 'existing change'],
    ['a source at no address', source({ url: 'javascript:alert(1)' }), 'inputs.usGrowth.sources[0].url', 'no public address', 'https://'],
    ['a source of no date', source({ date: 'May 2026' }), 'inputs.usGrowth.sources[0].date', 'is no date', '2026-05-14'],
    ['importance of a stranger', text({ importance: ['usgrowth'] }), 'importance[0]', 'unknown input "usgrowth"', 'Did you mean "usGrowth"?'],
    ['importance twice', text({ importance: ['usGrowth', 'usGrowth'] }), 'importance[1]', 'appears twice', 'Remove'],
  ];

  test.each(refused)('%s', (_what, raw, place, problem, remedy) => {
    let caught: unknown;
    try {
      normaliseModel(raw);
    } catch (error) {
      caught = error;
    }
    if (!(caught instanceof DefinitionError)) throw new Error(`expected a DefinitionError, got ${String(caught)}`);
    expect(showPath(caught.path)).toBe(place);
    expect(caught.problem).toContain(problem);
    expect(caught.remedy).toContain(remedy);
    expect(caught.message).toBe(`${place}: ${caught.problem}. ${caught.remedy}`);
  });

  test('a text of any shape is refused with a DefinitionError, never with another failure', () => {
    const values = fc.oneof(fc.anything(), fc.constantFrom({}, [], normal, 0, 'usGrowth', null));
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(text()), 'presets', 'worldviews', 'correlations'),
        values,
        (field, value) => {
          try {
            normaliseModel(text({ [field]: value }));
          } catch (error) {
            expect(error).toBeInstanceOf(DefinitionError);
          }
        },
      ),
      { numRuns: 1000, seed: 1 },
    );
  });
});

describe('what is left out', () => {
  const { meta, warnings } = normaliseModel(text());

  test('texts are empty and labels are the ids', () => {
    expect(meta.inputs[0]).toMatchObject({
      label: 'usGrowth',
      unit: '',
      rationale: '',
      sources: [],
      dissent: '',
      grade: 'judgement',
    });
    expect(warnings).toEqual([]);
  });

  test('a lever moves at once, in hundredths of its range', () => {
    expect(meta.levers[0]).toMatchObject({ deadTime: 0, timeConstant: 0, step: 0.01, bands: [] });
  });

  test('policy starts with the clock, and the headline is the last date', () => {
    expect(meta.policyStart).toBe(2026.5);
    expect(meta.outcomes[0]?.headline).toBe(2028.5);
  });

  test('a model without a clock has one state, at date 0', () => {
    const still = normaliseModel({ title: 't', inputs: { x: normal }, outcomes: { y: { range: [0, 1] } } }).meta;
    expect(still.clock).toEqual({ start: 0, end: 0, step: 1, steps: 0 });
    expect(still.outcomes[0]).toMatchObject({ at: [0], headline: 0 });
  });

  test('a ratio is shown over its range, undone from the logarithm', () => {
    const ratio = normaliseModel(outcome({ scale: 'log10', range: [-1, 2] })).meta.outcomes[0];
    expect(ratio?.display).toEqual([0.1, 100]);
  });
});

describe('bins', () => {
  test('are of 1/16 for wide ranges and about 2048 for narrow ones, with ends on whole bins', () => {
    expect(defaultBins([-24, 104])).toEqual({ range: [-24, 104], bins: 2048 });
    expect(defaultBins([0, 600])).toEqual({ range: [0, 600], bins: 9600 });
    expect(defaultBins([0, 1])).toEqual({ range: [0, 1], bins: 2048 });
    expect(defaultBins([-0.1, 4.9])).toEqual({ range: [-0.1015625, 4.90234375], bins: 1281 });
  });

  test('are exact binary fractions that cover what was asked for, whatever the range', () => {
    const thousandths = (least: number, most: number) => fc.integer({ min: least, max: most }).map((k) => k / 1000);
    fc.assert(
      fc.property(thousandths(-1e9, 1e9), thousandths(1, 1e9), (low, span) => {
        const { range, bins } = defaultBins([low, low + span]);
        const perUnit = bins / (range[1] - range[0]);
        expect(Number.isInteger(Math.log2(perUnit))).toBe(true);
        expect(range[0] + bins / perUnit).toBe(range[1]);
        expect(range[0]).toBeLessThanOrEqual(low);
        expect(range[1]).toBeGreaterThanOrEqual(low + span);
        expect(bins).toBeLessThanOrEqual(16_386);
        expect(bins).toBeGreaterThanOrEqual(1024);
      }),
      { seed: 1, endOnFailure: true },
    );
  });
});

describe('correlations that contradict each other', () => {
  test('are repaired with a warning that says how far they moved', () => {
    const inputs = { a: normal, b: normal, c: normal };
    const correlations = [
      ['a', 'b', 0.9],
      ['b', 'c', 0.9],
      ['a', 'c', -0.9],
    ];
    const { meta, warnings } = normaliseModel(text({ inputs, correlations }));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('moved by more than 0.400');
    expect(meta.correlations.map(({ rho }) => rho)).toEqual([0.9, 0.9, -0.9]);
  });
});

describe('the lead model', () => {
  const { meta, warnings } = lead;

  test('declares what its specification lists', () => {
    const { inputs, levers, switches, correlations } = meta;
    expect([inputs, levers, switches, correlations].map((each) => each.length)).toEqual([58, 13, 13, 19]);
    expect(meta.clock.steps).toBe(102);
    expect(meta.presets.map(({ id }) => id)).toEqual(['status-quo', 'act-now', 'inaction']);
    expect(warnings).toEqual([]);
    const [latest] = meta.versions;
    expect(latest?.version).toBe(meta.version);
    // Inputs that are new follow those that were there, so that these keep their draws.
    expect(latest?.adds.slice(0, 9)).toEqual(inputs.slice(49).map(({ id }) => id));
  });

  test('records every outcome at the 17 quarters, with the headline at mid-2028', () => {
    for (const each of meta.outcomes) expect([each.at, each.headline]).toEqual([quarters(2026.5, 2030.5), 2028.5]);
  });

  test('holds every lead that can be censored within its tally', () => {
    for (const { range, at, horizonUnitsPerYear } of meta.outcomes) {
      expect(horizonUnitsPerYear * (meta.clock.end - (at[0] ?? 0))).toBeLessThan(range[1]);
    }
  });

  test('is plain data that survives serialisation', () => {
    expect(JSON.parse(JSON.stringify(meta))).toEqual(meta);
  });
});
