/** The pool on real worker threads with the real kernel: the digest depends on the request alone. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUILD } from '../../scripts/lib/project.mjs';
import { ensure } from '../../scripts/lib/stages.mjs';
import { blockCount } from '../../src/engine/blocks.ts';
import { forecastDigest } from '../../src/engine/digest.ts';
import { defaultRequest } from '../../src/engine/draft.ts';
import { mergeTallies } from '../../src/engine/tally.ts';
import type { ForecastRequest, Tally } from '../../src/engine/types.ts';
import lead from '../../src/model/lead.ts';
import { inlineWorker } from '../../src/workers/inline.ts';
import { spawnNodeWorker } from '../../src/workers/node/spawn.ts';
import { createPool } from '../../src/workers/pool.ts';
import type { WorkerLike } from '../../src/workers/protocol.ts';
import type { ForecastPool } from '../../src/workers/types.ts';
import { makeWasmEngine, type WasmSource } from '../../src/workers/wasm-source.ts';

let source: WasmSource;
const pools: ForecastPool[] = [];

beforeAll(async () => {
  await ensure(['node']);
  source = {
    module: await WebAssembly.compile(new Uint8Array(await readFile(join(BUILD, 'lead.wasm')))),
    meta: lead.meta,
    info: JSON.parse(await readFile(join(BUILD, 'lead.json'), 'utf8')),
  };
});

afterAll(() => {
  for (const pool of pools) pool.dispose();
});

const spawnThread = (): WorkerLike => spawnNodeWorker(pathToFileURL(join(BUILD, 'node/worker.js')));

function poolOf(size: number, spawn: () => WorkerLike): ForecastPool {
  const pool = createPool({ size, source, engine: 'wasm', spawn });
  pools.push(pool);
  return pool;
}

function requestOf(draft: Parameters<typeof defaultRequest>[2] = {}): ForecastRequest {
  const scenarios = [{ preset: 'status-quo' }, { preset: 'act-now' }];
  return defaultRequest(source.meta, source.info.hash, { scenarios, samples: 40_960, ...draft });
}

describe.each(['sobol', 'philox'] as const)('with %s draws', (sampler) => {
  let whole: string;
  let request: ForecastRequest;

  beforeAll(async () => {
    request = requestOf({ sampler });
    whole = forecastDigest(request, (await poolOf(1, () => inlineWorker(makeWasmEngine)).run(request)).tally);
  });

  test.each([1, 2, 5])('the digest is the same for %d threads', async (size) => {
    const { tally } = await poolOf(size, spawnThread).run(request);
    expect(forecastDigest(request, tally)).toBe(whole);
  });

  test('the digest of a single block is the same for five threads that share it', async () => {
    const single = requestOf({ sampler, samples: 4096 });
    const [one, five] = await Promise.all([1, 5].map((size) => poolOf(size, spawnThread).run(single)));
    expect(five?.tally.samples).toBe(4096);
    expect(forecastDigest(single, five!.tally)).toBe(forecastDigest(single, one!.tally));
  });

  test('the digest is the same for blocks run one by one in shuffled order', async () => {
    const pool = poolOf(2, spawnThread);
    // 7 and the number of blocks have no common factor, so this visits every block, and none in its turn.
    const blocks = Array.from({ length: blockCount(request) }, (_, i) => (7 * i + 3) % blockCount(request));
    const parts: Tally[] = [];
    for (const from of blocks) parts.push((await pool.run(request, { blocks: { from, to: from + 1 } })).tally);
    const [first, ...others] = parts as [Tally, ...Tally[]];
    expect(new Set(blocks).size).toBe(blockCount(request));
    expect(forecastDigest(request, mergeTallies(first, ...others))).toBe(whole);
  });

  test('the digest is the same when a thread is ended in the middle', async () => {
    const threads: WorkerLike[] = [];
    const pool = poolOf(2, () => {
      const thread = spawnThread();
      threads.push(thread);
      return thread;
    });
    let ended = false;
    const { tally, progress } = await pool.run(request, {
      onProgress: () => {
        if (!ended) threads[0]?.terminate();
        ended = true;
      },
    });
    expect(ended).toBe(true);
    expect(progress.workersReplaced).toBe(1);
    expect(forecastDigest(request, tally)).toBe(whole);
  });
});

test('a run that stops at a precision is the run of so many samples', async () => {
  const request = requestOf({ samples: 2 ** 18 });
  const enough = (tally: Tally): boolean => tally.samples > 20_000;
  const { tally } = await poolOf(3, spawnThread).run(request, { enough });
  expect(tally.samples).toBe(20_480);
  const asked = requestOf({ samples: 20_480 });
  const again = await poolOf(1, spawnThread).run(asked);
  expect(forecastDigest({ ...request, samples: tally.samples }, tally)).toBe(forecastDigest(asked, again.tally));
});

test('a kernel of another model is refused with the words of the engine', async () => {
  const request = requestOf();
  const other = { ...request, model: { ...request.model, hash: '0'.repeat(64) } };
  await expect(poolOf(1, spawnThread).run(other)).rejects.toThrow(/the kernel is of model/);
});
