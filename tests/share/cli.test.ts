/** Links in the terminal: made, opened, verified by exit code, exported. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensure } from '../../scripts/lib/stages.mjs';
import type { RunDocument } from '../../src/cli/document.ts';
import type { ForecastRequest } from '../../src/engine/types.ts';
import type { ForecastDocument } from '../../src/share/exports/document.ts';
import type { OpenedLink } from '../../src/share/link.ts';
import { forecast, forecastJson } from '../cli/forecast.ts';
import { forged, takenApart } from './mutations.ts';

let folder: string;
let run: RunDocument;
let runFile: string;
let link: string;

beforeAll(async () => {
  await ensure(['node']);
  folder = mkdtempSync(join(tmpdir(), 'headway-share-'));
  run = await forecastJson<RunDocument>('run', '--preset', 'status-quo', '--preset', 'act-now', '--samples', '8192');
  runFile = join(folder, 'run.json');
  writeFileSync(runFile, JSON.stringify(run));
  const made = await forecast(['link', runFile, '--title', 'Act now?', '--base', 'https://example.org/headway/']);
  link = made.stdout.trim();
});

describe('a link', () => {
  test('of a run carries its digest and reproduces: exit code 0', async () => {
    expect(link).toMatch(/^https:\/\/example\.org\/headway\/#v=1&check=/);
    const { code, stdout } = await forecast(['verify', link]);
    expect(stdout).toBe(
      `Reproduced exactly: digest ${run.digest}\nThis covers the counts and figures; title, note and names are the author’s.\n`,
    );
    expect(code).toBe(0);
  });

  test('opens to the request that it was made of', async () => {
    const { code, stdout, stderr } = await forecast(['open', link]);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout) as ForecastRequest).toEqual(run.request);
    const whole = await forecastJson<OpenedLink>('open', link);
    expect(whole.forecast.title).toBe('Act now?');
    expect(whole.faithful).toBe(true);
  });

  test('with another question under its digest is not reproduced: exit code 1, number by number', async () => {
    // Without its checksum it passes for a link written by hand; the digest still tells.
    const forged = link.replace(/check=[0-9a-f]+&/, '').replace('seed=20260514', 'seed=1');
    const { code, stdout } = await forecast(['verify', forged]);
    expect(code).toBe(1);
    expect(stdout).toContain('Not reproduced');
    expect(stdout).toMatch(/Act now +forwardLead p50 at 2028\.5 +\d/);
  });

  test('with false figures beside the right digest is told apart: exit code 1, number by number', async () => {
    const { parameters, payload } = takenApart(link);
    const [engine, version, samples, figures] = payload['k'] as [string, number, number, number[][]];
    const lying = { ...payload, k: [engine, version, samples, figures.map(([, ...rest]) => [40, ...rest])] };
    const { code, stdout } = await forecast(['verify', `#${forged(parameters, lying)}`]);
    expect(stdout).toMatch(/^The counts are reproduced, but these reported figures are not of them\.\n/);
    expect(stdout).toMatch(/Status quo +forwardLead p5 at 2028\.5 +40 +\d.* differs/);
    expect(stdout).not.toContain('Reproduced exactly');
    expect(code).toBe(1);
  });

  test.each([
    ['cut', (text: string) => text.slice(0, -30), /not as it was made/],
    ['without a result', () => '#v=1&labSecurity=0.5', /carries no result to check/],
    ['of a newer form', () => '#v=9', /newer than this page/],
    ['that is none', () => 'hello', /not a link to a forecast/],
  ])('%s is a bad link: exit code 2, one line on stderr', async (_, change, says) => {
    const { code, stdout, stderr } = await forecast(['verify', change(link)]);
    expect(stderr).toMatch(says);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect([code, stdout]).toEqual([2, '']);
  });

  test('of billions of samples is not run unasked: exit code 3, how long it takes, and the flag that begins it', async () => {
    const { parameters, payload } = takenApart(link);
    const [engine, version, , figures] = payload['k'] as [string, number, number, unknown];
    const much = parameters.map(([key, value]) => [key, key === 'n' ? '4294963200' : value] as const);
    const endless = forged(much, { ...payload, k: [engine, version, 4_294_963_200, figures] });
    for (const command of [['verify'], ['export', '--format', 'quantiles']]) {
      const { code, stdout, stderr } = await forecast([...command, `#${endless}`]);
      expect(stderr).toMatch(
        /of 4,294,963,200 samples: running them takes about [\d.]+ (min|hours) here; --yes begins it\n$/,
      );
      expect([code, stdout]).toEqual([3, '']);
    }
  });

  test('is not made of a document whose digest is not its request’s', async () => {
    const file = join(folder, 'forged.json');
    writeFileSync(file, JSON.stringify({ ...run, digest: '0'.repeat(64) }));
    const { code, stderr } = await forecast(['link', file]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('it is of another version, or changed')]);
  });

  test('is not made of a part of a run, nor of what is no request', async () => {
    const part = join(folder, 'part.json');
    writeFileSync(part, JSON.stringify({ ...run, blocks: { from: 0, to: 1 } }));
    expect(await forecast(['link', part])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('merge its parts'),
    });
    expect(await forecast(['link', 'package.json'])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('an export', () => {
  test('as JSON holds question, answer, digest and a link that opens it', async () => {
    const { stdout } = await forecast(['export', link]);
    const document = JSON.parse(stdout) as ForecastDocument;
    expect(document.digest).toBe(run.digest);
    expect(document.request).toEqual(run.request);
    expect(document.link).toBe(link);
    expect(document.scenarios.map(({ outcomes }) => outcomes)).toEqual(run.scenarios.map(({ outcomes }) => outcomes));
    expect(document.paired.map(({ outcomes }) => outcomes)).toEqual(run.paired.map(({ outcomes }) => outcomes));
  });

  test('of quantiles has a row for every scenario, difference, outcome and date', async () => {
    const { stdout } = await forecast(['export', runFile, '--format', 'quantiles']);
    const rows = stdout.trimEnd().split('\n');
    const cells = run.request.outcomes.reduce((sum, { dates }) => sum + dates.length, 0);
    expect(rows).toHaveLength(1 + 3 * cells);
    const median = run.scenarios[0]?.outcomes['forwardLead']?.['2028.5']?.p50;
    expect(rows.find((row) => row.startsWith('status-quo,,forwardLead,months,2028.5,'))).toContain(`,${median},`);
  });

  test('of raw samples is what the samples are, any number of them', async () => {
    const { stdout } = await forecast([
      'export',
      link,
      '--format',
      'samples',
      '--rows',
      '9000',
      '--outcome',
      'forwardLead@2028.5',
    ]);
    const [header = '', ...rows] = stdout.trimEnd().split('\n');
    expect(rows).toHaveLength(9000);
    expect(header.split(',').at(-1)).toBe('act-now.forwardLead@2028.5');
    const single = await forecastJson<{
      samples: { inputs: Record<string, number>; outcomes: Record<string, Record<string, number>> }[];
    }>('sample', '--index', '600..601', '--preset', 'act-now');
    const row = rows[600]?.split(',').map(Number) ?? [];
    const [sample] = single.samples;
    expect(row[0]).toBe(600);
    expect(Math.fround(row[1] ?? 0)).toBe(Math.fround(sample?.inputs['lagToday'] ?? 0));
    expect(Math.fround(row.at(-1) ?? 0)).toBe(Math.fround(sample?.outcomes['forwardLead']?.['2028.5'] ?? 0));
  });

  test('as a citation names model, digest and link', async () => {
    const { stdout } = await forecast(['export', link, '--format', 'bibtex', '--date', '2026-07-01']);
    expect(stdout).toContain('title = {{Act now?}}');
    expect(stdout).toContain('year = {2026}');
    expect(stdout).toContain(run.digest?.slice(0, 12));
    expect(stdout).toContain(`\\url{${link}}`);
  });

  test('for a question takes any two rising numbers as its bounds', async () => {
    const { code, stdout } = await forecast(['export', link, '--format', 'metaculus', '--bounds', '-0.5..60']);
    expect(JSON.parse(stdout).continuous_cdf).toHaveLength(201);
    expect(code).toBe(0);
  });

  test.each([
    ['export', /takes one LINK or REQUEST.json/],
    ['export #v=1 --format pdf', /unknown format "pdf"/],
    ['export #v=1&n=4194304000 --format metaculus', /give the --bounds of the question/],
    ['export #v=1&n=4194304000 --format metaculus --bounds 9..1', /not LOW\.\.HIGH, two rising numbers/],
    ['export #v=1&n=4194304000 --format metaculus --bounds -1.5..2 --open up', /--open: low, high, both or none/],
    ['export #v=1 --format samples --outcome lead', /unknown outcome "lead"/],
    ['export #v=1 --format samples --outcome forwardLead@2028.4', /not recorded at 2028\.4/],
    ['export #v=1 --format bibtex --date today', /not of the form YYYY-MM-DD/],
    ['link nowhere.json', /cannot read the request "nowhere.json"/],
  ])('asked wrongly, %s, is refused in a line', async (args, says) => {
    const { code, stdout, stderr } = await forecast(args.split(' '));
    expect(stderr).toMatch(says);
    expect([code, stdout]).toEqual([2, '']);
  });
});
