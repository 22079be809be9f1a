/** How much people may write into a forecast that is shared. */

/** Bounds on what people write. */
export const LIMITS = {
  title: 120,
  note: 600,
  name: 60,
  id: 64,
  scenarios: 64,
  viewEntries: 16,
  viewText: 32,
} as const;
