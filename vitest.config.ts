import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { alias } from './scripts/lib/project.mjs';

export default defineConfig({
  resolve: { alias },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    // The default leaves one core free, which of two is half of them.
    maxWorkers: Math.max(availableParallelism() - 1, 2),
    // Compiling a kernel takes a second or two on a slow machine, property tests more.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
