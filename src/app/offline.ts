/** Registers the service worker. Loaded after the first answer, so that keeping files never competes with computing it. */

import { registerSW } from 'virtual:pwa-register';
import { effect } from '@preact/signals';
import { settled } from './run.ts';
import { newVersion, offlineReady } from './state/offline.ts';

/** Long enough for a waiting worker to take over. */
const TAKE_OVER_MS = 3000;

/** Waits for the end of the first run, then starts. */
export function keepOffline(): void {
  let started = false;
  const stop = effect(() => {
    if (started || !settled.value) return;
    started = true;
    start();
  });
  if (started) stop();
}

function start(): void {
  const load = registerSW({
    immediate: true,
    onNeedRefresh() {
      newVersion.value = () => {
        void load(true);
        // The page reloads when the new worker takes control of it; on a first visit no worker controls the page yet.
        setTimeout(() => location.reload(), TAKE_OVER_MS);
      };
    },
    onOfflineReady() {
      offlineReady.value = true;
    },
  });
}
