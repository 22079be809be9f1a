/**
 * The shape of a request as it arrives from a link, a file or a script: types only, no knowledge of the model. What the
 * values may be is checked in request.ts, against the model. Unknown keys are errors: a misspelt key must not be ignored.
 */
import * as v from 'valibot';
import { LIMITS } from '../language/normalise/limits.ts';
import { show } from './errors.ts';

const number = v.pipe(
  v.number((issue) => `must be a number, not ${show(issue.input)}`),
  v.finite((issue) => `must be finite, not ${show(issue.input)}`),
);
const integer = v.pipe(
  number,
  v.safeInteger((issue) => `must be a whole number, not ${show(issue.input)}`),
);
const MAX_TEXT = 64;
const text = v.pipe(
  v.string((issue) => `must be text, not ${show(issue.input)}`),
  v.minLength(1, 'must not be empty'),
  v.maxLength(MAX_TEXT, `must have at most ${MAX_TEXT} characters`),
);

/** Any own keys, even `__proto__`: request.ts looks at each and takes only those the model knows. */
const entries = v.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  (issue) => `must be an object, not ${show(issue.input)}`,
);

const MAX_LIST = 1024;
function list<const T extends v.GenericSchema>(item: T, most = MAX_LIST) {
  return v.pipe(
    v.array(item, (issue) => `must be an array, not ${show(issue.input)}`),
    v.maxLength(most, `must have at most ${most} entries`),
  );
}

const object = <const T extends v.ObjectEntries>(members: T) =>
  v.strictObject(members, (issue) =>
    issue.expected === 'never' ? 'unknown key' : `must be ${plain(issue.expected)}, not ${show(issue.input)}`,
  );

function plain(expected: string | null): string {
  return expected === 'Object' ? 'an object' : 'present';
}

export const requestSchema = object({
  schema: v.literal(1, (issue) => `must be 1, not ${show(issue.input)}`),
  model: object({ id: text, hash: text }),
  sampler: v.picklist(['sobol', 'philox'], (issue) => `must be "sobol" or "philox", not ${show(issue.input)}`),
  seed: integer,
  samples: integer,
  replicates: integer,
  scenarios: list(object({ id: text, levers: entries, switches: entries })),
  paired: v.boolean((issue) => `must be true or false, not ${show(issue.input)}`),
  inputs: entries,
  correlations: v.nullable(list(v.strictTuple([text, text, number]))),
  outcomes: list(object({ id: text, dates: list(number) })),
  direction: v.nullable(list(number, LIMITS.elements)),
  // Requests written before there were cuts have none.
  cuts: v.optional(entries, {}),
});

export type RequestShape = v.InferOutput<typeof requestSchema>;

/** Where an issue of valibot lies, e.g. `scenarios[0].levers`. */
export function pathOf(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).reduce((path, item) => {
    const key = typeof item.key === 'number' ? `[${item.key}]` : String(item.key);
    return typeof item.key === 'number' || path === '' ? `${path}${key}` : `${path}.${key}`;
  }, '');
}
