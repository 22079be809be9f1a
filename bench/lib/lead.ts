/** The built lead model on all cores, and the run that measurements of sampling share: status quo and act now at one date. */
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defaultRequest, type RequestDraft } from '../../src/engine/draft.ts';
import type { ForecastRequest, Tally } from '../../src/engine/types.ts';
import lead from '../../src/model/lead.ts';
import { spawnNodeWorker } from '../../src/workers/node/spawn.ts';
import { createPool } from '../../src/workers/pool.ts';
import type { WasmSource } from '../../src/workers/wasm-source.ts';

/** The date of the headline, a calendar year. */
export const DATE = 2028.5;

export interface LeadBench {
  readonly source: WasmSource;
  /** What the pilot run of the build found. */
  readonly direction: ForecastRequest['direction'];
  /** Counts of lead and lag at DATE, set 0 the status quo, 1 act now, and their paired difference; `draft` says the rest. */
  run(draft: RequestDraft): Promise<Tally>;
  /** Ends the workers. */
  dispose(): void;
}

/** @param root of the project, whose core and node stages are built */
export async function openLead(root: string): Promise<LeadBench> {
  const info: WasmSource['info'] & Pick<ForecastRequest, 'direction'> = JSON.parse(
    await readFile(join(root, 'build/lead.json'), 'utf8'),
  );
  const module = await WebAssembly.compile(await readFile(join(root, 'build/lead.wasm')));
  const source: WasmSource = { module, meta: lead.meta, info };
  const script = pathToFileURL(join(root, 'build/node/worker.js'));
  const pool = createPool({
    size: availableParallelism(),
    source,
    engine: 'wasm',
    spawn: () => spawnNodeWorker(script),
  });
  return {
    source,
    direction: info.direction,
    dispose: () => pool.dispose(),
    async run(draft) {
      const request = defaultRequest(lead.meta, info.hash, {
        scenarios: [{ preset: 'status-quo' }, { preset: 'act-now' }],
        outcomes: ['forwardLead', 'backwardLag'].map((id) => ({ id, dates: [DATE] })),
        ...draft,
      });
      return (await pool.run(request)).tally;
    },
  };
}
