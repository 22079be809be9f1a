/**
 * WGSL: what a tally holds besides bins. `measure`: one workgroup sums the values of one outcome at one date under one
 * scenario, of one replicate's samples of a batch (or a part of them), and counts those below and equal to each cut. Sums
 * are whole numbers of 128 bits, two's complement, so that they do not depend on the order of threads: f32 values are taken
 * apart and shifted, since a GPU has neither f64 nor 64-bit integers. Meaning: src/engine/sums.ts and src/engine/count.ts;
 * the form on a CPU: assembly/sums.ts.
 */
import { TALLY_DECLARATIONS } from './counted.ts';

/** Words of a cell of sums: four limbs of the values, four of the squares, the number of values too large. */
export const GPU_SUM_WORDS = 9;

/** Entry point `measure`. */
export function measureText(workgroup: number): string {
  return `
const WORKGROUP = ${workgroup}u;
const CELL = ${GPU_SUM_WORDS}u;
${TALLY_DECLARATIONS}
/** u32[replicate][set][histogram][CELL] */
@group(0) @binding(7) var<storage, read_write> sums: array<atomic<u32>>;
@group(0) @binding(8) var<storage, read> cuts: array<f32>;

var<workgroup> parts: array<atomic<u32>, ${GPU_SUM_WORDS}>;

/** A value to be summed and one to be compared with cuts, as bits; not finite where there is none. */
struct Measured { summed: u32, compared: u32 }

fn isFinite(bits: u32) -> bool { return (bits & INFINITY) != INFINITY; }

fn measured(h: Histogram, at: u32) -> Measured {
  let bits = values[at];
  let reached = select(bits, h.horizon, bits == INFINITY);
  if (aim.paired == 0u) { return Measured(reached, bits); }
  let before = baseline[at];
  let reachedBefore = select(before, h.horizon, before == INFINITY);
  var result = Measured(INFINITY, INFINITY);
  if (!isFinite(reached) || !isFinite(reachedBefore)) { return result; }
  let a = bitcast<f32>(reached);
  let b = bitcast<f32>(reachedBefore);
  if (h.log10 == 0u) {
    let difference = bitcast<u32>(a - b);
    return Measured(difference, difference);
  }
  if (a > 0.0f && b > 0.0f) {
    // Equal values differ by nothing, however their logarithms are rounded.
    let difference = select(log10OfPositive(a) - log10OfPositive(b), 0.0f, reached == reachedBefore);
    result = Measured(bitcast<u32>(a / b), bitcast<u32>(difference));
  }
  return result;
}

/** 128 bits from 64, shifted left by 0 to 64 bits. */
fn shiftLeft(low: u32, high: u32, by: u32) -> vec4u {
  let bits = by & 31u;
  var x = vec4u(low, high, 0u, 0u);
  if (bits != 0u) {
    x = vec4u(low << bits, (high << bits) | (low >> (32u - bits)), high >> (32u - bits), 0u);
  }
  if (by >= 64u) { return vec4u(0u, 0u, x.x, x.y); }
  if (by >= 32u) { return vec4u(0u, x.x, x.y, x.z); }
  return x;
}

/** 64 bits divided by 2^by, to the nearest whole number, ties to even. */
fn shiftRight(low: u32, high: u32, by: u32) -> vec4u {
  if (by > 64u) { return vec4u(0u); }
  var quotient = vec2u(low, high);
  var half = 0u;
  var rest = 0u;
  if (by == 64u) {
    quotient = vec2u(0u);
    half = high >> 31u;
    rest = (high << 1u) | low;
  } else if (by > 32u) {
    let bits = by - 32u;
    quotient = vec2u(high >> bits, 0u);
    half = (high >> (bits - 1u)) & 1u;
    rest = (high & ((1u << (bits - 1u)) - 1u)) | low;
  } else if (by == 32u) {
    quotient = vec2u(high, 0u);
    half = low >> 31u;
    rest = low << 1u;
  } else if (by > 0u) {
    quotient = vec2u((low >> by) | (high << (32u - by)), high >> by);
    half = (low >> (by - 1u)) & 1u;
    rest = low & ((1u << (by - 1u)) - 1u);
  }
  if (half == 1u && (rest != 0u || (quotient.x & 1u) == 1u)) {
    quotient.x += 1u;
    if (quotient.x == 0u) { quotient.y += 1u; }
  }
  return vec4u(quotient, 0u, 0u);
}

fn shifted(low: u32, high: u32, by: i32) -> vec4u {
  if (by >= 0) { return shiftLeft(low, high, u32(by)); }
  return shiftRight(low, high, u32(-by));
}

fn plus(a: vec4u, b: vec4u) -> vec4u {
  var sum = a;
  var carry = 0u;
  for (var i = 0u; i < 4u; i++) {
    let partial = sum[i] + b[i];
    let whole = partial + carry;
    carry = select(0u, 1u, partial < b[i] || whole < partial);
    sum[i] = whole;
  }
  return sum;
}

fn minus(a: vec4u) -> vec4u { return plus(~a, vec4u(1u, 0u, 0u, 0u)); }

/** Square of a number below 2^24: 48 bits. */
fn squared(m: u32) -> vec2u {
  let low = m & 0xffffu;
  let high = m >> 16u;
  let middle = 2u * low * high;
  let first = low * low;
  let sum = first + (middle << 16u);
  return vec2u(sum, high * high + (middle >> 16u) + select(0u, 1u, sum < first));
}

${adder('addShared', 'parts')}
${adder('addGlobal', 'sums')}

/** A grid of (replicates * chunks, histograms, 1). */
@compute @workgroup_size(WORKGROUP)
fn measure(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let chunks = (batch.perReplicate + batch.tallyChunk - 1u) / batch.tallyChunk;
  let replicate = group.x / chunks;
  let begin = (group.x % chunks) * batch.tallyChunk;
  let end = min(begin + batch.tallyChunk, batch.perReplicate);
  let h = histograms[group.y];
  let row = (h.outcome * aim.dateCount + h.date) * batch.samples + replicate * batch.perReplicate;
  let exponent = bitcast<i32>(select(h.scaleExponent, h.pairedScaleExponent, aim.paired != 0u));
  var sum = vec4u(0u);
  var squares = vec4u(0u);
  var vast = 0u;
  for (var i = begin + lane; i < end; i += WORKGROUP) {
    let bits = measured(h, row + i).summed;
    let biased = i32((bits >> 23u) & 0xffu);
    // What is smaller than the smallest normal number is 0 on GPUs.
    if (!isFinite(bits) || biased == 0) { continue; }
    if (biased - 127 >= exponent + 26) {
      vast += 1u;
      continue;
    }
    let m = (bits & 0x7fffffu) | 0x800000u;
    let x = shifted(m, 0u, biased - 102 - exponent);
    sum = plus(sum, select(x, minus(x), (bits >> 31u) == 1u));
    let square = squared(m);
    squares = plus(squares, shifted(square.x, square.y, 2 * (biased - exponent) - 252));
  }
  addShared(0u, sum);
  addShared(4u, squares);
  atomicAdd(&parts[8], vast);
  workgroupBarrier();
  if (lane == 0u) {
    let cell = ((replicate * aim.setCount + aim.tallySet) * aim.histogramCount + group.y) * CELL;
    addGlobal(cell, vec4u(atomicLoad(&parts[0]), atomicLoad(&parts[1]), atomicLoad(&parts[2]), atomicLoad(&parts[3])));
    addGlobal(cell + 4u, vec4u(atomicLoad(&parts[4]), atomicLoad(&parts[5]), atomicLoad(&parts[6]), atomicLoad(&parts[7])));
    atomicAdd(&sums[cell + 8u], atomicLoad(&parts[8]));
  }

  let cutCount = select(h.cutCount, h.pairedCutCount, aim.paired != 0u);
  let firstCut = select(h.firstCut, h.firstPairedCut, aim.paired != 0u);
  for (var c = 0u; c < cutCount; c++) {
    let cut = cuts[firstCut + c];
    var below = 0u;
    var equal = 0u;
    for (var i = begin + lane; i < end; i += WORKGROUP) {
      let bits = measured(h, row + i).compared;
      if (!isFinite(bits)) { continue; }
      let value = bitcast<f32>(bits);
      if (value < cut) { below += 1u; }
      if (value == cut) { equal += 1u; }
    }
    let slot = h.offset + h.bins + 4u + 2u * c;
    let first = aim.tallySet * aim.stride;
    if (below != 0u) { atomicAdd(&counts[first + slot], below); }
    if (equal != 0u) { atomicAdd(&counts[first + slot + 1u], equal); }
    if (aim.replicated != 0u) {
      let coarseSlot = (replicate * aim.setCount + aim.tallySet) * aim.coarseStride + h.coarseOffset + h.coarseBins + 4u + 2u * c;
      if (below != 0u) { atomicAdd(&coarse[coarseSlot], below); }
      if (equal != 0u) { atomicAdd(&coarse[coarseSlot + 1u], equal); }
    }
  }
}
`;
}

/** WGSL has no pointers to whole arrays of either address space, so that each array has a function of its own. */
function adder(name: string, array: string): string {
  return `
/** Adds to four words of an array, the lowest at \`first\`, and what each carries to the next. */
fn ${name}(first: u32, number: vec4u) {
  var carry = 0u;
  for (var i = 0u; i < 4u; i++) {
    let by = number[i] + carry;
    // All ones and a carry: nothing to add, and the carry goes on.
    carry = select(0u, 1u, by < carry);
    if (by == 0u) { continue; }
    let before = atomicAdd(&${array}[first + i], by);
    if (before + by < before) { carry += 1u; }
  }
}`;
}
