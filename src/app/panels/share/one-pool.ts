/** A worker of its own for a file: the live forecast is not held up. */
import type { ForecastPool } from '../../../workers/types.ts';
import { startPools } from '../../pool.ts';

export async function withOnePool<T>(work: (pool: ForecastPool) => Promise<T>): Promise<T> {
  const { pools } = await startPools(1, 1);
  const [pool] = pools;
  if (pool === undefined) throw new Error('no engine could be started');
  try {
    return await work(pool);
  } finally {
    pool.dispose();
  }
}
