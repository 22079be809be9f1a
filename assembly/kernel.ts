/**
 * What the core takes from a model's kernel. Generated kernels (src/emit/assemblyscript.ts) define it and stand in this
 * file's place when both are compiled together; as it stands it leaves them to be joined later (src/link).
 */

// @ts-ignore: decorator
@external("kernel", "INPUTS") export declare const INPUTS: i32;
// @ts-ignore: decorator
@external("kernel", "LEVERS") export declare const LEVERS: i32;
// @ts-ignore: decorator
@external("kernel", "SWITCHES") export declare const SWITCHES: i32;
// @ts-ignore: decorator
@external("kernel", "OUTCOMES") export declare const OUTCOMES: i32;
// @ts-ignore: decorator
@external("kernel", "STEPS") export declare const STEPS: i32;
// @ts-ignore: decorator
@external("kernel", "SERIES_ROWS") export declare const SERIES_ROWS: i32;
/** f32x4 vectors of a group: known here, since loops over them are unrolled. */
export const VECTORS: i32 = 2;

/** Memory of the sampler: see random/sobol.ts. */
// @ts-ignore: decorator
@external("kernel", "SOBOL_STATES") export declare const SOBOL_STATES: usize;
// @ts-ignore: decorator
@external("kernel", "SOBOL_SEEDS") export declare const SOBOL_SEEDS: usize;
// @ts-ignore: decorator
@external("kernel", "SOBOL_STEPS") export declare const SOBOL_STEPS: usize;

/** End of the kernel's static memory; 0 where it is part of the core's. */
// @ts-ignore: decorator
@external("kernel", "KERNEL_END") export declare const KERNEL_END: usize;

/** f32 entries of one scenario's tape. */
// @ts-ignore: decorator
@external("kernel", "tapeLength") export declare function tapeLength(dateCount: i32): i32;
/** Fills a tape; 0, or the code of the first bad index or loop bound. */
// @ts-ignore: decorator
@external("kernel", "prepare")
export declare function prepare(levers: usize, switches: usize, dateSteps: usize, dateCount: i32, tape: usize): i32;
/** 4 VECTORS samples of one scenario. */
// @ts-ignore: decorator
@external("kernel", "simulate")
export declare function simulate(
  tape: usize, dateSteps: usize, dateCount: i32, inputs: usize, outcomes: usize, series: usize,
): void;
