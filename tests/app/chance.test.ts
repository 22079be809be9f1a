import { describe, expect, it } from 'vitest';
import { chanceOf, chanceWords, horizonOf } from '../../src/app/chance.ts';
import { dotsOf, lostWords } from '../../src/app/charts/dot-rows.ts';
import { outcomeOf } from '../../src/app/model.ts';
import { atomAt, observedOf } from './counts.ts';

const lead = outcomeOf('forwardLead');

describe('a chance past the end of the clock', () => {
  const observed = observedOf({ inside: 984, censored: 16, horizon: 54 });

  it('is a bound beyond the horizon, and a share up to it', () => {
    expect(chanceWords(observed, 54)).toBe('2 %');
    expect(chanceWords(observed, 60)).toBe('at most 2 %');
    expect(chanceOf(observed, 90)).toMatchObject({ atMost: true, value: 0.016 });
  });

  it('is none where every future was reached', () => {
    expect(chanceWords(observedOf({ inside: 1000, censored: 0, horizon: 54 }), 60)).toBe('0 %');
  });

  it('outcomes without a clock have no end', () => {
    expect(horizonOf(lead, 2030.5)).toBe(54);
    expect(horizonOf(outcomeOf('capabilityGap'), 2030.5)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('dots of values that many futures share', () => {
  it('all have their place', () => {
    const observed = atomAt(0, 1000);
    expect(dotsOf(observed, (value) => value)).toEqual(Array.from({ length: 50 }, () => 0));
    expect(lostWords(observed, lead)).toBe('');
  });
});
