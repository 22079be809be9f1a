/** What the host may count on in a core's memory. */
import { describe, expect, it } from 'vitest';
import { testCore, testExports } from './core.ts';

describe('memory', () => {
  it('is small before anything is allocated and bounded at 128 MiB', async () => {
    const exports = await testExports({ inputs: 3, vectors: 2 });
    expect(exports.memory.buffer.byteLength).toBeLessThanOrEqual(2 ** 17);
    expect(exports.allocate(2 ** 27)).toBe(0);
    expect(exports.allocate(2 ** 32 - 16)).toBe(0);
    expect(exports.memory.buffer.byteLength).toBeLessThanOrEqual(2 ** 17);
    expect(exports.allocate(100 * 2 ** 20)).toBeGreaterThan(0);
    expect(exports.allocate(100 * 2 ** 20)).toBe(0);
    expect(exports.memory.buffer.byteLength).toBeLessThanOrEqual(2 ** 27);
  });

  it('comes zeroed, aligned and apart, also after a reset', async () => {
    const exports = await testExports({ inputs: 3, vectors: 2 });
    const first = exports.allocate(33);
    const second = exports.allocate(1);
    expect([first % 16, second % 16, second - first]).toEqual([0, 0, 48]);
    new Uint8Array(exports.memory.buffer, first, 64).fill(255);
    exports.reset();
    expect(exports.allocate(64)).toBe(first);
    expect(new Uint8Array(exports.memory.buffer, first, 64).every((byte) => byte === 0)).toBe(true);
  });

  it('holds the constants of the kernel', async () => {
    const exports = await testExports({ inputs: 3, vectors: 4 });
    expect(Array.from({ length: 9 }, (_, i) => exports.constant(i))).toEqual([3, 1, 1, 2, 4, 5, 4, 3, -1]);
  });
});

describe('prepare', () => {
  it('gives the code of the kernel for an index out of range', async () => {
    await expect(
      testCore({ inputs: 3, vectors: 2 }, { sampler: 'philox', seed: 1, dateSteps: [0, 5] }),
    ).rejects.toThrow('prepare returned 2');
  });
});
