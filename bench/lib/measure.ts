/** Rates measured side by side: contestants take turns, so that what else the machine does hits all of them alike. */

export interface Contestant {
  readonly name: string;
  /** Does a portion of work, in the order of a second. Returns samples and the seconds they took. */
  run(): Promise<{ readonly samples: number; readonly seconds: number }>;
}

export interface Rate {
  /** Median over rounds, samples per second. */
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** One unmeasured round, then `rounds` in turns. */
export async function measure(contestants: readonly Contestant[], rounds: number): Promise<ReadonlyMap<string, Rate>> {
  const rates = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const { name, run } of contestants) {
      const { samples, seconds } = await run();
      if (round > 0) rates.get(name)?.push(samples / seconds);
    }
  }
  return new Map([...rates].map(([name, values]) => [name, summarise(values)]));
}

/** Seconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function summarise(values: readonly number[]): Rate {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { median: at(0.5), low: at(0), high: at(1) };
}
