/** Units are read where they are regular, followed through the equations, and what does not fit is said, never refused. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileModel } from '../../src/language/compile-model.ts';
import { agree, parseUnit, showUnit } from '../../src/language/units/unit.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('texts of units', () => {
  test.each([
    ['M H100e/yr', '1e+6 H100e/yr'],
    ['million H100e per year', '1e+6 H100e/yr'],
    ['months', 'months'],
    ['OOM/yr', 'OOM/yr'],
    ['per OOM', '1/OOM'],
    ['OOM per OOM', 'a plain number'],
    ['share', 'a plain number'],
    ['%/yr', '0.01/yr'],
    ['M$', '1e+6 $'],
    ['m^3', 'm^3'],
    ['kg·m²', '1000 g·m^2'],
    ['deaths/day', '365 death/yr'],
    ['GWh', '1.14e+5 W·yr'],
  ])('%s is read as %s', (text, shown) => {
    const unit = parseUnit(text);
    expect(unit === null ? null : showUnit(unit)).toBe(shown);
  });

  test.each(['', '0-1', 'logit shift', 'share of US-bloc additions', 'number', 'GW/yr country', 'a/', '/', 'm^', '°C'])(
    '"%s" is not regular and passes',
    (text) => {
      expect(parseUnit(text)).toBeNull();
    },
  );

  test.each([
    ['months', 'years', false],
    ['million H100e', 'M H100e', true],
    ['H100e', 'M H100e', false],
    ['GW h', 'GWh', true],
    ['%', 'share', false],
    ['deaths', 'death', true],
    ['OOM', 'OOM/yr', false],
  ])('whether %s and %s agree', (a, b, expected) => {
    const [x, y] = [parseUnit(a), parseUnit(b)];
    expect(x !== null && y !== null && agree(x, y)).toBe(expected);
  });
});

/** Before the others, so that elements and inputs are counted apart. */
const MANY = "many: input({ unit: 'months', family: 'normal', p5: 1, p50: 2, p95: 3, count: 3 }),";

/** A model with inputs of the units given, that records `equations`. */
function warningsOf(
  units: Readonly<Record<string, string>>,
  unit: string,
  body: string,
  value: string,
): readonly string[] {
  const inputs = Object.entries(units).map(
    ([id, each]) => `${id}: input({ unit: '${each}', family: 'normal', p5: 1, p50: 2, p95: 3 }),`,
  );
  const text = `import { crossingTime, input, min, model, outcome, pow10, toggle } from 'headway';
export default model({
  title: 'Units',
  clock: { start: 0, end: 2, step: 0.25 },
  inputs: { ${MANY} ${inputs.join(' ')} },
  switches: { factor: toggle({ default: 0.5, options: [['half', 0.5]] }) },
  outcomes: { found: outcome({ unit: '${unit}', range: [0, 64], at: [2] }) },
  simulate({ clock, inputs, switches, series, record }) {
    const row = series('row');
    let x = 0;
${body}
    record('found', (date) => ${value});
  },
});
`;
  return compileModel(text, 'units.ts').warnings;
}

const UNITS = {
  gap: 'OOM',
  pace: 'OOM/yr',
  wait: 'months',
  delay: 'years',
  stock: 'M H100e',
  part: 'share',
  cost: 'M$',
  odd: 'so to say',
};

