/**
 * Samples per second of the engines, in one run on one machine. A sample is one draw of all inputs, all steps of the
 * clock and every outcome tallied at every date, for one policy setting.
 */
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defaultRequest } from '../src/engine/draft.ts';
import { planRun } from '../src/engine/plan.ts';
import { createReferenceEngine } from '../src/engine/reference/engine.ts';
import lead from '../src/model/lead.ts';
import { spawnNodeWorker } from '../src/workers/node/spawn.ts';
import { createPool } from '../src/workers/pool.ts';
import type { WasmSource } from '../src/workers/wasm-source.ts';
import { type Contestant, measure, type Rate, timed } from './lib/measure.ts';
import { startNumpy } from './lib/numpy.ts';

const ROUNDS = 11;
const ONE = 'WASM, one worker';
const TWO = 'WASM, two workers';
const REFERENCE = 'f64 JavaScript reference';

/** @param root of the project, whose core and node stages are built */
export async function bench(root: string): Promise<void> {
  const source: WasmSource = {
    module: await WebAssembly.compile(await readFile(join(root, 'build/lead.wasm'))),
    meta: lead.meta,
    info: JSON.parse(await readFile(join(root, 'build/lead.json'), 'utf8')),
  };
  const script = pathToFileURL(join(root, 'build/node/worker.js'));
  const pools = [1, 2].map((size) =>
    createPool({ size, source, engine: 'wasm', spawn: () => spawnNodeWorker(script) }),
  );
  const numpy = await startNumpy(root);

  const pooled = (name: string, pool: (typeof pools)[number] | undefined, samples: number): Contestant => ({
    name,
    run: async () => {
      const request = defaultRequest(lead.meta, source.info.hash, { scenarios: [{ preset: 'act-now' }], samples });
      return { samples, seconds: await timed(() => pool?.run(request)) };
    },
  });
  const contestants: Contestant[] = [
    pooled(ONE, pools[0], 2 ** 18),
    pooled(TWO, pools[1], 2 ** 19),
    reference(source.info.hash),
    ...(typeof numpy === 'string' ? [] : [numpy.contestant]),
  ];
  try {
    const rates = await measure(contestants, ROUNDS);
    print(rates, typeof numpy === 'string' ? numpy : null);
  } finally {
    for (const pool of pools) pool.dispose();
    if (typeof numpy !== 'string') numpy.end();
  }
}

function reference(hash: string): Contestant {
  const request = defaultRequest(lead.meta, hash, { scenarios: [{ preset: 'act-now' }], samples: 4096 });
  const session = createReferenceEngine(lead.meta, lead.simulate).open(planRun(lead.meta, request));
  return {
    name: REFERENCE,
    run: async () => ({ samples: request.samples, seconds: await timed(() => session.runBlocks({ from: 0, to: 1 })) }),
  };
}

function print(rates: ReadonlyMap<string, Rate>, skipped: string | null): void {
  const [cpu] = cpus();
  console.log(
    `${lead.meta.title}: ${lead.meta.inputs.length} inputs, ${lead.meta.clock.steps} steps, ${lead.meta.outcomes.length} outcomes at ${lead.meta.outcomes[0]?.at.length} dates, one policy setting`,
  );
  console.log(
    `${cpu?.model.trim()}, ${cpus().length} cores, Node ${process.versions.node}; median of ${ROUNDS} rounds in turns\n`,
  );
  const numpyName = [...rates.keys()].find((name) => name.startsWith('NumPy'));
  const rows = [['', 'samples/s', 'lowest', 'highest']];
  for (const [name, { median, low, high }] of rates) rows.push([name, digits(median), digits(low), digits(high)]);
  if (skipped !== null) rows.push(['NumPy reference', `skipped: ${skipped}`]);
  rows.push([], ['ratio', '', 'to reach']);
  rows.push(['two workers / one', ratio(rates, TWO, ONE), '1.9']);
  rows.push(['one worker / JavaScript reference', ratio(rates, ONE, REFERENCE), '35']);
  if (numpyName !== undefined) rows.push(['one worker / NumPy reference', ratio(rates, ONE, numpyName), '20']);
  for (const [name = '', ...cells] of rows)
    console.log([name.padEnd(36), ...cells.map((cell) => cell.padStart(12))].join('').trimEnd());
}

function ratio(rates: ReadonlyMap<string, Rate>, a: string, b: string): string {
  return ((rates.get(a)?.median ?? Number.NaN) / (rates.get(b)?.median ?? Number.NaN)).toFixed(2);
}

const digits = (rate: number): string => String(Math.round(rate)).replace(/\B(?=(\d{3})+$)/g, ',');
