import { describe, expect, it } from 'vitest';
import { model } from '../../src/app/model.ts';
import { previewRequest } from '../../src/app/preview.ts';
import { setCorrelation, setInput, setSampling, setSwitch } from '../../src/app/state/assumptions.ts';
import { initialDocument } from '../../src/app/state/document.ts';
import { toRequest } from '../../src/app/state/request.ts';
import { moveLevers, setBaseline, setHidden, setPolicyStart } from '../../src/app/state/scenarios.ts';
import { parseRequest } from '../../src/engine/request.ts';

const { meta, hash } = model;
const start = initialDocument(meta);
const lever = meta.levers[1]!;
const input = meta.inputs[0]!;
const moved = moveLevers(start, meta, { [lever.id]: 0.8 });
const widened = setInput(start, input, { family: 'lognormal', p5: 3, p50: 7, p95: 14 });

describe('the request of a document', () => {
  it('is one that the edge accepts as it stands', () => {
    let document = setPolicyStart(widened, 2027.25);
    document = setSwitch(document, meta, 'computeWeight', 0.6);
    document = setCorrelation(document, meta, input.id, meta.inputs[1]!.id, 0.3);
    document = setSampling(document, { samples: 5000, seed: 7 });
    const request = toRequest(document, meta, hash);
    expect(parseRequest(request, meta, hash)).toEqual(request);
  });

  it('puts the baseline first and leaves hidden scenarios out', () => {
    const hidden = setHidden(setBaseline(start, 'act-now'), 'inaction', true);
    expect(toRequest(hidden, meta, hash).scenarios.map(({ id }) => id)).toEqual(['act-now', 'status-quo']);
  });

  it('is the same after a change and its reset', () => {
    const back = setInput(widened, input, input.distribution);
    expect(toRequest(back, meta, hash)).toEqual(toRequest(start, meta, hash));
    const once = setSwitch(start, meta, 'computeWeight', 0.6);
    expect(toRequest(setSwitch(once, meta, 'computeWeight', 1), meta, hash)).toEqual(toRequest(start, meta, hash));
  });

  it('restores the correlations of the model when an edit is taken back', () => {
    const { a, b, rho } = meta.correlations[0]!;
    const edited = setCorrelation(start, meta, b, a, 0.1);
    expect(edited.correlations).not.toBeNull();
    expect(setCorrelation(edited, meta, a, b, rho).correlations).toBeNull();
  });

  it('applies a structural switch to every scenario, the policy start only to its own', () => {
    const document = setPolicyStart(setSwitch(start, meta, 'computeWeight', 0.6), 2028.75);
    const { scenarios } = toRequest(document, meta, hash);
    expect(scenarios.map(({ switches }) => switches['computeWeight'])).toEqual([0.6, 0.6, 0.6, 0.6]);
    expect(scenarios.map(({ switches }) => switches['policyStart'])).toEqual([2026.75, 2026.75, 2026.75, 2028.75]);
  });
});

describe('the preview of a request', () => {
  const known = toRequest(start, meta, hash);

  it('asks for the changed scenario and its baseline only, in one block of one outcome', () => {
    const preview = previewRequest(toRequest(moved, meta, hash), known, 'forwardLead');
    expect(preview.scenarios.map(({ id }) => id)).toEqual([start.baseline, moved.selected]);
    expect(preview).toMatchObject({ samples: 4096, paired: true, outcomes: [{ id: 'forwardLead' }] });
  });

  it('asks for all scenarios when an assumption changed', () => {
    const preview = previewRequest(toRequest(widened, meta, hash), known, 'forwardLead');
    expect(preview.scenarios).toHaveLength(start.scenarios.length);
  });

  it('asks for all scenarios when the baseline changed: every difference is another', () => {
    const preview = previewRequest(toRequest(setBaseline(start, 'act-now'), meta, hash), known, 'forwardLead');
    expect(preview.scenarios).toHaveLength(start.scenarios.length);
  });
});
