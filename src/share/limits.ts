/** How much people may write into a forecast that is shared. */

/** More samples than these (a minute's work on two cores) are run for a link only when its reader says so. */
export const MOST_UNASKED = 2 ** 23;

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
