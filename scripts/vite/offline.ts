/**
 * Offline use and installing: a service worker that keeps every file of the build, and the manifest. A new version waits
 * until the reader asks for it (src/app/offline.ts); nothing is fetched from elsewhere, and every address is relative.
 */
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

export function offline(): Plugin[] {
  return VitePWA({
    registerType: 'prompt',
    // The page registers it itself, once it has shown its first answer.
    injectRegister: false,
    strategies: 'generateSW',
    workbox: {
      globPatterns: ['**/*.{html,js,css,wasm,svg,png,json,webmanifest}'],
      navigateFallback: 'index.html',
      // One file, so that no half of it can be missing.
      inlineWorkboxRuntime: true,
      cleanupOutdatedCaches: true,
      maximumFileSizeToCacheInBytes: 8_000_000,
      sourcemap: false,
    },
    manifest: {
      name: 'Headway: the US-China lead in frontier AI',
      short_name: 'Headway',
      description: 'How many months ahead will the US frontier in AI be, and what would change that?',
      start_url: '.',
      scope: '.',
      display: 'standalone',
      background_color: '#fbfbf8',
      theme_color: '#16222c',
      icons: [
        { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
      ],
    },
  });
}
