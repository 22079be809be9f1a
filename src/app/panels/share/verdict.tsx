/** Whether a link's result was reproduced, in a line, and number by number where it was not. */
import type { VNode } from 'preact';
import type { SharedView } from '../../../share/forecast.ts';
import { COVERED, type Comparison, type Verdict } from '../../../share/verify.ts';
import { ScrollBox } from '../../controls/scroll-box.tsx';
import { outcomeOf } from '../../model.ts';
import type { Check } from '../../state/telling.ts';
import { dateWords, numberWords, unitOf } from '../../wording.ts';
import { OfferedCheck, RunningCheck, StoppedCheck } from './check-progress.tsx';

export function CheckLine({ check, view }: { check: Check; view: SharedView }): VNode {
  switch (check.phase) {
    case 'none':
      return <p class="muted">The link carries no result, so there is nothing to compare with.</p>;
    case 'asked':
      return <OfferedCheck samples={check.samples} />;
    case 'running':
      return <RunningCheck progress={check.progress} />;
    case 'stopped':
      return <StoppedCheck />;
    case 'failed':
      return <p class="alarm">It could not be run again: {check.failure}.</p>;
    case 'done':
      return <VerdictLine verdict={check.verdict} view={view} />;
    default:
      return check satisfies never;
  }
}

function VerdictLine({ verdict, view }: { verdict: Verdict; view: SharedView }): VNode {
  switch (verdict.kind) {
    case 'reproduced':
      return (
        <p class="verdict">
          <b>Reproduced exactly ✓</b>{' '}
          <span class="muted">
            The same counts, bit for bit, as the author’s: digest <code>{verdict.digest.slice(0, 12)}…</code>.{' '}
            {verdict.told.join(' ')} This covers {COVERED}.
          </span>
        </p>
      );
    case 'misreported':
      return (
        <div class="verdict">
          <p>
            <b class="alarm">
              {verdict.rows.some(({ close }) => !close)
                ? 'The counts are reproduced, but these reported figures are not of them.'
                : 'The counts are reproduced, but what the link says of them is false.'}
            </b>{' '}
            {verdict.reasons.join(' ')}
          </p>
          {verdict.rows.length > 0 ? <Rows rows={verdict.rows} view={view} /> : null}
        </div>
      );
    case 'agrees':
      return (
        <details class="verdict">
          <summary>
            <b>Agrees within tolerance</b>{' '}
            <span class="muted">
              {verdict.because === 'gpu'
                ? 'of a graphics processor'
                : 'in every figure; the link is of an earlier engine, whose digests are of another kind'}
              . {verdict.told.join(' ')} This covers {COVERED}.
            </span>
          </summary>
          <Rows rows={verdict.rows} view={view} />
        </details>
      );
    case 'differs':
      return (
        <div class="verdict">
          <p>
            <b class="alarm">Not reproduced.</b> {verdict.reasons.join(' ')}
          </p>
          {verdict.rows.length > 0 ? <Rows rows={verdict.rows} view={view} /> : null}
        </div>
      );
    default:
      return verdict satisfies never;
  }
}

const NAMES: Readonly<Record<Comparison['statistic'], string>> = {
  p5: '5 % quantile',
  p50: 'median',
  p95: '95 % quantile',
  atLeast: 'at least',
};

function Rows({ rows, view }: { rows: readonly Comparison[]; view: SharedView }): VNode {
  const outcome = outcomeOf(view.outcome);
  const unit = unitOf(outcome);
  const words = (value: number | null, { statistic }: Comparison): string => {
    if (value === null) return 'beyond';
    return statistic === 'atLeast' ? `${numberWords(100 * value, 2)} %` : `${numberWords(value, 3)} ${unit}`;
  };
  return (
    <ScrollBox className="twin-scroll" label="Reported and found">
      <table class="verdict-table">
        <caption>
          {outcome.label} at {dateWords(view.date)}
        </caption>
        <thead>
          <tr>
            <th scope="col">Scenario</th>
            <th scope="col">Number</th>
            <th scope="col">Reported</th>
            <th scope="col">Here</th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.scenario}|${row.statistic}`} class={row.close ? '' : 'changed'}>
              <th scope="row">{row.scenario}</th>
              <td>
                {NAMES[row.statistic]}
                {row.statistic === 'atLeast' ? ` ${numberWords(view.threshold, 2)} ${unit}` : ''}
              </td>
              <td>{words(row.reported, row)}</td>
              <td>{words(row.found, row)}</td>
              <td>{row.reported === null || row.found === null ? '' : words(row.found - row.reported, row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
