import { defineConfig } from 'vitest/config';
import { alias } from './scripts/lib/project.mjs';

export default defineConfig({
  resolve: { alias },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    // Compiling a kernel takes a second or two on a slow machine, property tests more.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
