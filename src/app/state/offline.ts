/** What is known of the copy of the page that works without a network. */
import { signal } from '@preact/signals';

/** Loads the new version that waits, or null where none does. The forecast stands in the address and comes back. */
export const newVersion = signal<(() => void) | null>(null);
/** Whether every file is kept here, so that the page opens without a network. */
export const offlineReady = signal(false);
