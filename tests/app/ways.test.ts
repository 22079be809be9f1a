import { describe, expect, it } from 'vitest';
import { waysFigures, waysWords } from '../../src/app/ways.ts';

describe('which way differences went', () => {
  it('is three numbers, of which a sentence names what happens at all', () => {
    const ways = { larger: 0.968, equal: 0.02, smaller: 0.012, unknown: 0 };
    expect(waysFigures(ways)).toBe('97 · 2 · 1');
    expect(waysWords(ways)).toBe('larger in 97 %, equal in 2 % and smaller in 1 %');
    expect(waysWords({ larger: 0, equal: 1, smaller: 0, unknown: 0 })).toBe('equal in 100 %');
  });

  it('never rounds a little to nothing, and says what is not known', () => {
    const ways = { larger: 0.9, equal: 0, smaller: 0.001, unknown: 0.099 };
    expect(waysFigures(ways)).toBe('90 · 0 · <1');
    expect(waysWords(ways)).toBe('larger in 90 %, smaller in <1 % and not known in 10 %');
  });
});
