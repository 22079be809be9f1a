/** A page that does nothing but run one request in several ways; digest.spec.ts asks it for the digests. */
import info from '../../../build/lead.json';
import wasmUrl from '../../../build/lead.wasm?url';
import { blockCount } from '../../../src/engine/blocks.ts';
import { forecastDigest } from '../../../src/engine/digest.ts';
import { mergeTallies } from '../../../src/engine/tally.ts';
import type { ForecastRequest, Tally } from '../../../src/engine/types.ts';
import lead from '../../../src/model/lead.ts';
import { spawnBrowserWorker } from '../../../src/workers/browser.ts';
import { createPool } from '../../../src/workers/pool.ts';

const module = WebAssembly.compileStreaming(fetch(wasmUrl));

/** The digest of `request` on `size` workers: in one go, or block by block in shuffled order. */
async function digest(request: ForecastRequest, size: number, shuffled: boolean): Promise<string> {
  const source = { module: await module, meta: lead.meta, info };
  const pool = createPool({ spawn: spawnBrowserWorker, size, source, engine: 'wasm' });
  try {
    if (!shuffled) return forecastDigest(request, (await pool.run(request)).tally);
    const count = blockCount(request);
    const parts: Tally[] = [];
    for (let i = 0; i < count; i++) {
      const from = (7 * i + 3) % count;
      parts.push((await pool.run(request, { blocks: { from, to: from + 1 } })).tally);
    }
    return forecastDigest(request, mergeTallies(...(parts as [Tally, ...Tally[]])));
  } finally {
    pool.dispose();
  }
}

Object.assign(globalThis, { digest });
