/**
 * First time at which a non-decreasing series reaches a level, linear between states: the language's `crossingTime`
 * (src/language/functions.ts gives its meaning). The four lanes search by halving side by side; the number of rounds
 * depends on the length alone, so no branch is mispredicted and the lanes' loads overlap.
 */

const CONSTANTS: usize = memory.data<f32>([1e-9, 1, Infinity], 16);

/**
 * `offset` moved `bytes` on where the element before there is below the level. Arithmetic rather than `select`, which V8
 * makes a branch of, mispredicted every other time.
 */
// @ts-ignore: decorator
@inline function advance(lane: usize, offset: usize, bytes: usize, stride: usize, level: f32): usize {
  return offset + (bytes & (0 - usize(load<f32>(lane + offset + bytes - stride) < level)));
}

/**
 * Four lanes. `series` is the address of lane 0 of element 0, elements lie `stride` bytes apart, a power of two; `slope`
 * is the rise a year before the start. Returns years since the start; +Infinity where the level is not reached.
 * Reads the row before the series too (and does not use it), so there must be memory.
 */
export function crossing(series: usize, stride: usize, length: i32, level: v128, slope: v128, step: v128): v128 {
  const level0 = f32x4.extract_lane(level, 0);
  const level1 = f32x4.extract_lane(level, 1);
  const level2 = f32x4.extract_lane(level, 2);
  const level3 = f32x4.extract_lane(level, 3);
  // Byte offset of the first element that is not below the level, as far as is known.
  let offset0: usize = 0;
  let offset1: usize = 0;
  let offset2: usize = 0;
  let offset3: usize = 0;
  let left = length;
  while (left > 0) {
    const half = left > 1 ? left >> 1 : 1;
    const bytes = usize(half) * stride;
    offset0 = advance(series, offset0, bytes, stride, level0);
    offset1 = advance(series + 4, offset1, bytes, stride, level1);
    offset2 = advance(series + 8, offset2, bytes, stride, level2);
    offset3 = advance(series + 12, offset3, bytes, stride, level3);
    left = left > 1 ? left - half : 0;
  }
  const end = usize(length) * stride;
  const last = end - stride;
  let reached = v128.load32_splat(series + min(offset0, last));
  reached = v128.load_lane<f32>(series + 4 + min(offset1, last), reached, 1);
  reached = v128.load_lane<f32>(series + 8 + min(offset2, last), reached, 2);
  reached = v128.load_lane<f32>(series + 12 + min(offset3, last), reached, 3);
  let before = v128.load32_splat(series + offset0 - stride);
  before = v128.load_lane<f32>(series + 4 + offset1 - stride, before, 1);
  before = v128.load_lane<f32>(series + 8 + offset2 - stride, before, 2);
  before = v128.load_lane<f32>(series + 12 + offset3 - stride, before, 3);
  let offset = i32x4.splat(i32(offset0));
  offset = i32x4.replace_lane(offset, 1, i32(offset1));
  offset = i32x4.replace_lane(offset, 2, i32(offset2));
  offset = i32x4.replace_lane(offset, 3, i32(offset3));

  // Whole numbers below 2^24 and a power of two: exact.
  const below = f32x4.mul(f32x4.convert_i32x4_s(offset), f32x4.splat(f32(1) / f32(stride)));
  // A rise that is not a number stays so: pmax keeps its first operand then.
  const rise = f32x4.pmax(f32x4.sub(reached, before), v128.load32_splat(CONSTANTS));
  const whole = f32x4.sub(below, v128.load32_splat(CONSTANTS, 4));
  const inside = f32x4.mul(f32x4.add(whole, f32x4.div(f32x4.sub(level, before), rise)), step);
  const history = f32x4.div(f32x4.sub(level, reached), slope);
  const found = v128.bitselect(history, inside, i32x4.eq(offset, i32x4.splat(0)));
  return v128.bitselect(v128.load32_splat(CONSTANTS, 8), found, i32x4.eq(offset, i32x4.splat(i32(end))));
}

/** The same for a uniform series of f64. */
export function crossingUniform(series: usize, length: i32, level: f64, slope: f64, step: f64): f64 {
  let below = 0;
  let end = length;
  while (below < end) {
    const middle = (below + end) >> 1;
    if (load<f64>(series + (usize(middle) << 3)) < level) below = middle + 1;
    else end = middle;
  }
  if (below == length) return Infinity;
  const reached = load<f64>(series + (usize(below) << 3));
  if (below == 0) return (level - reached) / slope;
  const before = load<f64>(series + (usize(below - 1) << 3));
  return (f64(below - 1) + (level - before) / Math.max(reached - before, 1e-9)) * step;
}
