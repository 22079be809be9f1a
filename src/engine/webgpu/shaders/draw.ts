/**
 * WGSL: draws. One invocation makes all inputs of one sample: random bits, normals, reflection, paths,
 * correlation, transforms.
 * The integer part is equal bit for bit to assembly/random and src/engine/random; the float part has the polynomials of
 * assembly/math, and differs from there by rounding only (WGSL lets a compiler fuse, and divides to 2.5 ulp).
 *
 * Everything a draw can be asked for goes through this one pipeline, so that single samples have the bits of a run.
 */

import {
  LOG2_POSITIVE,
  NORMAL_PROBABILITY,
  NORMAL_SIZE,
  NORMAL_SLOPE,
  normalTail,
} from '../../../language/operations/normal-wgsl.ts';

/** Where a sample's normals come from: Draw.source. */
export const SOURCE = {
  /** Points firstPoint, firstPoint + 1, … of every replicate. */
  range: 0,
  /** The (replicate, point) pairs of `points`. */
  listed: 1,
  /** Independent normals that stand in `values`. */
  given: 2,
} as const;

/** What is left in `values`: Draw.stage. */
export const STAGE = { bits: 0, normals: 1, inputs: 2 } as const;

/** Words of the uniform struct Draw, in order. */
export const DRAW_WORDS = [
  'source',
  'stage',
  'sampler',
  'seedLow',
  'seedHigh',
  'reflected',
  'seeds',
  'directions',
  'counted',
  'dimensions',
  'rowStarts',
  'columns',
  'coefficients',
  'transforms',
  'reflection',
  'pairCount',
  'pairs',
  'pairWeights',
] as const;

/** WGSL allows 8192 bytes of private variables: normals of more inputs stand where their values will be. */
const MOST_PRIVATE = 1024;

/** Entry point `draw`: a grid of (points / workgroup, replicates), or of (samples / workgroup, 1) where not a range. */
export function drawText(inputs: number, workgroup: number): string {
  return `
const INPUTS = ${inputs}u;
const WORKGROUP = ${workgroup}u;
/** In place of a Sobol' dimension. */
const COUNTED = 0xffffffffu;

struct Batch { samples: u32, perReplicate: u32, firstPoint: u32, tallyChunk: u32 }
/** Numbers from \`seeds\` on are places in \`integers\` and \`reals\`. */
struct Draw { ${DRAW_WORDS.map((word) => `${word}: u32`).join(', ')} }
@group(0) @binding(0) var<uniform> batch: Batch;
@group(0) @binding(1) var<uniform> plan: Draw;
/** Scramble seeds [replicate][input]; directions [input][32]; row starts and columns of the Cholesky factor. */
@group(0) @binding(2) var<storage, read> integers: array<u32>;
/** Coefficients of the factor; transforms [input][8]; tables; the vector of the reflection. */
@group(0) @binding(3) var<storage, read> reals: array<f32>;
@group(0) @binding(4) var<storage, read> points: array<vec2u>;
/** u32[input][sample]: bits, or f32 as bits. */
@group(0) @binding(5) var<storage, read_write> values: array<u32>;

${inputs <= MOST_PRIVATE ? PRIVATE_NORMALS(inputs) : BUFFERED_NORMALS}
/** Digits of the workgroup's first point: its points differ in the lowest bits only. */
var<workgroup> sharedDigits: array<u32, ${inputs}>;

${PHILOX}
${SOBOL}
${NORMALS}
${TRANSFORMS}

fn keep(input: u32, sample: u32, value: f32) {
  values[input * batch.samples + sample] = bitcast<u32>(value);
}

@compute @workgroup_size(WORKGROUP)
fn draw(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let place = group.x * WORKGROUP + lane;
  var replicate = group.y;
  var point = batch.firstPoint + place;
  var sample = place;
  let ranged = plan.source == ${SOURCE.range}u;
  if (ranged) {
    sample = replicate * batch.perReplicate + place;
    if (plan.sampler == 1u) {
      shareDigits(batch.firstPoint + group.x * WORKGROUP, lane);
      workgroupBarrier();
    }
  }
  if (place >= select(batch.samples, batch.perReplicate, ranged)) { return; }
${inputs <= MOST_PRIVATE ? '' : '  own = sample;\n'}  if (plan.source == ${SOURCE.listed}u) {
    replicate = points[sample].x;
    point = points[sample].y;
  }
  if (plan.source == ${SOURCE.given}u) {
    for (var i = 0u; i < INPUTS; i++) { setZ(i, bitcast<f32>(values[i * batch.samples + sample])); }
  } else if (plan.sampler == 1u) {
    for (var i = 0u; i < INPUTS; i++) {
      if (plan.counted != 0u && integers[plan.dimensions + i] == COUNTED) { continue; }
      let seed = integers[plan.seeds + replicate * INPUTS + i];
      var digits: u32;
      if (ranged) { digits = sharedDigits[i] ^ digitsOf(i, point & (WORKGROUP - 1u)); }
      else { digits = digitsOf(i, point); }
      take(i, sample, reverseBits(scramble(digits, seed)));
    }
  }
  if (plan.source != ${SOURCE.given}u && (plan.sampler != 1u || plan.counted != 0u)) {
    for (var i = 0u; i < INPUTS; i += 4u) {
      let words = philox(vec4u(point, i >> 2u, replicate, 0u), vec2u(plan.seedLow, plan.seedHigh));
      for (var word = 0u; word < 4u; word++) { takeCounted(i + word, sample, words[word]); }
    }
  }
  if (plan.stage == ${STAGE.bits}u) { return; }
  if (plan.stage == ${STAGE.normals}u) {
    for (var i = 0u; i < INPUTS; i++) { keep(i, sample, getZ(i)); }
    return;
  }
  if (plan.reflected != 0u) { reflect_normals(); }
  walk();
  correlate();
  for (var i = 0u; i < INPUTS; i++) { keep(i, sample, transformed(plan.transforms + 8u * i, getZ(i))); }
}

fn take(input: u32, sample: u32, bits: u32) {
  if (plan.stage == ${STAGE.bits}u) { values[input * batch.samples + sample] = bits; }
  else { setZ(input, normal(bits)); }
}

/** A word of Philox, for an input that has no Sobol' dimension. */
fn takeCounted(input: u32, sample: u32, bits: u32) {
  if (input >= INPUTS) { return; }
  if (plan.sampler == 1u && integers[plan.dimensions + input] != COUNTED) { return; }
  take(input, sample, bits);
}
`;
}