describe('equations', () => {
  test.each([
    ['a sum of unlike units', 'OOM', '', 'inputs.gap + inputs.pace', 'line 12 adds gap (OOM) and pace (OOM/yr)'],
    ['a difference', '', '', 'inputs.gap - inputs.delay', 'subtracts gap (OOM) and delay (years)'],
    ['a comparison', '', '', 'inputs.wait < inputs.delay ? 1 : 0', 'compares wait (months) and delay (years)'],
    [
      'the lesser of two',
      '',
      '',
      'min(inputs.gap, inputs.stock)',
      'takes the lesser of gap (OOM) and stock (1e+6 H100e)',
    ],
    ['a choice', '', '', 'inputs.odd > 0 ? inputs.gap : inputs.pace', 'chooses between gap (OOM) and pace (OOM/yr)'],
    ['an outcome', 'months', '', 'inputs.delay', 'records years as "found", which is in months'],
    ['an outcome of another kind', 'OOM', '', '12 * inputs.delay', 'records months as "found", which is in OOM'],
    [
      'a loop',
      '',
      'for (let k = 0; k < clock.steps; k++) x += clock.step * inputs.pace;',
      'x + inputs.pace',
      'adds x (OOM) and pace (OOM/yr)',
    ],
    [
      'a series',
      '',
      'for (let k = 0; k <= clock.steps; k++) row[k] = k * clock.step * inputs.pace;',
      'row[date.step] + inputs.pace',
      'adds OOM and pace (OOM/yr)',
    ],
    [
      'a level sought in a series',
      '',
      'for (let k = 0; k <= clock.steps; k++) row[k] = k * clock.step * inputs.pace;',
      'crossingTime(row, inputs.pace)',
      'seeks OOM/yr in a series of OOM',
    ],
    ['a draw of many', '', '', 'inputs.many[1] + inputs.pace', 'adds months and pace (OOM/yr)'],
    ['an input after draws of many', '', '', 'inputs.wait + inputs.gap', 'adds wait (months) and gap (OOM)'],
    ['a date', '', '', 'date.time + inputs.gap', 'adds time (years) and gap (OOM)'],
  ])('%s that does not fit is said', (_, unit, body, value, expected) => {
    const found = warningsOf(UNITS, unit, body, value);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  test.each([
    ['a rate over time', 'OOM', '', 'inputs.gap + inputs.pace * inputs.delay'],
    ['a number of the text', 'OOM', '', '1.5 + inputs.gap'],
    ['years turned into months', 'months', '', '12 * (inputs.delay - date.time)'],
    ['months turned into years', 'OOM', '', 'inputs.gap + inputs.pace * (inputs.wait / 12)'],
    ['a number that may have a unit', 'OOM', '', 'inputs.gap + 0.7 * inputs.delay'],
    ['a whole number that may have a unit', 'M$', '', 'inputs.cost + 2 * inputs.wait'],
    ['shares turned into percent', '%', '', '100 * inputs.part'],
    ['a switch', 'OOM', '', 'inputs.gap + switches.factor * inputs.delay'],
    ['a unit that is not regular', 'OOM', '', 'inputs.odd + inputs.gap'],
    ['growth by a rate', 'M H100e', 'x = inputs.stock; for (let k = 0; k < 3; k++) x *= 1 + inputs.pace;', 'x'],
    ['a power', '', '', 'pow10(inputs.gap) + inputs.delay'],
    ['a variable of several units', 'OOM', 'x = inputs.delay; if (clock.steps > 3) { x = inputs.gap; }', 'x'],
  ])('%s is no mismatch', (_, unit, body, value) => {
    expect(warningsOf(UNITS, unit, body, value)).toEqual([]);
  });

  test('no warnings without units', () => {
    expect(warningsOf({ a: '', b: '' }, '', '', 'inputs.a + inputs.b')).toEqual([]);
  });
});

describe('the built-in model', () => {
  const text = read('src/model/lead.ts');

  test('has no mismatch', () => {
    expect(compileModel(text, 'lead.ts').warnings).toEqual([]);
  });

  test.each([
    ['usGrowthLongRun', 'OOM', 'subtracts usGrowthNow (OOM/yr) and usGrowthLongRun (OOM)'],
    ['legalStock', 'H100e', 'H100e'],
    ['shiftTime', 'OOM', 'compares time (years) and shiftTime (OOM)'],
  ])('%s in %s would be found', (id, unit, expected) => {
    const wrong = text.replace(new RegExp(`(    ${id}: input\\(\\{[\\s\\S]*?unit: )'[^']*'`), `$1'${unit}'`);
    expect(wrong).not.toBe(text);
    expect(compileModel(wrong, 'lead.ts').warnings.join('\n')).toContain(expected);
  });
});

test('the warning on the page of the language is what its model gives without "12 *"', () => {
  const page = read('docs/model-language.md');
  const whole = /^```ts\n(import .*?^)```$/ms.exec(page)?.[1] ?? '';
  const shown = /^```text\n(line .*?)\n```$/ms.exec(page)?.[1] ?? 'nothing';
  expect(compileModel(whole.replace('12 * (', '1 * ('), 'model.ts').warnings).toEqual([shown]);
});
