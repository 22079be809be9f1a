/** The question of a platform that a forecast is exported for, from the command line: read before anything runs. */
import { lookUp } from '../engine/look-up.ts';
import type { ForecastRequest, OutcomeRequest } from '../engine/types.ts';
import type { MetaculusQuestion } from '../share/exports/metaculus.ts';
import type { Arguments } from './arguments.ts';
import { UsageError } from './errors.ts';
import { parseInterval, parseNumber } from './numbers.ts';

export interface AskedQuestion extends MetaculusQuestion {
  /** Index of the scenario in the request. */
  readonly set: number;
  readonly outcome: string;
  readonly date: number;
}

const OPEN = ['low', 'high', 'both', 'none'];

/** @param outcome the one that is asked of, at one date. Throws UsageError, or RequestError for an unknown scenario. */
export function readQuestion(
  args: Arguments,
  request: ForecastRequest,
  outcome: OutcomeRequest | undefined,
): AskedQuestion {
  const bounds = args.get('bounds');
  if (bounds === undefined) throw new UsageError('--format metaculus: give the --bounds of the question, LOW..HIGH');
  const [low, high] = parseInterval(bounds, '--bounds');
  const open = args.get('open') ?? 'both';
  if (!OPEN.includes(open)) throw new UsageError(`--open: ${OPEN.slice(0, -1).join(', ')} or none`);
  const zero = args.get('zero-point');
  const date = outcome?.dates[0];
  if (outcome === undefined || date === undefined) throw new UsageError('the forecast has no outcome');
  const scenario = args.get('scenario') ?? request.scenarios[0]?.id ?? '';
  return {
    set: request.scenarios.indexOf(lookUp('--scenario', 'scenario', scenario, request.scenarios)),
    outcome: outcome.id,
    date,
    low,
    high,
    openLow: open === 'low' || open === 'both',
    openHigh: open === 'high' || open === 'both',
    zeroPoint: zero === undefined ? null : parseNumber(zero, '--zero-point'),
  };
}
