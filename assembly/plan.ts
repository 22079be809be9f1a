/**
 * The plan block: where the host puts what a run needs. One static table of 32-bit words at `PLAN`; pointers are byte
 * addresses from `allocate`. Mirrored in src/engine/wasm/abi.ts. The host writes all of it before the first draw.
 */

export const PLAN: usize = memory.data(256, 16);

// Word offsets in bytes.
export const SCENARIO_COUNT: usize = 0;
export const DATE_COUNT: usize = 4;
/** 0 philox, 1 sobol. */
export const SAMPLER: usize = 8;
export const SEED_LOW: usize = 12;
export const SEED_HIGH: usize = 16;
/** f32[INPUTS][8]: kind, center, scaleLow, scaleHigh, table pointer (u32 bits), table intervals, 0, 0. See inputs.ts. */
export const TRANSFORMS: usize = 20;
/** Lower Cholesky factor by rows, compressed: i32[INPUTS + 1] starts; i32[] columns (ascending, diagonal last); f32[] coefficients. */
export const ROW_STARTS: usize = 24;
export const COLUMNS: usize = 28;
export const COEFFICIENTS: usize = 32;
/** f32[INPUTS] unit vector v of the reflection z - 2 v (v.z) applied before the factor, or 0. */
export const REFLECTION: usize = 36;
/** i32[INPUTS]: Sobol' dimension of each input, below 0 for those that are drawn by Philox all the same. */
export const DIMENSIONS: usize = 40;
/** u32[dimension][32]: direction numbers, bit-reversed (bit 0 of an entry is the most significant digit). */
export const DIRECTIONS: usize = 44;
/** f64[scenario][lever][STEPS + 1]. */
export const LEVER_PATHS: usize = 48;
/** f64[scenario][switch]. */
export const SWITCHES: usize = 52;
/** i32[DATE_COUNT]: state index of each date. */
export const DATE_STEPS: usize = 56;
/** f32[scenario][tapeLength(DATE_COUNT)]: uniform values, filled by `prepare`. */
export const TAPES: usize = 60;
/** Histogram table: HISTOGRAM_COUNT entries of ENTRY bytes, see tally.ts. */
export const HISTOGRAMS: usize = 64;
export const HISTOGRAM_COUNT: usize = 68;
/** u32[setCount][STRIDE] counts. */
export const COUNTS: usize = 72;
/** Slots per set. */
export const STRIDE: usize = 76;
/** 1: tally paired differences of scenarios 1.. against 0 into sets SCENARIO_COUNT... */
export const PAIRED: usize = 80;
/** Scratch, one group of LANES = 4 * VECTORS samples. f32[INPUTS][LANES]: independent normals, then correlated in place. */
export const NORMALS: usize = 84;
/** f32[INPUTS][LANES]. */
export const INPUT_VALUES: usize = 88;
/** f32[scenario][OUTCOMES][DATE_COUNT][LANES]. */
export const OUTCOME_VALUES: usize = 92;
/** f32[SERIES_ROWS][LANES]: the series of the scenario simulated last. */
export const SERIES_VALUES: usize = 96;
/** Sums of every histogram of every set, see sums.ts. */
export const SUMS: usize = 100;
/** Steps on two normals, after the reflection: i32[PAIR_COUNT][2] rows i, j; f32[PAIR_COUNT][4] a, b, c, d of z_i, z_j <- a z_i + b z_j, c z_i + d z_j. */
export const PAIR_COUNT: usize = 104;
export const PAIRS: usize = 108;
export const PAIR_WEIGHTS: usize = 112;

/** Bytes of an entry of the histogram table. */
// @ts-ignore: decorator
@inline export const ENTRY: usize = 96;

// @ts-ignore: decorator
@inline export function word(offset: usize): u32 {
  return load<u32>(PLAN + offset);
}
