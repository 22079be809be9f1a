import { describe, expect, it } from 'vitest';
import { assumptionsOf, changedIn, kindsWords, underWords } from '../../src/app/assumption-words.ts';
import { model } from '../../src/app/model.ts';
import { ownRequest } from '../../src/app/own.ts';
import { setCorrelation, setInput, setSwitch } from '../../src/app/state/assumptions.ts';
import { type Document, initialDocument } from '../../src/app/state/document.ts';
import { toRequest } from '../../src/app/state/request.ts';
import { moveLevers } from '../../src/app/state/scenarios.ts';
import { subjectOf } from '../../src/app/subject.ts';
import type { Change } from '../../src/share/changes.ts';

const { meta, hash, direction } = model;
const plain = initialDocument(meta);
const requestOf = (document: Document) => toRequest(document, meta, hash, direction);
const of = (document: Document, scenario = 'act-now') =>
  subjectOf(requestOf(document), { scenario, outcome: 'forwardLead', date: 2028.5 })!;

const [input] = meta.inputs;
const entry = meta.switches.find(({ id }) => id === 'computeWeight')!;
const inputChanged = setInput(plain, input!, { family: 'uniform', min: 1, max: 2 });
const switched = setSwitch(inputChanged, meta, entry.id, entry.options[1]!.value);
const everything = setCorrelation(switched, meta, meta.inputs[2]!.id, meta.inputs[3]!.id, 0.21);

describe('what a figure is of', () => {
  it('is equal for equal questions and differs with each part of one', () => {
    const request = requestOf(plain);
    const keyOf = (from: typeof request, aspect: object = {}): string | undefined =>
      subjectOf(from, { scenario: 'act-now', outcome: 'forwardLead', date: 2028.5, ...aspect })?.key;
    expect(keyOf(requestOf(plain))).toBe(keyOf(request));
    const others = [
      keyOf(request, { scenario: 'inaction' }),
      keyOf(request, { outcome: 'backwardLag' }),
      keyOf(request, { date: 2030.5 }),
      keyOf(request, { threshold: 12 }),
      keyOf(request, { against: 'status-quo' }),
      keyOf(requestOf(inputChanged)),
      keyOf({ ...request, seed: 2 }),
      keyOf({ ...request, model: { ...request.model, hash: 'another' } }),
    ];
    expect(new Set([keyOf(request), ...others]).size).toBe(9);
    // More samples make the same figure more precise.
    expect(keyOf({ ...request, samples: 4096 })).toBe(keyOf(request));
  });

  it('is nothing where the run did not have the scenario', () => {
    expect(subjectOf(requestOf(plain), { scenario: 'gone', outcome: 'forwardLead', date: 2028.5 })).toBeNull();
  });

  it('lists inputs, criticisms and correlations that differ, and no policy', () => {
    const moved = moveLevers({ ...everything, selected: 'act-now' }, meta, { [meta.levers[0]!.id]: 0.123 });
    const { assumptions } = of(moved, moved.selected);
    expect(assumptions.map(({ kind }) => kind)).toEqual(['input', 'correlation', 'switch']);
    expect(kindsWords(assumptions)).toBe('1 input, 1 criticism and 1 correlation');
    expect(
      ['assumptions', 'criticisms', 'correlations', 'why'].map((room) => changedIn(room as 'why', assumptions)),
    ).toEqual([1, 1, 1, 0]);
    expect(of(plain).assumptions).toEqual([]);
  });
});

describe('words for changed assumptions', () => {
  const change = (label: string): Change => ({ kind: 'switch', scenario: null, id: label, label, usual: 0, value: 1 });

  it('are none where all are the model’s own, and name the first few', () => {
    expect(underWords([])).toBeNull();
    expect(underWords([change('a')])).toBe('Under 1 changed assumption: a');
    expect(underWords(['a', 'b', 'c', 'd', 'e'].map(change))).toBe('Under 5 changed assumptions: a, b, c and 2 more');
  });

  it('of several figures are said once', () => {
    expect(assumptionsOf([{ of: of(switched) }, { of: of(switched, 'inaction') }])).toHaveLength(2);
  });
});

describe('the model’s own answer', () => {
  it('is asked with its own inputs, correlations and criticisms, under the policy as it is', () => {
    const own = ownRequest(requestOf(everything), 'act-now')!;
    const usual = requestOf(plain).scenarios.filter(({ id }) => id === 'act-now');
    expect(own).toMatchObject({ inputs: {}, correlations: null, scenarios: usual, paired: false, seed: 1 });
  });

  it('is not asked where nothing was changed', () => {
    expect(ownRequest(requestOf(plain), 'act-now')).toBeNull();
  });
});
