/** Opens hostile links in a thread whose heap is bounded: one that takes more ends it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { LinkModel } from '../../src/share/forecast.ts';
import { arriving } from './arriving.ts';
import { forged, heavy, mutate, mutateJson, type Random, randomLink, seeded, takenApart, whole } from './mutations.ts';

/** What the test gives: how many links, true ones to make them of, and the model. */
export interface HeapTask {
  readonly count: number;
  readonly links: readonly [string, string];
  readonly model: LinkModel;
}

const { count, links, model } = workerData as HeapTask;
const sources = links.map(takenApart);

const KINDS: readonly (readonly [share: number, make: (random: Random) => string])[] = [
  [0.6, randomLink],
  [0.3, (random) => mutate(random, links[0], links[1])],
  [
    0.08,
    (random) => {
      const { parameters, payload } = sources[whole(random, 2)]!;
      return forged(parameters, mutateJson(random, payload));
    },
  ],
  [
    0.02,
    (random) => {
      const { parameters, payload } = sources[whole(random, 2)]!;
      return heavy(random, parameters, payload);
    },
  ],
];

let opened = 0;
for (const [kind, [share, make]] of KINDS.entries()) {
  const random = seeded(20 + kind);
  for (let i = 0; i < Math.ceil(share * count); i++) {
    arriving(make(random), model);
    opened += 1;
  }
}
parentPort?.postMessage(opened);
