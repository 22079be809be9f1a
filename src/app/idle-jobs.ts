/** What is worked out beside the forecast, in the order in which it is wanted. */
import type { ForecastPool } from '../workers/types.ts';
import { gainsJob } from './gains.ts';
import { followIdle } from './idle.ts';
import { ownJob } from './own.ts';

export const followIdleJobs = (pool: ForecastPool): (() => void) => followIdle(pool, [ownJob, gainsJob]);
