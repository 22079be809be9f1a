/** What a user gets wrong: one line on stderr, exit code 2, nothing on stdout. */
import { beforeAll, describe, expect, test } from 'vitest';
import { ensure } from '../../scripts/lib/stages.mjs';
import { forecast } from './forecast.ts';

beforeAll(() => ensure(['node']));

const WRONG: readonly (readonly [args: string, says: RegExp])[] = [
  ['runn', /unknown command "runn" \(did you mean "run"\?\)/],
  ['model', /unknown command "model"/],
  ['model chek x.ts', /did you mean "model check"/],
  ['run extra', /no argument "extra"/],
  ['run --prest act-now', /unknown option --prest \(did you mean --preset\?\)/],
  ['run --__proto__ 1', /unknown option --__proto__/],
  ['run --json=1', /--json takes no value/],
  ['run --seed 1 --seed 2', /--seed is given twice/],
  ['run --worldview skeptic', /unknown worldview "skeptic".*did you mean "sceptic"/],
  ['run --preset actnow', /unknown preset "actnow".*did you mean "act-now"/],
  ['run --lever', /--lever needs a value: --lever id=v/],
  ['run --lever --json', /--lever needs a value/],
  ['run --lever labSecurity', /"labSecurity" is not of the form id=value/],
  ['run --lever labSecurity=high', /"high" is not a number/],
  ['run --lever labSecurity=7', /labSecurity: 7 is out of range.*0 to 1/],
  ['run --lever labSecurty=1', /unknown lever "labSecurty".*did you mean "labSecurity"/],
  ['run --lever __proto__=1', /unknown lever "__proto__"/],
  ['run --lever labSecurity=1 --lever labSecurity=0', /labSecurity is given twice/],
  ['run --switch weightTheft=9', /weightTheft: 9 is out of range/],
  ['run --input lagToday=3,2,1', /lagToday/],
  ['run --input lagToday=3,2', /lognormal takes 3 values, p5,p50,p95, not 2/],
  ['run --input lagToday=gauss:1,2,3', /unknown family "gauss"/],
  ['run --input lag=1,2,3', /unknown input "lag"/],
  ['run --samples many', /--samples: "many" is not a whole number/],
  ['run --samples 0', /--samples: "0"/],
  ['run --samples 2^60', /samples/],
  ['run --seed -1', /--seed: "-1"/],
  ['run --replicates 3', /replicates/],
  ['run --sampler halton', /unknown sampler "halton"/],
  ['run --engine cuda', /unknown engine "cuda"/],
  ['run --workers 0', /--workers: "0"/],
  ['run --threshold x', /--threshold: "x" is not a number/],
  ['run --blocks 8..4', /"8\.\.4" is not a range/],
  ['run --samples 8192 --blocks 1..3', /1\.\.3 is not within 0\.\.2/],
  ['run --precision p50=1', /is not of the form outcome@date/],
  ['run --precision lead@2028.5.p50=1', /no outcome "lead"/],
  ['run --precision forwardLead@2028.4.p50=1', /not recorded at 2028\.4/],
  ['run --precision forwardLead@2028.5.p51=1', /unknown statistic "p51"/],
  ['run --precision forwardLead@2028.5.p50=0', /must be a number above 0/],
  ['run --precision forwardLead@2028.5.p50=1 --samples 10', /give --max-samples/],
  ['run --max-samples 10', /without --precision/],
  ['run --model nowhere.ts', /cannot read the model "nowhere.ts": no such file/],
  ['run --model package.json', /package\.json:\d+:\d+: /],
  ['eval', /eval needs --normals FILE/],
  ['eval --normals nowhere.json', /cannot read the normals "nowhere.json": no such file/],
  ['eval --normals README.md', /is not JSON/],
  ['eval --normals package.json', /must hold an array of rows of \d+ numbers/],
  ['eval --normals . ', /it is a folder/],
  ['sample', /sample needs --index A\.\.B/],
  ['sample --index 3', /"3" is not a range/],
  ['sample --index 0..1000001', /at most 100000 samples/],
  ['merge', /at least one FILE/],
  ['merge package.json', /"package\.json": not a part/],
  ['model check', /takes one FILE/],
  ['model emit --target fortran src/model/lead.ts', /unknown target "fortran"/],
];

describe('a wrong command line', () => {
  test.each(WRONG)('%s', async (args, says) => {
    const { code, stdout, stderr } = await forecast(args.trim().split(' '));
    expect(stderr).toMatch(says);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});

test('a model text with an error is shown with its line and a caret', async () => {
  const { code, stdout, stderr } = await forecast(['model', 'check', 'package.json']);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^package\.json:\d+:\d+: .+\n.+\n.*\^\n/);
});

test('help names every command, and a command every option', async () => {
  const [all, run] = await Promise.all([forecast(['help']), forecast(['run', '--help'])]);
  expect([all.code, run.code]).toEqual([0, 0]);
  for (const name of ['run', 'eval', 'sample', 'model check', 'model emit', 'merge'])
    expect(all.stdout).toContain(`  ${name} `);
  for (const option of ['--preset', '--lever', '--precision', '--blocks', '--json'])
    expect(run.stdout).toContain(`  ${option}`);
});
