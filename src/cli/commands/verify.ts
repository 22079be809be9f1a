/** `verify`: runs a link again and compares. Exit code 0: reproduced; 1: not; 2: a bad link; 3: too long to run unasked. */
import { witnessOf } from '../../share/ending.ts';
import { isFaithful } from '../../share/notes.ts';
import { COVERED, type Comparison, verify as compare, type Verdict } from '../../share/verify.ts';
import { type Command, JSON_OPTION } from '../command.ts';
import { CONSENT_OPTIONS, consent } from '../consent.ts';
import { EXIT, UsageError } from '../errors.ts';
import { loadModel, MODEL_OPTIONS } from '../model.ts';
import { ENGINE_OPTIONS, engineNamed, WORKER_OPTIONS, workerCount } from '../pool.ts';
import { openLink, runWhole, wantedRequest } from '../share.ts';
import { alignColumns } from '../table.ts';
import { note, print } from '../terminal.ts';

export const verify: Command = {
  name: 'verify',
  operands: 'LINK',
  summary:
    'runs a link again and compares: exit code 0 reproduced, 1 not, 2 a bad link, 3 not run (- for standard input)',
  options: { ...MODEL_OPTIONS, ...ENGINE_OPTIONS, ...WORKER_OPTIONS, ...CONSENT_OPTIONS, ...JSON_OPTION },
  async run(args, signal) {
    const [text, extra] = args.positionals;
    if (text === undefined || extra !== undefined) throw new UsageError('verify takes one LINK, in quotes');
    const engine = engineNamed(args.get('engine'));
    const workers = workerCount(args.get('workers'));
    const model = await loadModel(args.get('model'));
    const { forecast, notes, otherModel, earlier } = await openLink(text, model);
    const faults = notes.filter((one) => !isFaithful(one));
    if (faults.length > 0) throw new UsageError(faults.map((one) => one.text).join(' '));
    const { claim } = forecast;
    if (claim === null)
      throw new UsageError('this link carries no result to check: it was made before the run had ended, or by hand');
    for (const one of notes) note(one.text);
    const request = wantedRequest(forecast, model);
    const seen = witnessOf(forecast, request, claim.engine === engine);
    const { tally } = await runWhole(
      request,
      model,
      engine,
      workers,
      { signal, ...(seen === null ? {} : { enough: seen.enough }) },
      (pool) => consent(request, pool, args, signal),
    );
    const verdict = compare(
      forecast,
      claim,
      { request, tally, engine, seen },
      otherModel,
      earlier === null ? null : { text: earlier, meta: model.meta },
    );
    const { outcome, date, threshold } = forecast.view;
    const words = { title: forecast.title, outcome, date, threshold };
    await print(
      args.has('json') ? JSON.stringify({ ...words, claim, covered: COVERED, ...verdict }) : textOf(verdict, words),
    );
    return verdict.kind === 'reproduced' || verdict.kind === 'agrees' ? EXIT.done : EXIT.failed;
  },
};

interface Words {
  readonly outcome: string;
  readonly date: number;
  readonly threshold: number;
}

function textOf(verdict: Verdict, words: Words): string {
  switch (verdict.kind) {
    case 'reproduced':
      return [`Reproduced exactly: digest ${verdict.digest}`, ...verdict.told, `This covers ${COVERED}.`].join('\n');
    case 'misreported':
      return [
        verdict.rows.some(({ close }) => !close)
          ? 'The counts are reproduced, but these reported figures are not of them.'
          : 'The counts are reproduced, but what the link says of them is false.',
        ...verdict.reasons,
        ...(verdict.rows.length > 0 ? ['', tableOf(verdict.rows, words)] : []),
      ].join('\n');
    case 'agrees':
      return [
        verdict.because === 'gpu'
          ? 'Agrees within the tolerance of a GPU.'
          : 'The link is of an earlier engine, whose digests are of another kind; its figures agree within what rounding of samples allows.',
        ...verdict.told,
        `This covers ${COVERED}.`,
        '',
        tableOf(verdict.rows, words),
      ].join('\n');
    case 'differs':
      return [
        `Not reproduced: digest ${verdict.digest} here.`,
        ...verdict.reasons,
        ...(verdict.rows.length > 0 ? ['', tableOf(verdict.rows, words)] : []),
      ].join('\n');
    default:
      return verdict satisfies never;
  }
}

function tableOf(rows: readonly Comparison[], { outcome, date, threshold }: Words): string {
  const named = (statistic: Comparison['statistic']): string =>
    statistic === 'atLeast' ? `P(${outcome} >= ${threshold}) at ${date}` : `${outcome} ${statistic} at ${date}`;
  const value = (number: number | null): string =>
    number === null ? 'censored' : String(Number(number.toPrecision(6)));
  return alignColumns([
    ['scenario', '', 'reported', 'here', 'standard error', ''],
    ...rows.map(({ scenario, statistic, reported, found, se, close }) => [
      scenario,
      named(statistic),
      value(reported),
      value(found),
      se === null ? '' : String(Number(se.toPrecision(2))),
      close ? '' : 'differs',
    ]),
  ]);
}
