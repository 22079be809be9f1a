import { describe, expect, it } from 'vitest';
import { model } from '../../src/app/model.ts';
import { setInput, setSwitch } from '../../src/app/state/assumptions.ts';
import { type Document, initialDocument } from '../../src/app/state/document.ts';
import { toRequest } from '../../src/app/state/request.ts';
import { moveLevers } from '../../src/app/state/scenarios.ts';
import { chosenWorldview, OWN_MIX, takeWorldview } from '../../src/app/state/worldviews.ts';

const { meta, hash } = model;
const plain = initialDocument(meta);
const chosen = (of: Document) => chosenWorldview(of, meta);

describe('worldviews', () => {
  it('of the model change something, are told by what they change, and leave every policy as it is', () => {
    expect(meta.worldviews.length).toBeGreaterThanOrEqual(3);
    for (const one of meta.worldviews) {
      const seen = takeWorldview(plain, one);
      expect(chosen(seen)).toBe(one);
      expect(seen.scenarios).toBe(plain.scenarios);
      expect(toRequest(seen, meta, hash)).not.toEqual(toRequest(plain, meta, hash));
      expect(chosen(moveLevers(seen, meta, { labSecurity: 1 }))).toBe(one);
      expect(takeWorldview(seen, null)).toEqual(plain);
    }
  });

  it('are named no more once an assumption is changed by hand, and replace what was', () => {
    const [first] = meta.worldviews;
    const [input] = meta.inputs;
    const mixed = setInput(takeWorldview(plain, first!), input!, { family: 'uniform', min: 1, max: 2 });
    expect(chosen(mixed)).toBe(OWN_MIX);
    expect(takeWorldview(mixed, null)).toEqual(plain);
    const sceptic = meta.worldviews.find(({ id }) => id === 'sceptic')!;
    const byHand = Object.entries(sceptic.switches).reduce(
      (doc, [id, value]) => setSwitch(doc, meta, id, value),
      plain,
    );
    expect(chosen(byHand)).toBe(sceptic);
  });
});
