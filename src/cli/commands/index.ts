/** The commands, in the order of the help text. */
import type { Command } from '../command.ts';
import { attribute } from './attribute.ts';
import { delay } from './delay.ts';
import { evaluate } from './eval.ts';
import { explain } from './explain.ts';
import { exportCommand } from './export.ts';
import { inverse } from './inverse.ts';
import { link } from './link.ts';
import { map } from './map.ts';
import { merge } from './merge.ts';
import { modelCheck } from './model-check.ts';
import { modelEmit } from './model-emit.ts';
import { open } from './open.ts';
import { run } from './run.ts';
import { sample } from './sample.ts';
import { sensitivity } from './sensitivity.ts';
import { sweep } from './sweep.ts';
import { tornado } from './tornado.ts';
import { verify } from './verify.ts';
import { voi } from './voi.ts';

export const COMMANDS: readonly Command[] = [
  run,
  evaluate,
  sample,
  modelCheck,
  modelEmit,
  merge,
  sweep,
  map,
  tornado,
  sensitivity,
  attribute,
  voi,
  explain,
  inverse,
  delay,
  link,
  open,
  verify,
  exportCommand,
];
