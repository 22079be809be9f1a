/** The page's document as a shared forecast, and back. */
import { describe, expect, test } from 'vitest';
import { changeKey, takeBack } from '../../src/app/panels/share/change-words.ts';
import { documentKey, fromShared, type Told, toShared } from '../../src/app/panels/share/shared.ts';
import { setCorrelation, setInput, setSampling, setSwitch } from '../../src/app/state/assumptions.ts';
import { type Document, initialDocument } from '../../src/app/state/document.ts';
import { toRequest } from '../../src/app/state/request.ts';
import { moveLevers, select, setHidden, setPolicyStart } from '../../src/app/state/scenarios.ts';
import { canonicalJson } from '../../src/engine/canonical.ts';
import { changesOf } from '../../src/share/changes.ts';
import { requestOf, type SharedForecast } from '../../src/share/forecast.ts';
import { decodeLink, encodeLink } from '../../src/share/link.ts';
import { full, LEAD, plain, scenario } from './forecasts.ts';

const { meta, hash } = LEAD;
const told: Told = { title: 'T', note: 'N', view: plain().view, claim: null };
const start = initialDocument(meta);
const [input] = meta.inputs;

/** One with everything an analyst can change. */
function edited(): Document {
  let document = select(start, 'act-now');
  document = moveLevers(document, meta, { labSecurity: 0.875 });
  document = setPolicyStart(document, 2027.75);
  document = setHidden(document, 'inaction', true);
  document = setSwitch(document, meta, 'weightTheft', 0);
  document = setInput(document, input!, { family: 'lognormal', p5: 4, p50: 7, p95: 12 });
  document = setCorrelation(document, meta, 'usStock', 'usGrowthNow', 0.4);
  return setSampling(document, { seed: 7, samples: 16_384, precision: 0.05 });
}

describe('a document', () => {
  test.each([
    ['as a visit starts', start],
    ['with everything changed', edited()],
  ])('%s goes through a link and comes back', (_, document) => {
    const opened = decodeLink(encodeLink(toShared(document, LEAD, told), LEAD), LEAD);
    if (!opened.ok) throw new Error('refused');
    expect(opened.notes).toEqual([]);
    const { document: back, notes } = fromShared(opened.forecast, LEAD);
    expect(notes).toEqual([]);
    expect(back).toEqual(document);
    expect(documentKey(back)).toBe(documentKey(document));
  });

  test('asks the same of the engine as what is shared of it', () => {
    const shared = toShared(edited(), LEAD, told);
    expect(canonicalJson(requestOf(shared, LEAD))).toBe(canonicalJson(toRequest(edited(), meta, hash)));
  });

  test('keeps switches that are one scenario’s own', () => {
    const own = scenario('own-1', { preset: null });
    const sent = plain({
      scenarios: [scenario('status-quo'), { ...own, switches: { ...own.switches, weightTheft: 0 } }],
    });
    for (const selected of ['status-quo', 'own-1']) {
      const { document, notes } = fromShared({ ...sent, selected }, LEAD);
      expect(notes).toEqual([]);
      const { scenarios } = toRequest(document, meta, hash);
      expect(scenarios.map(({ switches }) => switches['weightTheft'])).toEqual([1, 0]);
    }
  });

  test.each<readonly [string, Partial<SharedForecast>, RegExp]>([
    ['few outcomes', { outcomes: [{ id: 'forwardLead', dates: [2028.5] }] }, /every outcome at every date/],
    ['other randomisations', { sampling: { ...plain().sampling, replicates: 8 } }, /16 randomisations instead of 8/],
    ['very few samples', { sampling: { ...plain().sampling, samples: 1024 } }, /4096 samples instead of 1024/],
    [
      'more scenarios than the page tells apart',
      {
        scenarios: [
          ...plain().scenarios,
          ...Array.from({ length: 9 }, (_, i) => scenario(`own-${i}`, { preset: null })),
        ],
      },
      /11 scenarios; this page shows 8/,
    ],
  ])('of a forecast with %s says in what it is not the one sent', (_, change, says) => {
    expect(fromShared(plain(change), LEAD).notes.join(' ')).toMatch(says);
  });
});

describe('taking back', () => {
  test.each([
    ['everything an analyst can change', edited()],
    ['everything a link can bring', fromShared(full(), LEAD).document],
  ])('each change in turn leaves none: %s', (_, document) => {
    let rest = document;
    const changes = changesOf(toShared(document, LEAD, told), LEAD);
    expect(changes.length).toBeGreaterThan(4);
    for (const change of changes) {
      rest = takeBack(rest, change);
      const left = changesOf(toShared(rest, LEAD, told), LEAD).map(changeKey);
      expect(left).not.toContain(changeKey(change));
    }
    expect(changesOf(toShared(rest, LEAD, told), LEAD)).toEqual([]);
    expect(rest.selected).toBe(document.selected);
  });
});
