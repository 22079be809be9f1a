/**
 * A kernel written by hand in the form of a generated one, to test the core without the emitter. Its outcomes are simple
 * functions of the inputs that a test can repeat:
 *   0: sum of inputs 0 and 1, times the scenario's lever at the date; +Infinity where it is above the scenario's switch
 *   1: exp2 of input 2
 */
export interface TestKernel {
  readonly inputs: number;
  readonly vectors: 1 | 2 | 4;
}

export const LEVERS = 1;
export const SWITCHES = 1;
export const OUTCOMES = 2;
export const STEPS = 4;
export const SERIES_ROWS = STEPS + 1;

export function kernelText({ inputs, vectors }: TestKernel): string {
  return `
import { exp2 } from './math/exp2';

export const INPUTS: i32 = ${inputs};
export const LEVERS: i32 = ${LEVERS};
export const SWITCHES: i32 = ${SWITCHES};
export const OUTCOMES: i32 = ${OUTCOMES};
export const STEPS: i32 = ${STEPS};
export const SERIES_ROWS: i32 = ${SERIES_ROWS};
export const VECTORS: i32 = ${vectors};
export const SOBOL_STATES: usize = memory.data(${inputs * vectors * 16}, 16);
export const SOBOL_SEEDS: usize = memory.data(${inputs * 4}, 16);
export const SOBOL_STEPS: usize = memory.data(${inputs * 4 * 32}, 16);
export const KERNEL_END: usize = 0;

// Tape: the switch, then the lever at each date.
export function tapeLength(dateCount: i32): i32 {
  return 1 + dateCount;
}

export function prepare(levers: usize, switches: usize, dateSteps: usize, dateCount: i32, tape: usize): i32 {
  store<f32>(tape, <f32>load<f64>(switches));
  for (let date = 0; date < dateCount; date++) {
    const step = load<i32>(dateSteps + (date << 2));
    if (step < 0 || step > STEPS) return 1 + date;
    store<f32>(tape + ((1 + date) << 2), <f32>load<f64>(levers + (step << 3)));
  }
  return 0;
}

export function simulate(
  tape: usize, dateSteps: usize, dateCount: i32, inputs: usize, outcomes: usize, series: usize,
): void {
  const row: usize = VECTORS << 4;
  for (let vector = 0; vector < VECTORS; vector++) {
    const at: usize = vector << 4;
    const sum = f32x4.add(v128.load(inputs + at), v128.load(inputs + row + at));
    const power = exp2(v128.load(inputs + 2 * row + at));
    for (let date = 0; date < dateCount; date++) {
      const scaled = f32x4.mul(sum, v128.load32_splat(tape + ((1 + date) << 2)));
      const over = f32x4.gt(scaled, v128.load32_splat(tape));
      v128.store(outcomes + date * row + at, v128.bitselect(f32x4.splat(Infinity), scaled, over));
      v128.store(outcomes + (dateCount + date) * row + at, power);
    }
    for (let step = 0; step <= STEPS; step++) v128.store(series + step * row + at, f32x4.mul(sum, f32x4.splat(<f32>step)));
  }
}
`;
}
