/**
 * First time at which a non-decreasing series reaches a level, linear between states: the language's `crossingTime`
 * (src/language/functions.ts gives its meaning, step by step the same). Each lane searches by halving on its own: seven
 * rounds for 103 states, against 103 for a scan.
 */

const LEAST_RISE: f32 = 1e-9;

/** Number of leading elements below `level` in one lane; series elements lie `stride` bytes apart. */
// @ts-ignore: decorator
@inline function countBelow(lane: usize, stride: usize, length: i32, level: f32): i32 {
  let below = 0;
  let end = length;
  while (below < end) {
    const middle = (below + end) >> 1;
    const less = load<f32>(lane + usize(middle) * stride) < level;
    below = select(middle + 1, below, less);
    end = select(end, middle, less);
  }
  return below;
}

/** One lane; `lane` is the address of its first element. Years since the start. */
function crossingLane(lane: usize, stride: usize, length: i32, level: f32, slope: f32, step: f32): f32 {
  const below = countBelow(lane, stride, length, level);
  if (below == length) return f32.POSITIVE_INFINITY;
  const reached = load<f32>(lane + usize(below) * stride);
  if (below == 0) return (level - reached) / slope;
  const before = load<f32>(lane + usize(below - 1) * stride);
  const rise = reached - before;
  // A NaN rise stays NaN: the comparison fails and the sum is kept.
  return (f32(below - 1) + (level - before) / (rise < LEAST_RISE ? LEAST_RISE : rise)) * step;
}

/**
 * Four lanes. `series` is the address of lane 0 of element 0; `slope` is the rise a year before the start.
 * Returns years since the start; +Infinity where the level is not reached.
 */
export function crossing(series: usize, stride: usize, length: i32, level: v128, slope: v128, step: v128): v128 {
  const years = f32x4.extract_lane(step, 0);
  let result = f32x4.splat(crossingLane(series, stride, length, f32x4.extract_lane(level, 0), f32x4.extract_lane(slope, 0), years));
  result = f32x4.replace_lane(result, 1, crossingLane(series + 4, stride, length, f32x4.extract_lane(level, 1), f32x4.extract_lane(slope, 1), years));
  result = f32x4.replace_lane(result, 2, crossingLane(series + 8, stride, length, f32x4.extract_lane(level, 2), f32x4.extract_lane(slope, 2), years));
  return f32x4.replace_lane(result, 3, crossingLane(series + 12, stride, length, f32x4.extract_lane(level, 3), f32x4.extract_lane(slope, 3), years));
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
