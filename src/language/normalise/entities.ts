/** Inputs, levers and switches: what equations read. */
import type { Clock, Draws, InputMeta, LeverMeta, SwitchMeta } from '../definition.ts';
import type { Path } from '../errors.ts';
import { fieldsOf, readFamily, readParameters } from '../families/index.ts';
import { Fields, fail, show } from '../reader.ts';
import { readNamed, readShared, SHARED_FIELDS } from './common.ts';
import { LIMITS } from './limits.ts';

export function readInput(id: string, raw: unknown, path: Path, clock: Clock): InputMeta {
  const family = readFamily(raw, path);
  const fields = new Fields(raw, path, [
    'family',
    ...fieldsOf(family, raw),
    ...SHARED_FIELDS,
    'grade',
    'dissent',
    ...DRAWS_FIELDS,
  ]);
  return {
    ...readShared(id, fields),
    distribution: readParameters(family, fields),
    ...readDraws(fields, clock),
    grade: fields.choice('grade', ['measured', 'estimated', 'judgement'], 'judgement'),
    dissent: fields.text('dissent', LIMITS.prose, ''),
  };
}

const DRAWS_FIELDS = ['count', 'correlation'];

function readDraws(fields: Fields, clock: Clock): { draws?: Draws } {
  if (!fields.has('count')) {
    if (!fields.has('correlation')) return {};
    return fail(fields.at('correlation'), 'a correlation inside an input that is drawn once', 'Add count: 30, say.');
  }
  const correlation = fields.number('correlation', 0);
  if (correlation <= -1 || correlation >= 1) {
    const remedy = 'For draws that are all equal, leave out count.';
    return fail(fields.at('correlation'), `correlation ${correlation} is not between -1 and 1`, remedy);
  }
  return { draws: { count: readCount(fields, clock), correlation } };
}

function readCount(fields: Fields, clock: Clock): number {
  const path = fields.at('count');
  if (fields.get('count') === 'steps') {
    if (clock.steps > 0) return clock.steps;
    return fail(path, 'one draw a step without a clock', 'Declare a clock, or write how many: count: 30.');
  }
  const count = fields.get('count');
  const form = `Write a whole number from 1 to ${LIMITS.elements}, or 'steps' for one a step of the clock.`;
  if (typeof count !== 'number') return fail(path, `${show(count)} is no count`, form);
  if (!Number.isInteger(count) || count < 1) return fail(path, `count ${count} is no whole number from 1`, form);
  return count;
}

/** Throws where a sample takes more random numbers than there may be. */
export function checkElements(inputs: readonly InputMeta[], path: Path): void {
  let elements = 0;
  for (const { id, draws } of inputs) {
    elements += draws?.count ?? 1;
    if (elements <= LIMITS.elements) continue;
    const problem = `${elements} draws a sample up to here, more than ${LIMITS.elements}`;
    const place = [...path, id, ...(draws === undefined ? [] : ['count'])];
    fail(place, problem, 'Use fewer: longer steps, or one draw for several steps.');
  }
}

const LEVER_FIELDS = [
  ...SHARED_FIELDS,
  'min',
  'max',
  'step',
  'statusQuo',
  'deadTime',
  'timeConstant',
  'lowWord',
  'highWord',
  'bands',
  'decidedBy',
];

export function readLever(id: string, raw: unknown, path: Path): LeverMeta {
  const fields = new Fields(raw, path, LEVER_FIELDS);
  const min = fields.number('min');
  const max = fields.number('max');
  if (max <= min) return fail(fields.at('max'), `max ${max} is not above min ${min}`, 'Write min < max.');
  const step = fields.number('step', (max - min) / 100);
  if (step <= 0 || step > max - min) {
    return fail(fields.at('step'), `step ${step} is outside 0 to ${max - min}`, 'Write a positive part of the range.');
  }
  const statusQuo = fields.number('statusQuo');
  checkWithin(statusQuo, min, max, fields.at('statusQuo'), 'statusQuo');
  const bands = readNamed(fields, 'bands', LIMITS.bands).map(({ words, value }, i) => {
    checkWithin(value, min, max, [...fields.at('bands'), i, 1], `band "${words}"`);
    return { name: words, value };
  });
  return {
    ...readShared(id, fields),
    min,
    max,
    step,
    statusQuo,
    deadTime: fields.amount('deadTime', 0),
    timeConstant: fields.amount('timeConstant', 0),
    lowWord: fields.text('lowWord', LIMITS.label, ''),
    highWord: fields.text('highWord', LIMITS.label, ''),
    bands,
    decidedBy: fields.text('decidedBy', LIMITS.label, ''),
  };
}

export function checkWithin(value: number, min: number, max: number, path: Path, what: string): void {
  if (value >= min && value <= max) return;
  fail(path, `${what} ${value} is outside ${min} to ${max}`, `Write a number from ${min} to ${max}.`);
}

export function readSwitch(id: string, raw: unknown, path: Path): SwitchMeta {
  const fields = new Fields(raw, path, ['label', 'default', 'options', 'critics', 'effect']);
  fields.required('options');
  const options = readNamed(fields, 'options', LIMITS.options).map(({ words, value }) => ({ value, label: words }));
  if (options.length === 0) return fail(fields.at('options'), 'no options', "Write at least one: ['words', number].");
  options.forEach(({ value }, i) => {
    if (options.findIndex((other) => other.value === value) === i) return;
    fail([...fields.at('options'), i, 1], `the value ${value} appears twice`, 'Give each option another number.');
  });
  const meta = {
    id,
    label: fields.text('label', LIMITS.label, id),
    default: fields.number('default'),
    options,
    critics: fields.text('critics', LIMITS.prose, ''),
    effect: fields.text('effect', LIMITS.prose, ''),
  };
  checkOption(meta, meta.default, fields.at('default'));
  return meta;
}

/** Throws unless `value` is one of the options. */
export function checkOption(meta: SwitchMeta, value: number, path: Path): void {
  if (meta.options.some((option) => option.value === value)) return;
  const values = meta.options.map((option) => option.value).join(', ');
  fail(path, `${value} is not an option of "${meta.id}"`, `Write one of ${values}.`);
}
