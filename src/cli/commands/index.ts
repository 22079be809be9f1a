/** The commands, in the order of the help text. */
import type { Command } from '../command.ts';
import { evaluate } from './eval.ts';
import { merge } from './merge.ts';
import { modelCheck } from './model-check.ts';
import { modelEmit } from './model-emit.ts';
import { run } from './run.ts';
import { sample } from './sample.ts';

export const COMMANDS: readonly Command[] = [run, evaluate, sample, modelCheck, modelEmit, merge];
