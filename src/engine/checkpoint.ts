/**
 * Where a run that stops at a precision may stop. The places are fixed in advance, as numbers of leading blocks, and the
 * question is put to the tally of exactly those blocks: so the answer depends on the request alone, not on timing or on
 * the number of workers, and the same seed ends at the same number of samples with the same digest.
 */

/**
 * Next checkpoint after `blocks` completed leading blocks: 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, … (four to the
 * doubling, so that a run goes on for at most a quarter more than it must).
 * @param blocks non-negative integer
 */
export function checkpointAfter(blocks: number): number {
  let step = 1;
  while (blocks >= 8 * step) step *= 2;
  return (Math.floor(blocks / step) + 1) * step;
}
