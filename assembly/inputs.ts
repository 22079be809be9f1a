/**
 * From independent standard normals to the inputs of the model, LANES samples at a time: reflection, paths, correlation, then
 * each input's transform. All sums run in ascending order of columns, so that the bits do not depend on the host.
 */
import { INPUTS, VECTORS } from './kernel';
import { exp2 } from './math/exp2';
import { logistic2 } from './math/logistic';
import { normalCdf } from './math/normal';
import {
  COEFFICIENTS,
  COLUMNS,
  INPUT_VALUES,
  NORMALS,
  PAIR_COUNT,
  PAIR_WEIGHTS,
  PAIRS,
  REFLECTION,
  ROW_STARTS,
  TRANSFORMS,
  word,
} from './plan';

const ROW: usize = VECTORS << 4;
/** Bytes of a packed transform, eight words; see docs/architecture.md, "Transforms". */
const TRANSFORM: usize = 32;
/** |z| is clipped at 3.2 before it is scaled. */
const CLIPS: usize = memory.data<f32>([3.2, -3.2], 16);
/** The even grid of a table spans [-TABLE_END, TABLE_END]. */
const TABLE_END: f32 = 6;

const IDENTITY: i32 = 0;
const EXP: i32 = 1;
const LOGISTIC: i32 = 2;
const UNIFORM: i32 = 3;
const POWERS: i32 = 5;
const STEPS_OF_Z: i32 = 6;

/** z - 2 v (v.z), in place, where the plan has a v. */
export function reflect(): void {
  const direction: usize = word(REFLECTION);
  if (direction == 0) return;
  for (let vector = 0; vector < VECTORS; vector++) {
    const first: usize = word(NORMALS) + (vector << 4);
    let dot = f32x4.splat(0);
    for (let input = 0; input < INPUTS; input++) {
      const z = v128.load(first + input * ROW);
      dot = f32x4.add(dot, f32x4.mul(v128.load32_splat(direction + (input << 2)), z));
    }
    dot = f32x4.add(dot, dot);
    for (let input = 0; input < INPUTS; input++) {
      const at = first + input * ROW;
      v128.store(at, f32x4.sub(v128.load(at), f32x4.mul(v128.load32_splat(direction + (input << 2)), dot)));
    }
  }
}

/** The plan's steps on two normals, in place: paths of the draws of an input. */
export function walk(): void {
  let pair: usize = word(PAIRS);
  let weights: usize = word(PAIR_WEIGHTS);
  const end = pair + (word(PAIR_COUNT) << 3);
  while (pair < end) {
    const first = word(NORMALS) + load<i32>(pair) * ROW;
    const second = word(NORMALS) + load<i32>(pair, 4) * ROW;
    for (let vector = 0; vector < VECTORS; vector++) {
      const x = v128.load(first + (vector << 4));
      const y = v128.load(second + (vector << 4));
      const a = f32x4.mul(v128.load32_splat(weights), x);
      const c = f32x4.mul(v128.load32_splat(weights, 8), x);
      v128.store(first + (vector << 4), f32x4.add(a, f32x4.mul(v128.load32_splat(weights, 4), y)));
      v128.store(second + (vector << 4), f32x4.add(c, f32x4.mul(v128.load32_splat(weights, 12), y)));
    }
    pair += 8;
    weights += 16;
  }
}

/**
 * z <- L z in place: rows from the last to the first, since row i needs columns up to i only. Rows that are only a
 * diagonal of 1, as most are, have nothing to do.
 */
export function correlate(): void {
  const starts: usize = word(ROW_STARTS);
  const columns: usize = word(COLUMNS);
  const coefficients: usize = word(COEFFICIENTS);
  const normals: usize = word(NORMALS);
  for (let row = INPUTS - 1; row >= 0; row--) {
    const start = load<i32>(starts + (row << 2));
    const end = load<i32>(starts + (row << 2), 4);
    if (end - start == 1 && load<f32>(coefficients + (start << 2)) == 1) continue;
    for (let vector = 0; vector < VECTORS; vector++) {
      const first = normals + (vector << 4);
      let sum = f32x4.splat(0);
      for (let entry = start; entry < end; entry++) {
        const z = v128.load(first + load<i32>(columns + (entry << 2)) * ROW);
        sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(coefficients + (entry << 2)), z));
      }
      v128.store(first + row * ROW, sum);
    }
  }
}

