/**
 * WGSL: integer histograms, in two ways. `tally`: one workgroup counts the values of one outcome at one date under one
 * scenario, of one replicate's samples of a batch (or a part of them), in workgroup memory, and then adds what is not zero
 * to the counts of the run: contention stays within a workgroup, and global atomics are one per bin and workgroup, not one
 * per sample. `tallyEach`: one global atomic per value, which is less work where samples are fewer than bins.
 *
 * Parts are 16-bit, two to a word: a workgroup sees at most MOST_COUNTED samples. A histogram with more slots than fit is
 * counted in several windows of slots. Meaning of slots: src/engine/count.ts; f32 form: assembly/tally.ts; sums and cuts
 * are in measure.ts. Infinity and NaN are told by their bits, since a compiler may assume there are none.
 */

import { TALLY_DECLARATIONS } from './counted.ts';

/** Samples of a workgroup that 16-bit parts can count. */
export const MOST_COUNTED = 65_535;

/** Entry points `tally` and `tallyEach`. @param words of workgroup memory that `tally` may use */
export function tallyText(workgroup: number, words: number): string {
  return `
const WORKGROUP = ${workgroup}u;
/** Words of workgroup memory; two slots each. */
const WORDS = ${words}u;
${TALLY_DECLARATIONS}
var<workgroup> parts: array<atomic<u32>, WORDS>;

struct Coordinate { x: f32, finite: bool }

/** Value or lg value, with the horizon for +Infinity. */
fn coordinate(h: Histogram, bits: u32) -> Coordinate {
  let reached = select(bits, h.horizon, bits == INFINITY);
  var c = Coordinate(bitcast<f32>(reached), (reached & INFINITY) != INFINITY);
  if (h.log10 != 0u) {
    c.finite = reached - 1u < INFINITY - 1u;
    c.x = log10OfPositive(select(1.0f, bitcast<f32>(reached), c.finite));
  }
  return c;
}

/** 0 for under, 1.. for the bins (the last with the upper end), bins + 1 for over. */
fn binned(h: Histogram, x: f32, low: f32) -> u32 {
  let place = (x - low) * h.binsPerUnit;
  if (place > f32(h.bins)) { return h.bins + 1u; }
  return u32(clamp(floor(place), -1.0f, f32(h.bins) - 1.0f) + 1.0f);
}

fn slotOf(h: Histogram, bits: u32) -> u32 {
  let invalid = h.bins + 3u;
  if (bits == INFINITY) { return select(h.bins + 2u, invalid, h.horizon == INFINITY); }
  // Zero and negative numbers have no lg.
  if (h.log10 != 0u && (bits & INFINITY) != INFINITY && ((bits >> 31u) == 1u || bits == 0u)) { return 0u; }
  let c = coordinate(h, bits);
  return select(invalid, binned(h, c.x, h.low), c.finite);
}

fn pairedSlotOf(h: Histogram, bits: u32, baselineBits: u32) -> u32 {
  let a = coordinate(h, bits);
  let b = coordinate(h, baselineBits);
  let difference = select(0.0f, a.x - b.x, a.finite && b.finite);
  let finite = a.finite && b.finite && (bitcast<u32>(difference) & INFINITY) != INFINITY;
  return select(h.bins + 3u, binned(h, difference, h.pairedLow), finite);
}

fn coarseSlot(h: Histogram, slot: u32) -> u32 {
  if (slot == 0u) { return 0u; }
  if (slot > h.bins) { return h.coarseBins + slot - h.bins; }
  return 1u + (slot - 1u) / aim.coarsening;
}

fn flush(h: Histogram, replicate: u32, slot: u32, count: u32) {
  if (count == 0u) { return; }
  atomicAdd(&counts[aim.tallySet * aim.stride + h.offset + slot], count);
  if (aim.replicated != 0u) {
    let coarseSet = (replicate * aim.setCount + aim.tallySet) * aim.coarseStride;
    atomicAdd(&coarse[coarseSet + h.coarseOffset + coarseSlot(h, slot)], count);
  }
}

/** A grid of (samples / workgroup, histograms, 1). */
@compute @workgroup_size(WORKGROUP)
fn tallyEach(@builtin(global_invocation_id) id: vec3u) {
  let sample = id.x;
  if (sample >= batch.samples) { return; }
  let h = histograms[id.y];
  let at = (h.outcome * aim.dateCount + h.date) * batch.samples + sample;
  var slot: u32;
  if (aim.paired != 0u) { slot = pairedSlotOf(h, values[at], baseline[at]); }
  else { slot = slotOf(h, values[at]); }
  flush(h, sample / batch.perReplicate, slot, 1u);
}

/** A grid of (replicates * chunks, histograms, windows). */
@compute @workgroup_size(WORKGROUP)
fn tally(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let chunks = (batch.perReplicate + batch.tallyChunk - 1u) / batch.tallyChunk;
  let replicate = group.x / chunks;
  let begin = (group.x % chunks) * batch.tallyChunk;
  let end = min(begin + batch.tallyChunk, batch.perReplicate);
  let h = histograms[group.y];
  let first = group.z * 2u * WORDS;
  let row = (h.outcome * aim.dateCount + h.date) * batch.samples + replicate * batch.perReplicate;
  for (var i = begin + lane; i < end; i += WORKGROUP) {
    var slot: u32;
    if (aim.paired != 0u) { slot = pairedSlotOf(h, values[row + i], baseline[row + i]); }
    else { slot = slotOf(h, values[row + i]); }
    // Slots of other windows wrap to large numbers.
    let part = slot - first;
    if (part < 2u * WORDS) { atomicAdd(&parts[part >> 1u], select(1u, 0x10000u, (part & 1u) != 0u)); }
  }
  workgroupBarrier();
  let slots = h.bins + 4u;
  for (var word = lane; word < WORDS && first + 2u * word < slots; word += WORKGROUP) {
    let pair = atomicLoad(&parts[word]);
    flush(h, replicate, first + 2u * word, pair & 0xffffu);
    flush(h, replicate, first + 2u * word + 1u, pair >> 16u);
  }
}
`;
}
