/** The analysis commands as a user runs them, on few samples of the built-in model. */
import { beforeAll, describe, expect, test } from 'vitest';
import { ensure } from '../../scripts/lib/stages.mjs';
import lead from '../../src/model/lead.ts';
import { forecast, forecastJson } from './forecast.ts';

const INPUTS = lead.meta.inputs.length;

interface Found {
  readonly value: number;
  readonly se: number;
}

beforeAll(async () => {
  await ensure(['node']);
});

describe('sweep', () => {
  interface Sweep {
    readonly axis: { kind: string; id: string };
    readonly targets: string[];
    readonly curves: { scenario: string; points: { value: number; estimates: Found[]; changes: Found[] }[] }[];
  }

  test('moves a lever under every preset, with errors', async () => {
    const document = await forecastJson<Sweep>(
      ...['sweep', '--preset', 'status-quo', '--preset', 'act-now', '--lever', 'remoteAccessControl=0..1:3'],
      ...['--target', 'p50', '--target', 'atLeast12', '--samples', '1024'],
    );
    expect(document.axis).toEqual({ kind: 'lever', id: 'remoteAccessControl' });
    expect(document.targets).toEqual(['forwardLead@2028.5.p50', 'forwardLead@2028.5.atLeast12']);
    expect(document.curves.map(({ scenario }) => scenario)).toEqual(['status-quo', 'act-now']);
    for (const { points } of document.curves) {
      expect(points.map(({ value }) => value)).toEqual([0, 0.5, 1]);
      const [low, , high] = points.map(({ estimates }) => estimates[1]!);
      expect(high!.value).toBeGreaterThan(low!.value);
      expect(low!.se).toBeGreaterThan(0);
    }
  });

  test('moves an input through its quantiles, and gives the same for any number of workers', async () => {
    const args = ['sweep', '--input', 'lagToday=0.05..0.95:3', '--samples', '1024'];
    const [one, two] = await Promise.all(['1', '2'].map((w) => forecastJson<Sweep>(...args, '--workers', w)));
    expect(two!.curves).toEqual(one!.curves);
    expect(one!.curves[0]!.points.map(({ value }) => value)).toEqual([4.5, 7.5, 11].map((x) => expect.closeTo(x, 2)));
  });
});

test('tornado, map, attribute, voi, explain, inverse, delay and sensitivity answer', async () => {
  const few = ['--samples', '1024'];
  const two = ['--preset', 'status-quo', '--preset', 'act-now'];
  const [tornado, map, attribute, voi, explain, inverse, delay, sensitivity] = await Promise.all([
    forecastJson<{ bars: { id: string; span: Found }[] }>('tornado', '--only', 'levers', ...few),
    forecastJson<{ rows: { values: number[] }[]; contours: unknown[] }>(
      ...['map', '--x', 'remoteAccessControl=0..1:4', '--y', 'legalExportShare=0..0.3:3', '--level', '10', ...few],
    ),
    forecastJson<{ difference: Found; parts: { effect: Found }[] }>('attribute', '--preset', 'act-now', ...few),
    forecastJson<{ best: string; inputs: unknown[] }>('voi', ...two, '--cost', 'remoteAccessControl=0.05', ...few),
    forecastJson<{ shifts: { input: string }[]; rule: { words: string } }>(
      'explain',
      '--where',
      'forwardLead<6',
      '--samples',
      '4096',
    ),
    forecastJson<{ feasible: boolean; bestReachable: { reached: Found } }>(
      'inverse',
      '--goal',
      'atLeast12=0.99',
      '--samples',
      '1024',
    ),
    forecastJson<{ curves: { perYear: Found }[] }>(
      'delay',
      '--preset',
      'act-now',
      '--starts',
      '2026.75..2027.75:2',
      ...few,
    ),
    forecastJson<{ indices: { measures: { groups: { inputs: string[] }[] }[] } }>(
      'sensitivity',
      '--no-shapley',
      ...few,
    ),
  ]);
  expect(tornado.bars).toHaveLength(lead.meta.levers.length);
  expect(map.rows.map(({ values }) => values.length)).toEqual([4, 4, 4]);
  expect(map.contours.length).toBeGreaterThan(0);
  const sum = attribute.parts.reduce((total, { effect }) => total + effect.value, 0);
  expect(sum).toBeCloseTo(attribute.difference.value, 9);
  expect(['status-quo', 'act-now']).toContain(voi.best);
  expect(voi.inputs).toHaveLength(INPUTS);
  expect(explain.shifts[0]?.input).toBe('lagToday');
  expect(explain.rule.words).toContain('Chinese lag');
  expect(inverse.feasible).toBe(false);
  expect(inverse.bestReachable.reached.value).toBeGreaterThan(0.6);
  expect(delay.curves[0]!.perYear.value).toBeGreaterThan(0.5);
  expect(sensitivity.indices.measures[0]!.groups[0]!.inputs).toEqual(['unmodelledDrift']);
});

describe('mistakes end in one line, exit code 2 and nothing on stdout', () => {
  test.each([
    [['sweep'], 'needs one range'],
    [['sweep', '--lever', 'remoteAccessControl=1..0'], 'with from < to'],
    [['sweep', '--lever', 'remoteAccessControl=0..2'], 'is not within 0 to 1'],
    [['sweep', '--lever', 'nope=0..1'], 'no lever "nope"'],
    [['tornado', '--target', 'forwardLead@2028.5.p500'], 'unknown statistic'],
    [['tornado', '--target', 'nope.p50'], 'no outcome "nope"'],
    [['map', '--x', 'labSecurity'], 'map needs --y'],
    [['attribute', '--preset', 'status-quo'], 'do not differ'],
    [['voi', '--preset', 'act-now'], 'at least two scenarios'],
    [['explain'], 'explain needs --where'],
    [['inverse', '--goal', 'atLeast12'], 'id=value'],
    [['sensitivity', '--outcome', 'nope'], 'is not one of'],
    [['delay', '--starts', '2000..2001'], 'is not within'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await forecast(args);
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
    expect(stderr).toContain(message);
  });
});