const PRIVATE_NORMALS = (inputs: number): string => `/** One sample's normals. */
var<private> z: array<f32, ${inputs}>;
fn getZ(input: u32) -> f32 { return z[input]; }
fn setZ(input: u32, value: f32) { z[input] = value; }`;

const BUFFERED_NORMALS = `/** The sample at hand, whose normals stand in its place of \`values\`. */
var<private> own: u32;
fn getZ(input: u32) -> f32 { return bitcast<f32>(values[input * batch.samples + own]); }
fn setZ(input: u32, value: f32) { values[input * batch.samples + own] = bitcast<u32>(value); }`;

const PHILOX = `
/** Upper words of the 64-bit products, from 16-bit halves. */
fn multiplyHigh(a: vec2u, b: vec2u) -> vec2u {
  let aLow = a & vec2u(0xffffu);
  let aHigh = a >> vec2u(16u);
  let bLow = b & vec2u(0xffffu);
  let bHigh = b >> vec2u(16u);
  let middle = aHigh * bLow + ((aLow * bLow) >> vec2u(16u));
  let carry = aLow * bHigh + (middle & vec2u(0xffffu));
  return aHigh * bHigh + (middle >> vec2u(16u)) + (carry >> vec2u(16u));
}

/** Philox4x32-10 (Salmon and others, SC11). */
fn philox(counter: vec4u, key: vec2u) -> vec4u {
  const MULTIPLIERS = vec2u(0xd2511f53u, 0xcd9e8d57u);
  const WEYL = vec2u(0x9e3779b9u, 0xbb67ae85u);
  var c = counter;
  var k = key;
  for (var round = 0; round < 10; round++) {
    let high = multiplyHigh(c.xz, MULTIPLIERS);
    let low = c.xz * MULTIPLIERS;
    c = vec4u(high.y ^ c.y ^ k.x, low.y, high.x ^ c.w ^ k.y, low.x);
    k += WEYL;
  }
  return c;
}
`;

const SOBOL = `
/** Digits of a point, bit-reversed: the direction numbers of its bits, in plain binary order. */
fn digitsOf(input: u32, point: u32) -> u32 {
  var digits = 0u;
  var rest = point;
  var at = plan.directions + 32u * input;
  while (rest != 0u) {
    digits ^= select(0u, integers[at], (rest & 1u) != 0u);
    rest >>= 1u;
    at++;
  }
  return digits;
}

fn shareDigits(first: u32, lane: u32) {
  for (var i = lane; i < INPUTS; i += WORKGROUP) { sharedDigits[i] = digitsOf(i, first); }
}

/** Nested uniform scramble of bit-reversed digits (Laine and Karras 2011, constants of Vegdahl 2021). */
fn scramble(digits: u32, seed: u32) -> u32 {
  var x = digits;
  x ^= x * 0x3d20adeau;
  x += seed;
  x *= (seed >> 16u) | 1u;
  x ^= x * 0x05526c56u;
  return x ^ (x * 0x53a22864u);
}
`;

