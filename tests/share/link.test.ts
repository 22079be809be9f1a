/** Links carry a whole forecast, canonically and briefly. */
import { describe, expect, test } from 'vitest';
import { canonicalRequest } from '../../src/engine/canonical.ts';
import type { SharedForecast } from '../../src/share/forecast.ts';
import { requestOf } from '../../src/share/forecast.ts';
import { COMFORTABLE_LENGTH, decodeLink, encodeLink, type OpenedLink } from '../../src/share/link.ts';
import { full, LEAD, plain, scenario } from './forecasts.ts';

function opened(text: string): OpenedLink {
  const result = decodeLink(text, LEAD);
  if (!result.ok) throw new Error(result.notes.map((note) => note.text).join('\n'));
  return result;
}

const reversed = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).reverse());

describe('a link', () => {
  test.each([
    ['a plain forecast', plain()],
    ['every lever, three scenarios, 20 inputs', full()],
    [
      'plain random samples',
      plain({ sampling: { ...plain().sampling, sampler: 'philox', replicates: 1, samples: 5000 } }),
    ],
    ['a hidden scenario', plain({ scenarios: [...plain().scenarios, scenario('inaction', { hidden: true })] })],
    ['one outcome at one date', plain({ outcomes: [{ id: 'forwardLead', dates: [2028.5] }] })],
    ['no differences', plain({ paired: false })],
    ['an embedded view', plain({ view: { ...plain().view, levers: ['remoteAccessControl', 'labSecurity'] } })],
    ['a title in any script', plain({ title: 'Vorsprung – 领先 📈', note: 'Zwei\nZeilen & <b>kein</b> Markup' })],
  ])('brings back %s, whole', (_, forecast) => {
    const link = encodeLink(forecast, LEAD);
    const { forecast: back, notes, faithful } = opened(`https://example.org/headway/#${link}`);
    expect(notes).toEqual([]);
    expect(faithful).toBe(true);
    expect(back).toEqual(forecast);
    expect(encodeLink(back, LEAD)).toBe(link);
  });

  test('is the same for equal forecasts, however they were put together', () => {
    const forecast = full();
    const shuffled: SharedForecast = {
      ...forecast,
      inputs: reversed(forecast.inputs),
      correlations: [...(forecast.correlations ?? [])].reverse().map(([a, b, rho]) => [b, a, rho] as const),
      outcomes: [...forecast.outcomes].reverse(),
      scenarios: forecast.scenarios.map((one) => ({
        ...one,
        levers: reversed(one.levers),
        switches: reversed(one.switches),
      })),
      view: { ...forecast.view, page: reversed(forecast.view.page) },
    };
    expect(encodeLink(shuffled, LEAD)).toBe(encodeLink(forecast, LEAD));
  });

  test('says nothing of what is as in the model, such as an input edited back', () => {
    const [input] = LEAD.meta.inputs;
    const same = plain({ inputs: { [input!.id]: input!.distribution } });
    expect(encodeLink(same, LEAD)).toBe(encodeLink(plain(), LEAD));
  });

  test('states every lever and switch of the selected policy in the readable part', () => {
    const parameters = new URLSearchParams(encodeLink(full(), LEAD));
    const own = full().scenarios[2]!;
    for (const [id, value] of Object.entries({ ...own.levers, ...own.switches })) {
      expect(Number(parameters.get(id)), id).toBe(value);
    }
    expect(parameters.get('model')).toBe(`lead@${LEAD.hash.slice(0, 8)}`);
    expect(parameters.get('seed')).toBe('1');
    expect(parameters.get('n')).toBe('131072');
  });

  test('stays below 2,000 characters with every lever, three scenarios and 20 edited inputs', () => {
    const link = encodeLink(full(), LEAD);
    expect(Object.keys(full().inputs)).toHaveLength(20);
    expect(link.length).toBeLessThan(COMFORTABLE_LENGTH);
  });

  test('needs no escaping in an address', () => {
    const link = encodeLink(full(), LEAD);
    expect(new URL(`https://example.org/#${link}`).hash).toBe(`#${link}`);
    expect(link).toMatch(/^[A-Za-z0-9=&@._~-]+$/);
  });

  test('opens the same when a messenger has escaped it', () => {
    const link = encodeLink(plain(), LEAD);
    expect(opened(link.replaceAll('@', '%40')).forecast).toEqual(plain());
  });

  test('carries the direction of the samples, whole and briefly', () => {
    const count = LEAD.meta.inputs.length;
    const exact = Array.from({ length: count }, (_, i) => (i === 3 ? 1 / 3 : i === 7 ? Math.sqrt(8) / 3 : 0));
    expect(opened(encodeLink(plain({ direction: exact }), LEAD)).forecast.direction).toEqual(exact);
    // As the build finds them: to a thousandth, of length about 1.
    const turned = full(true);
    expect(opened(encodeLink(turned, LEAD)).forecast.direction).toEqual(turned.direction);
    expect(encodeLink(turned, LEAD).length).toBeLessThan(COMFORTABLE_LENGTH);
  });

  test('made by hand is run along the model’s own direction, unless its draws are plain', () => {
    const direction = full(true).direction;
    const of = (text: string) => {
      const result = decodeLink(text, { ...LEAD, direction });
      return result.ok ? result.forecast.direction : undefined;
    };
    expect(of('v=1')).toEqual(direction);
    expect(of('v=1&sampler=philox')).toBe(null);
  });
});

describe('a link written by hand', () => {
  test('takes the rest from the model, and compares with the status quo', () => {
    const { forecast, notes } = opened('#v=1&remoteAccessControl=0.9&n=16384&seed=7');
    expect(notes).toEqual([]);
    expect(forecast.scenarios.map(({ id }) => id)).toEqual(['status-quo', 'policy']);
    expect(forecast.scenarios[1]!.levers['remoteAccessControl']).toBe(0.9);
    expect(forecast.scenarios[1]!.levers['labSecurity']).toBe(0.2);
    expect(forecast.sampling).toMatchObject({ samples: 16384, seed: 7 });
    expect(forecast.paired).toBe(true);
  });

  test('may start from a preset and edit inputs', () => {
    const { forecast, notes } = opened('v=1&preset=act-now&labSecurity=0.9&lagToday=4,7,12&usStock=uniform:20,40');
    expect(notes).toEqual([]);
    expect(forecast.scenarios[1]).toMatchObject({
      name: 'Act now, changed',
      levers: { labSecurity: 0.9, smugglingEnforcement: 0.9 },
    });
    expect(forecast.inputs).toEqual({
      lagToday: { family: 'lognormal', p5: 4, p50: 7, p95: 12 },
      usStock: { family: 'uniform', min: 20, max: 40 },
    });
  });

  test('that changes nothing is the status quo alone', () => {
    expect(opened('#v=1').forecast.scenarios.map(({ id }) => id)).toEqual(['status-quo']);
  });

  test('is the same forecast as the request it names', () => {
    const { forecast } = opened('v=1&labSecurity=0.5');
    expect(canonicalRequest(requestOf(opened(encodeLink(forecast, LEAD)).forecast, LEAD))).toBe(
      canonicalRequest(requestOf(forecast, LEAD)),
    );
  });
});