/** NORMALS to INPUT_VALUES by the transform of each input. */
export function transformInputs(): void {
  let normals: usize = word(NORMALS);
  let values: usize = word(INPUT_VALUES);
  let packed: usize = word(TRANSFORMS);
  for (let input = 0; input < INPUTS; input++) {
    const kind = <i32>load<f32>(packed);
    for (let vector = 0; vector < VECTORS; vector++) {
      v128.store(values + (vector << 4), transformed(kind, packed, v128.load(normals + (vector << 4))));
    }
    normals += ROW;
    values += ROW;
    packed += TRANSFORM;
  }
}

// @ts-ignore: decorator
@inline function transformed(kind: i32, packed: usize, z: v128): v128 {
  if (kind == IDENTITY) return splitScale(packed, z);
  if (kind == EXP) return exp2(splitScale(packed, z));
  if (kind == LOGISTIC) return logistic2(splitScale(packed, z));
  if (kind == UNIFORM) {
    const share = f32x4.mul(v128.load32_splat(packed, 8), normalCdf(z));
    return f32x4.add(v128.load32_splat(packed, 4), share);
  }
  if (kind == STEPS_OF_Z) return stepped(packed, z);
  const found = interpolated(packed, z);
  return kind == POWERS ? exp2(found) : found;
}

/** center + s clip(z), with one scale below zero and another above. */
// @ts-ignore: decorator
@inline function splitScale(packed: usize, z: v128): v128 {
  const clipped = f32x4.pmax(f32x4.pmin(z, v128.load32_splat(CLIPS)), v128.load32_splat(CLIPS, 4));
  const below = f32x4.lt(z, f32x4.splat(0));
  const scale = v128.bitselect(v128.load32_splat(packed, 8), v128.load32_splat(packed, 12), below);
  return f32x4.add(v128.load32_splat(packed, 4), f32x4.mul(scale, clipped));
}

/** Linear interpolation of the transform's table at four z. */
function interpolated(packed: usize, z: v128): v128 {
  let result = f32x4.splat(0);
  result = f32x4.replace_lane(result, 0, interpolatedAt(packed, f32x4.extract_lane(z, 0)));
  result = f32x4.replace_lane(result, 1, interpolatedAt(packed, f32x4.extract_lane(z, 1)));
  result = f32x4.replace_lane(result, 2, interpolatedAt(packed, f32x4.extract_lane(z, 2)));
  return f32x4.replace_lane(result, 3, interpolatedAt(packed, f32x4.extract_lane(z, 3)));
}

function interpolatedAt(packed: usize, z: f32): f32 {
  if (z != z) return z;
  const table: usize = load<u32>(packed, 16);
  const intervals = load<f32>(packed, 20);
  const position = (min(max(z, -TABLE_END), TABLE_END) + TABLE_END) * (intervals / (2 * TABLE_END));
  // The last knot belongs to the last interval.
  const index = min(<i32>position, <i32>intervals - 1);
  const low = load<f32>(table + (index << 2));
  const high = load<f32>(table + (index << 2), 4);
  return low + (high - low) * (position - <f32>index);
}

/** The value of the transform's steps at four z. */
function stepped(packed: usize, z: v128): v128 {
  let result = f32x4.splat(steppedAt(packed, f32x4.extract_lane(z, 0)));
  result = f32x4.replace_lane(result, 1, steppedAt(packed, f32x4.extract_lane(z, 1)));
  result = f32x4.replace_lane(result, 2, steppedAt(packed, f32x4.extract_lane(z, 2)));
  return f32x4.replace_lane(result, 3, steppedAt(packed, f32x4.extract_lane(z, 3)));
}

/** The table is n - 1 rising z, then n values; its last index, 2 (n - 1), stands where other tables have their intervals. */
function steppedAt(packed: usize, z: f32): f32 {
  if (z != z) return z;
  const table: usize = load<u32>(packed, 16);
  const steps = <i32>load<f32>(packed, 20) >> 1;
  let low = 0;
  let high = steps;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<f32>(table + (middle << 2)) < z) low = middle + 1;
    else high = middle;
  }
  return load<f32>(table + ((steps + low) << 2));
}
