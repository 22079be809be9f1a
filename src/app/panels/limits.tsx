/** What the forecast can and cannot tell: its limits, its backcast with the misses, its tuning, and what is left out. */

import type { VNode } from 'preact';
import { ScrollBox } from '../controls/scroll-box.tsx';

/** The same laws from April 2023, 100,000 samples; months. From the specification of the model, "Backcast and tuning". */
const BACKCAST: readonly (readonly [
  quantity: string,
  p5: string,
  p50: string,
  p95: string,
  observed: string,
  verdict: string,
])[] = [
  ['Mean lag, mid-2023 to mid-2026', '4.3', '7.0', '10.3', '7 (Epoch AI)', 'hit'],
  ['Lag in mid-2026', '4.5', '7.5', '11.1', '7.5', 'calibration target, no test'],
  ['GPT-5 level (mid-2025) matched after', '4.2', '7.2', '11.1', 'about 8 (CAISI)', 'hit'],
  ['o1 level (October 2024) matched after', '3.7', '6.3', '9.8', '4 to 5', 'miss: the median is too slow'],
  ['GPT-4 level (April 2023) matched after', '5.3', '7.6', '10.6', '14', 'miss: outside the interval'],
];

const CANNOT: readonly string[] = [
  'It is conditional. Every figure holds under the assumptions on these pages, most of which are judgements; another set of defensible ranges gives another answer.',
  'Identification is weak. The “follower saving” absorbs whatever the accounting misses; halving or doubling imitation moves medians by less than half a month, and the split between distillation, imitation and follower saving is largely set by the ranges, not by data.',
  'Today’s lag and unmodelled drift dominate the level of the lead. Differences between policies are more robust than levels.',
  'The chance that China is ahead is probably too low: follower saving and imitation vanish at parity by design, so leadership can only come from drift or a shift. Justin Lin put it at “20 % or less in five years”.',
  'The sampling error (±) is not the uncertainty of the forecast. It only says how far another seed would move a number.',
];

const READ: readonly string[] = [
  'The status quo already widens the lag between mid-2026 and mid-2028 in about 85 % of futures. “Not matched until 2029 or 2030” fits the status quo as well as the act-now preset, so it does not tell them apart.',
  'The compute ratio is about 11.5 today. The essay’s “11 times” therefore resembles a stock ratio of today rather than this model’s act-now value for 2028 (about 26); the source of the 11 was not found.',
  'A US build-out moves the headline slightly down: faster US progress shortens months at a fixed gap.',
  'Delays matter: nothing done in late 2026 acts fully before mid-2027.',
  'A forward lead not closed by 2035 is shown as “more than” the months left until then. It counts as at least any threshold below that; quote quantiles and shares rather than means.',
];

/** Of the two fronts that are read off the lead. */
const FRONTS: readonly string[] = [
  'All nine inputs behind deployment and global distribution are judgements. Both show what the essay’s claims amount to, with wide ranges, not what is known.',
  'The lead shrinks or vanishes in use where the follower deploys faster: under inaction China uses the mid-2028 frontier first in one future in three.',
  'The US share of global distribution moves little by 2028 under any policy: its inertia is of years. It is the weakest part of the model.',
  'Neither feeds back on the lead; revenue, data and alliances do in the essay’s story. Who believes in that loop should raise the growth inputs.',
];

const OUT: readonly string[] = [
  'internal models against public ones, benchmark contamination, differences between domains such as cyber',
  'the compute of single labs',
  'a Taiwan crisis (only as the switch for a US supply shock)',
  'US restraint in releases in response to risk',
  'resilience, the fourth of the essay’s fronts; deployment and global distribution are read off the lead and have no effect on it',
];

export function LimitsPage(): VNode {
  return (
    <section class="room limits" aria-labelledby="limits-title">
      <h2 id="limits-title">What this can and cannot tell you</h2>
      <p class="prose small">
        New here? <a href="#forecast/step-1">Three short steps</a> show what is measured, what is expected and what
        changes it.
      </p>
      <p class="prose">
        It says how many months China is behind the US frontier under a policy, if the assumptions hold, and how sure
        one can then be. A lead in months is the horizontal distance between two curves of capability. The{' '}
        <b>forward lead</b> at a date is how long China needs to reach the level the US has at that date; the{' '}
        <b>backward lag</b> is how long ago the US had the level that China has at that date, which is what published
        estimates for today measure. If the lead widens, the forward lead is the larger of the two.
      </p>

      <h3>What it cannot tell you</h3>
      <ul class="prose">
        {CANNOT.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>

      <h3>How to read it</h3>
      <ul class="prose">
        {READ.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>

      <h3>Deployment and global distribution</h3>
      <ul class="prose">
        {FRONTS.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>

      <h3>Does it fit the past?</h3>
      <p class="prose">
        The same laws were run from April 2023, with a prescribed path of the compute gap, an assumed lag of 13 months
        at the start, and the follower saving calibrated in mid-2026; so it is not fully out of sample. The assumed 13
        months shrink to 9 within a quarter: the laws do not sustain so long a lag with the compute gap of that time.
      </p>
      <ScrollBox className="table-scroll" label="Backcast">
        <table class="backcast">
          <thead>
            <tr>
              {['Months', '5 %', 'Median', '95 %', 'Observed', ''].map((head) =>
                head === '' ? (
                  <td key="verdict" />
                ) : (
                  <th scope="col" key={head}>
                    {head}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {BACKCAST.map(([quantity, p5, p50, p95, observed, verdict]) => (
              <tr key={quantity} class={verdict.startsWith('miss') ? 'miss' : ''}>
                <th scope="row">{quantity}</th>
                <td>{p5}</td>
                <td>{p50}</td>
                <td>{p95}</td>
                <td>{observed}</td>
                <td class="words">{verdict}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>

      <h3>What was tuned</h3>
      <p class="prose">
        Only the inaction preset: its legal exports (30 % of US-bloc additions) were chosen so that the ratio of
        additions matches a published “below 4×”, and its consolidation of Chinese compute (0.25) belongs to that
        tuning. Act now was not tuned: it lands at the low end of the claimed 12 to 24 months on the forward lead, and
        below it on the backward lag. Inaction is “months behind”, not parity.
      </p>

      <h3>What is left out</h3>
      <ul class="prose">
        {OUT.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </section>
  );
}
