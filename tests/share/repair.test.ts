/** What is wrong with a link is said, with what was kept and what was put in its place. */
import { describe, expect, test } from 'vitest';
import { decodeLink, encodeLink } from '../../src/share/link.ts';
import { MIGRATIONS, type Migration, migrate, type RawLink } from '../../src/share/migrations.ts';
import { createNotes } from '../../src/share/notes.ts';
import { LINK_SCHEMA } from '../../src/share/versions.ts';
import { full, LEAD, plain } from './forecasts.ts';
import { forged } from './mutations.ts';

const sentences = (text: string): string[] => decodeLink(text, LEAD).notes.map((note) => note.text);

const SAID: readonly (readonly [link: string, says: RegExp])[] = [
  ['v=1&labSecurty=0.9', /no lever, switch or input "labSecurty" \(did you mean "labSecurity"\?\); it was left out/],
  ['v=1&__proto__=1', /no lever, switch or input "__proto__"; it was left out/],
  ['v=1&labSecurity=7', /lever labSecurity is 7, outside 0 to 1; 1 was used/],
  ['v=1&labSecurity=high', /lever labSecurity is "high", not a number; its usual value, 0.2, was used/],
  ['v=1&labSecurity=NaN', /not a number/],
  ['v=1&weightTheft=-3', /switch weightTheft is -3, outside 0 to 1; 0 was used/],
  ['v=1&n=many', /n is "many", not a whole number/],
  ['v=1&n=5000', /n is 5000, not in whole rounds of 16 randomisations; 5120 was used/],
  ['v=1&seed=-1', /seed is "-1", not a whole number from 0/],
  ['v=1&replicates=3', /replicates is 3, not a power of two; 16 was used/],
  ['v=1&sampler=halton', /sampler is "halton", neither sobol nor philox; sobol was used/],
  ['v=1&preset=actnow', /no preset "actnow" \(did you mean "act-now"\?\)/],
  ['v=1&lagToday=9,5,1', /input lagToday is "9,5,1": .*; the model's own was kept/],
  ['v=1&lagToday=a,b', /not a list of numbers/],
  ['v=1&digest=abc', /digest "abc" is not one/],
  ['v=1&seed=1&seed=2', /gives "seed" twice; the first, "1", was kept/],
  ['v=1&labSecurity', /"labSecurity", which is not of the form name=value/],
  ['v=1&a=%E0%A4', /not of the form name=value/],
  ['v=1&z=$$$', /compressed part has characters that do not belong there.*readable part were kept.*are lost/],
  ['v=1&z=AAAA', /compressed part is damaged/],
  ['v=1&check=00000000&labSecurity=0.5', /not as it was made: it was cut, damaged or edited by hand/],
  ['v=1&model=lead@00000000', /made with version 00000000 of the model; this is [0-9a-f]{8} \(.+\)/],
  ['v=1&model=other@00000000', /of the model "other"; this is "lead"\. Nothing was opened/],
  ['v=2&labSecurity=0.5', /form 2, newer than this page, which reads forms up to 1/],
  ['v=0&labSecurity=0.5', /form 0, which was never in use/],
  ['v=x', /not a link to a forecast|version is "x"/],
  ['#assumptions', /not a link to a forecast/],
];

describe('a faulty link', () => {
  test.each(SAID)('%s', (link, says) => {
    expect(sentences(link).join('\n')).toMatch(says);
  });

  test.each([
    [
      'forwardLead',
      1e308,
      104,
      'The threshold is 1e+308, and forwardLead is counted from -24 to 104 months; 104 was used.',
    ],
    ['forwardLead', -25, -24, 'The threshold is -25, and forwardLead is counted from -24 to 104 months; -24 was used.'],
    [
      'computeRatio',
      0,
      10 ** -0.5,
      'The threshold is 0, and computeRatio is counted from 0.3162 to 3162 x; 0.3162 was used.',
    ],
  ])('whose threshold of %s is %d shows the nearest that is counted', (outcome, threshold, used, said) => {
    const link = encodeLink(plain({ view: { ...plain().view, outcome, threshold } }), LEAD);
    const result = decodeLink(link, LEAD);
    expect(result.notes.map(({ text }) => text)).toEqual([said]);
    expect(result.ok && result.forecast.view.threshold).toBe(used);
  });

  test('that was cut keeps its readable part and says what is lost', () => {
    const link = encodeLink(full(), LEAD);
    const result = decodeLink(link.slice(0, -200), LEAD);
    if (!result.ok) throw new Error('refused');
    expect(result.faithful).toBe(false);
    expect(result.notes.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['integrity', 'replaced']));
    expect(result.forecast.scenarios.at(-1)?.levers).toEqual(full().scenarios[2]?.levers);
  });

  test('that was cut within its readable part names every lever it lacks', () => {
    const link = encodeLink(plain(), LEAD);
    const said = sentences(link.slice(0, link.indexOf('&labSecurity='))).join('\n');
    expect(said).toContain('not as it was made');
    expect(said).toContain('does not say what the lever labSecurity is; its usual value, 0.2, was used');
  });

  test('may not dress other levers as a preset of the model', () => {
    const parameters = [...new URLSearchParams(encodeLink(plain(), LEAD))] as [string, string][];
    const lying = parameters.map(([key, value]): [string, string] =>
      key === 'labSecurity' ? [key, '0'] : [key, value],
    );
    const result = decodeLink(forged(lying, { s: [['act-now', 'Act now', 'act-now', 0, 0]], f: 0, b: 0 }), LEAD);
    expect(result.notes.map(({ text }) => text)).toContainEqual(expect.stringMatching(/is not the preset "Act now"/));
    expect(result.ok && result.forecast.scenarios[0]?.preset).toBe(null);
  });

  test('has its title and note stripped of what makes text lie', () => {
    const title = 'Calm\u202e\u0000 title\u200b';
    const result = decodeLink(encodeLink(plain({ title, note: ' a\u0007\nb ' }), LEAD), LEAD);
    expect(result.ok && [result.forecast.title, result.forecast.note]).toEqual(['Calm title', 'a\nb']);
  });

  test('with ten thousand faults is told in forty sentences and a count', () => {
    const link = `v=1&${Array.from({ length: 1000 }, (_, i) => `no${i}=1`).join('&')}`;
    expect(sentences(link)).toHaveLength(41);
    expect(sentences(link).at(-1)).toBe('And 960 more faults of this link.');
  });
});

describe('older forms', () => {
  test('lead to the present one, each by a step of its own', () => {
    expect(MIGRATIONS).toHaveLength(LINK_SCHEMA);
  });

  test('are brought up in order, and those never in use are refused', () => {
    const link: RawLink = { parameters: new Map([['seed', '1']]), payload: null };
    const step =
      (name: string): Migration =>
      (one) => ({ ...one, parameters: new Map([...one.parameters, [name, '1']]) });
    const notes = createNotes();
    const chain = [null, step('second'), step('third')];
    expect([...(migrate(link, 1, notes, chain)?.parameters.keys() ?? [])]).toEqual(['seed', 'second', 'third']);
    expect([...(migrate(link, 2, notes, chain)?.parameters.keys() ?? [])]).toEqual(['seed', 'third']);
    expect(migrate(link, 0, notes, chain)).toBe(null);
  });
});
