/**
 * The exports of a compiled model: memory, the plan block, and the block loop that draws, simulates and tallies groups
 * of LANES = 4 VECTORS samples. The contract stands in docs/architecture.md, "WASM ABI". Nothing here calls the host.
 */
import {
  INPUTS,
  KERNEL_END,
  LEVERS,
  OUTCOMES,
  prepare as prepareScenario,
  SERIES_ROWS,
  STEPS,
  SWITCHES as SWITCH_COUNT,
  simulate as simulateKernel,
  tapeLength,
  VECTORS,
} from './kernel';
import { correlate, reflect, transformInputs, walk } from './inputs';
import {
  DATE_COUNT,
  DATE_STEPS,
  INPUT_VALUES,
  LEVER_PATHS,
  NORMALS,
  OUTCOME_VALUES,
  PLAN,
  SAMPLER,
  SCENARIO_COUNT,
  SERIES_VALUES,
  SWITCHES,
  TAPES,
  word,
} from './plan';
import { philoxBits, startPhilox } from './random/philox';
import { advanceSobol, hasCounted, sobolBits, startSobol } from './random/sobol';
import { bitsToNormals } from './random/to-normal';
import { settle } from './sums';
import { tally } from './tally';

export { coarsen } from './coarsen';
export { tapeLength };

const ABI_VERSION: i32 = 3;
const LANES: u32 = 4 * VECTORS;
// Groups are aligned, and Sobol points step from group to group by flipping bits.
if (popcnt(LANES) != 1) ERROR("VECTORS must be 1, 2 or 4");
const SOBOL: u32 = 1;
const PAGE: usize = 65536;

// @ts-ignore: decorator
@inline function bottom(): usize {
  return (max(__heap_base, KERNEL_END) + 15) & ~15;
}

let top: usize = bottom();

/** `bytes` of zeroed memory at a multiple of 16, or 0 when the module's limit is reached. */
export function allocate(bytes: usize): usize {
  const address = top;
  const end = (<u64>address + <u64>bytes + 15) & ~(<u64>15);
  const have = <u64>memory.size() * PAGE;
  if (end > have) {
    const pages = (end - have + PAGE - 1) / PAGE;
    if (pages > 65536 || memory.grow(<i32>pages) < 0) return 0;
  }
  top = <usize>end;
  memory.fill(address, 0, top - address);
  return address;
}

/** Frees everything allocated. */
export function reset(): void {
  top = bottom();
}

export function planAddress(): usize {
  return PLAN;
}

export function constant(index: i32): i32 {
  if (index == 0) return INPUTS;
  if (index == 1) return LEVERS;
  if (index == 2) return SWITCH_COUNT;
  if (index == 3) return OUTCOMES;
  if (index == 4) return STEPS;
  if (index == 5) return SERIES_ROWS;
  if (index == 6) return VECTORS;
  if (index == 7) return ABI_VERSION;
  return -1;
}

function tape(scenario: i32): usize {
  return word(TAPES) + (scenario * tapeLength(word(DATE_COUNT)) << 2);
}

/** Uniform work of every scenario; 0, or what the kernel says of the first index that is out of range. */
export function prepare(): i32 {
  const scenarios = <i32>word(SCENARIO_COUNT);
  for (let scenario = 0; scenario < scenarios; scenario++) {
    const levers = word(LEVER_PATHS) + scenario * LEVERS * (STEPS + 1) * 8;
    const switches = word(SWITCHES) + scenario * SWITCH_COUNT * 8;
    const code = prepareScenario(levers, switches, word(DATE_STEPS), word(DATE_COUNT), tape(scenario));
    if (code != 0) return code;
  }
  return 0;
}

/** Raw u32 of LANES consecutive points from `point` on, which may be any, to NORMALS. */
export function drawBits(replicate: u32, point: u32): void {
  startSampler(replicate, point);
  groupBits(replicate, point);
}

/** Independent standard normals of LANES consecutive points from `point` on, which may be any, to NORMALS. */
export function draw(replicate: u32, point: u32): void {
  drawBits(replicate, point);
  bitsToNormals(word(NORMALS));
}

/** NORMALS to correlated normals, in place, and on to INPUT_VALUES. */
export function transform(): void {
  reflect();
  walk();
  correlate();
  transformInputs();
}

/** INPUT_VALUES to the scenario's OUTCOME_VALUES and to SERIES_VALUES. */
export function simulate(scenario: i32): void {
  const dates = word(DATE_COUNT);
  const outcomes = word(OUTCOME_VALUES) + scenario * OUTCOMES * dates * LANES * 4;
  simulateKernel(tape(scenario), word(DATE_STEPS), dates, word(INPUT_VALUES), outcomes, word(SERIES_VALUES));
}

/** Draws, simulates and tallies `count` consecutive points under every scenario. */
export function run(replicate: u32, point: u32, count: u32): void {
  if (count == 0) return;
  // Groups are aligned; samples of the first and last group outside the range are simulated, and not counted.
  let group = point & ~(LANES - 1);
  const end = <u64>point + <u64>count;
  startSampler(replicate, group);
  while (true) {
    groupBits(replicate, group);
    simulateGroup();
    const from = point > group ? point - group : 0;
    const left = end - group;
    tally(from, left < LANES ? <i32>left : LANES);
    if (left <= LANES) {
      settle();
      return;
    }
    if (word(SAMPLER) == SOBOL) advanceSobol(group);
    group += LANES;
  }
}

function startSampler(replicate: u32, point: u32): void {
  if (word(SAMPLER) == SOBOL) startSobol(replicate, point);
  else startPhilox();
}

function groupBits(replicate: u32, point: u32): void {
  const sobol = word(SAMPLER) == SOBOL;
  if (!sobol || hasCounted()) philoxBits(replicate, point, word(NORMALS));
  if (sobol) sobolBits(word(NORMALS));
}

function simulateGroup(): void {
  bitsToNormals(word(NORMALS));
  transform();
  const scenarios = <i32>word(SCENARIO_COUNT);
  for (let scenario = 0; scenario < scenarios; scenario++) simulate(scenario);
}