const NORMALS = `${LOG2_POSITIVE}
${NORMAL_SIZE}

/** u32 to standard normal: sign from the top bit, size from the distance to the nearer end (assembly/math/normal.ts). */
fn normal(x: u32) -> f32 {
  let negative = x < 0x80000000u;
  let m = select(~x, x, negative);
  let twoTails = (f32(m) + 0.5f) * 4.656613e-10f;
  let centre = (f32(m ^ 0x7fffffffu) + 0.5f) * 4.656613e-10f;
  let size = normalSize(twoTails, centre);
  return select(size, -size, negative);
}

/** z - 2 v (v.z) */
fn reflect_normals() {
  var dot = 0.0f;
  for (var i = 0u; i < INPUTS; i++) { dot += reals[plan.reflection + i] * getZ(i); }
  dot += dot;
  for (var i = 0u; i < INPUTS; i++) { setZ(i, getZ(i) - reals[plan.reflection + i] * dot); }
}

/** Steps on two normals: paths of the draws of an input. */
fn walk() {
  for (var step = 0u; step < plan.pairCount; step++) {
    let i = integers[plan.pairs + 2u * step];
    let j = integers[plan.pairs + 2u * step + 1u];
    let at = plan.pairWeights + 4u * step;
    let x = getZ(i);
    let y = getZ(j);
    setZ(i, reals[at] * x + reals[at + 1u] * y);
    setZ(j, reals[at + 2u] * x + reals[at + 3u] * y);
  }
}

/** z <- L z in place, rows from the last to the first, since a row needs columns up to its own only. */
fn correlate() {
  for (var i = 0u; i < INPUTS; i++) {
    let row = INPUTS - 1u - i;
    let end = integers[plan.rowStarts + row + 1u];
    var sum = 0.0f;
    for (var entry = integers[plan.rowStarts + row]; entry < end; entry++) {
      sum += reals[plan.coefficients + entry] * getZ(integers[plan.columns + entry]);
    }
    setZ(row, sum);
  }
}
`;

const TRANSFORMS = `
/** 2^x for x within [-127, 128]: assembly/math/exp2.ts. */
fn exp2Polynomial(x: f32) -> f32 {
  let bounded = clamp(x, -127.0f, 128.0f);
  let n = round(bounded);
  let f = bounded - n;
  let f2 = f * f;
  let f4 = f2 * f2;
  let c01 = 1.0f + f * 0.6931472f;
  let c23 = 0.24022648f + f * 0.0555036f;
  let c456 = (0.009618506f + f * 0.0013390806f) + f2 * 0.00015326463f;
  let p = (c01 + f2 * c23) + f4 * c456;
  return bitcast<f32>(bitcast<i32>(p) + (i32(n) << 23u));
}
${NORMAL_SLOPE}
${normalTail('exp2Polynomial')}
${NORMAL_PROBABILITY}

/** Linear interpolation on an even grid of z over [-6, 6]. */
fn interpolated(table: u32, intervals: f32, x: f32) -> f32 {
  let position = (clamp(x, -6.0f, 6.0f) + 6.0f) * (intervals / 12.0f);
  let index = min(i32(position), i32(intervals) - 1);
  let low = reals[table + u32(index)];
  let high = reals[table + u32(index) + 1u];
  return low + (high - low) * (position - f32(index));
}

/** A table of n - 1 rising z and n values after them: the value after as many as there are below x. */
fn stepped(table: u32, last: f32, x: f32) -> f32 {
  let steps = u32(last) / 2u;
  var low = 0u;
  var high = steps;
  while (low < high) {
    let middle = (low + high) / 2u;
    if (reals[table + middle] < x) { low = middle + 1u; } else { high = middle; }
  }
  return reals[table + steps + low];
}

/** An input from its normal. \`at\`: kind, center, scaleLow, scaleHigh, place of the table, its intervals. */
fn transformed(at: u32, x: f32) -> f32 {
  let kind = u32(reals[at]);
  let center = reals[at + 1u];
  if (kind == 3u) { return center + reals[at + 2u] * normalProbability(x); }
  if (kind == 6u) { return stepped(u32(reals[at + 4u]), reals[at + 5u], x); }
  if (kind >= 4u) {
    let found = interpolated(u32(reals[at + 4u]), reals[at + 5u], x);
    if (kind == 5u) { return exp2Polynomial(found); }
    return found;
  }
  let y = center + select(reals[at + 3u], reals[at + 2u], x < 0.0f) * clamp(x, -3.2f, 3.2f);
  if (kind == 1u) { return exp2Polynomial(y); }
  if (kind == 2u) { return 1.0f / (1.0f + exp2Polynomial(-y)); }
  return y;
}
`;
