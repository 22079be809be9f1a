/** The raw draws of the compiled core against the scalar twins, bit for bit. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawBits } from '../../src/engine/random/draw.ts';
import { normalOfBits } from '../../src/engine/random/normal.ts';
import { philox4x32, seedWords, type Words4 } from '../../src/engine/random/philox.ts';
import type { Sampler } from '../../src/engine/types.ts';
import { testCore } from './core.ts';

const SAMPLERS: readonly Sampler[] = ['philox', 'sobol'];
const SEEDS = [0, 1, 20260514, 2 ** 32 + 7, Number.MAX_SAFE_INTEGER];
const POINTS = [0, 1, 5, 8, 63, 64, 4096, 0xfff_ffff, 0xffff_fff0];

describe('Philox4x32-10', () => {
  const vectors = readFileSync(new URL('../data/random/philox4x32-kat.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('philox4x32 10 '))
    .map((line) =>
      line
        .split(/\s+/)
        .slice(2, 12)
        .map((word) => Number.parseInt(word, 16)),
    );

  it('has known answers to check', () => expect(vectors).toHaveLength(3));

  it.each(vectors)('gives the known answer for counter %#', (...words) => {
    const result = philox4x32(words.slice(0, 4) as unknown as Words4, [words[4] ?? 0, words[5] ?? 0]);
    expect(result).toEqual(words.slice(6));
  });
});

describe.each(SAMPLERS)('%s draws', (sampler) => {
  it.each([1, 2, 4] as const)('of the core with %d vectors equal the scalar twin bit for bit', async (vectors) => {
    for (const seed of SEEDS) {
      const core = await testCore({ inputs: 49, vectors }, { sampler, seed });
      for (const replicate of [0, 1, 31]) {
        for (const point of POINTS) {
          core.exports.drawBits(replicate, point);
          const bits = core.bits();
          const expected = bits.map((_, at) => {
            const [input, lane] = [Math.floor(at / core.lanes), at % core.lanes];
            return drawBits(sampler, seed, replicate, (point + lane) >>> 0, input);
          });
          expect(bits).toEqual(expected);
        }
      }
    }
  });

  it.each([4, 5, 6, 7])('need no whole quad of inputs (%d)', async (inputs) => {
    const core = await testCore({ inputs, vectors: 2 }, { sampler, seed: 3 });
    core.exports.drawBits(2, 40);
    expect(core.bits()).toEqual(
      core.bits().map((_, at) => drawBits(sampler, 3, 2, 40 + (at % core.lanes), Math.floor(at / core.lanes))),
    );
    expect(core.inputValues().every((value) => value === 0)).toBe(true);
  });

  it('become normals with the sign and tail of the f64 twin', async () => {
    const core = await testCore({ inputs: 49, vectors: 2 }, { sampler, seed: 11 });
    for (const point of [0, 8, 1024]) {
      core.exports.drawBits(1, point);
      const bits = core.bits().slice();
      core.exports.draw(1, point);
      core.normals().forEach((z, at) => {
        const exact = normalOfBits(bits[at] ?? 0);
        // 4 ulp of f32, as normal.test.ts measures.
        expect(Math.abs(z - exact)).toBeLessThanOrEqual(4 * 2 ** -23 * Math.abs(exact));
      });
    }
  });
});

describe('normals of bits', () => {
  it('are mirror images for a word and its complement, with the sign of the top bit', () => {
    for (const bits of [0, 1, 0x1234_5678, 0x7fff_ffff]) {
      expect(normalOfBits(0xffff_ffff - bits)).toBe(-normalOfBits(bits));
      expect(normalOfBits(bits)).toBeLessThan(0);
    }
  });

  it('end at the quantile of 2^-33 and pass the quartile', () => {
    // mpmath: Phi^-1(2^-33) and Phi^-1(1/4 + 2^-33).
    expect(normalOfBits(0)).toBeCloseTo(-6.3379577546, 9);
    expect(normalOfBits(0x4000_0000)).toBeCloseTo(-0.6744897498, 9);
  });
});

describe('Sobol dimensions', () => {
  it('are those the plan gives to the inputs', async () => {
    const dimensions = [7, 0, 255, 3, 100];
    const core = await testCore({ inputs: 5, vectors: 2 }, { sampler: 'sobol', seed: 5, dimensions });
    core.exports.drawBits(4, 64);
    expect(core.bits()).toEqual(
      core.bits().map((_, at) => drawBits('sobol', 5, 4, 64 + (at % 8), dimensions[Math.floor(at / 8)] ?? -1)),
    );
  });
});

describe('seedWords', () => {
  it('splits a safe integer', () => {
    expect(seedWords(2 ** 32 * 5 + 9)).toEqual([9, 5]);
    expect(seedWords(Number.MAX_SAFE_INTEGER)).toEqual([0xffff_ffff, 0x1f_ffff]);
  });

  it.each([-1, 0.5, 2 ** 53, Number.NaN])('rejects %d', (seed) => {
    expect(() => seedWords(seed)).toThrow(`seed ${seed} is not a whole number from 0 to 9007199254740991`);
  });
});
