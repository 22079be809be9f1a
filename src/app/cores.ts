/** Cores to compute on, of those that the browser tells. */
export function coreCount(most = 16): number {
  return Math.min(Math.max(navigator.hardwareConcurrency || 2, 1), most);
}
