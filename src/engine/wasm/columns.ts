/** Columns on the WASM kernel: both rows of normals are drawn in its memory, mixed there, and simulated group by group. */
import { elementCount } from '../../language/elements.ts';
import {
  type Columns,
  type ColumnsJob,
  cellCount,
  createColumns,
  mixColumns,
  secondStream,
  unitsOf,
} from '../columns.ts';
import type { Plan } from '../plan.ts';
import { directionNumbers } from '../random/sobol.ts';
import { type KernelExports, PLAN, SAMPLER } from './abi.ts';
import type { LoadedPlan } from './load-plan.ts';

/** What has to stand in the plan block for one of the two streams. */
type StreamWords = readonly (readonly [word: keyof typeof PLAN, value: number])[];

/** Evaluates jobs on a kernel that holds `plan`. The second stream's tables are put into memory with the first job. */
export function wasmColumns(kernel: KernelExports, plan: Plan, loaded: LoadedPlan): (job: ColumnsJob) => Columns {
  const { memory, lanes } = loaded;
  const inputs = elementCount(plan.meta);
  const scenarios = plan.request.scenarios.length;
  const stream = secondStream(plan);
  let words: { readonly own: StreamWords; readonly second: StreamWords } | null = null;

  function prepare(): { readonly own: StreamWords; readonly second: StreamWords } {
    const names = ['sampler', 'dimensions', 'directions'] as const;
    const block = kernel.planAddress();
    const own = names.map((name) => [name, memory.u32(block + PLAN[name], 1)[0] ?? 0] as const);
    const directions = stream.sampler === 'sobol' ? memory.put(directionNumbers(2 * inputs)) : 0;
    const second = [
      ['sampler', SAMPLER[stream.sampler]],
      ['dimensions', memory.put(stream.dimensions)],
      ['directions', directions],
    ] as const;
    return { own, second };
  }

  function use(stream: StreamWords): void {
    const block = kernel.planAddress();
    for (const [word, value] of stream) memory.setWord(block + PLAN[word], value);
  }

  return (job) => {
    const columns = createColumns(plan, job);
    words ??= prepare();
    const { own: ownWords, second: secondWords } = words;
    // From here nothing is allocated, so views of the memory stay valid.
    const normals = memory.f32(loaded.normals, inputs * lanes);
    const values = memory.f32(loaded.inputValues, inputs * lanes);
    const cells = cellAddresses(plan, loaded).map((address) => memory.f32(address, lanes));
    const perScenario = cellCount(plan);
    const { samples } = columns;

    function evaluate(own: Float32Array, second: Float32Array, at: number, skip: number, count: number): void {
      job.mixes.forEach((mix, m) => {
        mixColumns(mix, own, second, normals, lanes);
        kernel.transform();
        if (job.inputs) {
          for (let input = 0; input < inputs; input++) {
            copy(values, input * lanes + skip, columns.inputs, (m * inputs + input) * samples + at, count);
          }
        }
        for (let scenario = 0; scenario < scenarios; scenario++) {
          kernel.simulate(scenario);
          for (let cell = 0; cell < perScenario; cell++) {
            const from = cells[scenario * perScenario + cell];
            const to = ((m * scenarios + scenario) * perScenario + cell) * samples + at;
            if (from !== undefined) copy(from, skip, columns.outcomes, to, count);
          }
        }
      });
    }

    try {
      for (const { replicate, point, count, at } of unitsOf(plan, job.from, job.to)) {
        for (let done = 0; done < count; ) {
          const group = point + done - ((point + done) % lanes);
          const skip = point + done - group;
          const taken = Math.min(lanes - skip, count - done);
          use(secondWords);
          kernel.draw(replicate + stream.replicateOffset, group);
          const second = normals.slice();
          use(ownWords);
          kernel.draw(replicate, group);
          evaluate(normals.slice(), second, at + done, skip, taken);
          done += taken;
        }
      }
    } finally {
      use(ownWords);
    }
    return columns;
  };
}

/** Byte address of each outcome and date of the request, scenario by scenario. */
function cellAddresses({ meta, request, dateSteps, recorded }: Plan, { outcomeValues, lanes }: LoadedPlan): number[] {
  return request.scenarios.flatMap((_, scenario) =>
    recorded.flatMap(({ outcome, dates }) =>
      dates.map((date) => {
        const row = (scenario * meta.outcomes.length + outcome) * dateSteps.length + date;
        return outcomeValues + row * lanes * 4;
      }),
    ),
  );
}

function copy(from: Float32Array, at: number, to: Float32Array, target: number, count: number): void {
  for (let i = 0; i < count; i++) to[target + i] = from[at + i] ?? Number.NaN;
}
