import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { alias } from './scripts/lib/project.mjs';
import { budget } from './scripts/vite/budget.ts';
import { contentPolicy } from './scripts/vite/content-policy.ts';
import { coreFirst } from './scripts/vite/core-first.ts';
import { offline } from './scripts/vite/offline.ts';

export default defineConfig({
  // Relative addresses: the built folder works from any path of any static host.
  base: './',
  resolve: { alias },
  plugins: [
    preact(),
    coreFirst(),
    contentPolicy(),
    offline(),
    budget({
      scriptGzip: 120_000,
      screenGzip: 145_000,
      wasm: 40_000,
      // Those of other pages and of what is rare.
      lateWorkers: /webgpu-worker|workbench-worker/,
      lateWasm: /core-/,
    }),
  ],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // A WASM file inlined as base64 could not be compiled while it streams, and escapes the budget.
    assetsInlineLimit: (file) => (file.endsWith('.wasm') ? false : undefined),
    reportCompressedSize: false,
    // Browsers that cannot preload modules fetch them a little later.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'index.html', workbench: 'workbench.html', 'headway-forecast': 'src/app/embed/element.ts' },
      output: {
        // Other pages name it, so its name never changes.
        entryFileNames: ({ name }) => (name === 'headway-forecast' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
