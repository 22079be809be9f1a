import { describe, expect, it } from 'vitest';
import { parseNumber } from '../../src/app/controls/number-field.tsx';
import { outcomeOf } from '../../src/app/model.ts';
import { highlight } from '../../src/app/panels/model-text/highlight.ts';
import {
  countWords,
  dateWords,
  estimateWords,
  listWords,
  percentWords,
  signedWords,
  valueWords,
} from '../../src/app/wording.ts';
import text from '../../src/model/lead.ts?raw';

const lead = outcomeOf('forwardLead');

describe('words for numbers', () => {
  it('dates are said as people say them', () => {
    expect([2028.5, 2028, 2028.25, 2028.75].map(dateWords)).toEqual([
      'mid-2028',
      'January 2028',
      'April 2028',
      'October 2028',
    ]);
  });

  it('months have tenths below 20 and none above, whatever the sampling would allow', () => {
    expect(valueWords({ value: 13.5312, se: 0.0001 }, lead)).toBe('13.5');
    expect(valueWords({ value: 27.96, se: 0.0001 }, lead)).toBe('28');
  });

  it('fewer digits are shown where fewer are earned', () => {
    expect(estimateWords({ value: 13.53, se: 3 }, lead)).toEqual(['14', '3']);
  });

  it('what lies beyond the horizon is said so, with no error', () => {
    expect(estimateWords({ value: null, se: null }, lead, 'more than 78')).toEqual(['more than 78', null]);
  });

  it('a chance that is not certain never reads as certain', () => {
    expect(percentWords(0.9999)).toBe('>99 %');
    expect(percentWords(0.0001)).toBe('<1 %');
    expect([percentWords(0), percentWords(1), percentWords(null)]).toEqual(['0 %', '100 %', '–']);
  });

  it('changes carry their sign, and nothing has none', () => {
    expect(['2.8', '−5.3', '0', '0.0', '0.4'].map(signedWords)).toEqual(['+2.8', '−5.3', '0', '0.0', '+0.4']);
  });

  it('lists and counts read as text', () => {
    expect(listWords(['a', 'b', 'c'])).toBe('a, b and c');
    expect(countWords(131_072)).toBe('131,072');
    expect(countWords(8_388_608)).toBe('8.39 million');
  });
});

describe('numbers typed by people', () => {
  it('may have a decimal comma, a true minus, spaces, a percent sign or grouped thousands', () => {
    expect(['1,5', '−2.5', ' 3 ', '1.5 %', '131,072'].map(parseNumber)).toEqual([1.5, -2.5, 3, 1.5, 131072]);
  });

  it('are refused when they are not numbers', () => {
    expect(['', 'abc', '1.2.3', '--1'].every((typed) => Number.isNaN(parseNumber(typed)))).toBe(true);
  });
});

describe('the highlighted model text', () => {
  const tokens = highlight(text);

  it('joined, is the text', () => {
    expect(tokens.map((token) => token.text).join('')).toBe(text);
  });

  it('finds inputs, levers and switches by their ids', () => {
    const found = (kind: string): (string | null)[] =>
      tokens.filter((token) => token.kind === kind).map(({ id }) => id);
    expect(found('input')).toContain('lagToday');
    expect(found('lever')).toContain('labSecurity');
    expect(found('switch')).toContain('computeWeight');
  });

  it('does not take names in comments for code', () => {
    expect(highlight('// inputs.lagToday').map(({ kind }) => kind)).toEqual(['comment']);
  });
});
