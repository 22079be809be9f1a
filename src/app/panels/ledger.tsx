/** The scenarios as a table: pick one, read all, compare with the baseline. */
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { type Estimate, type Observed, quantileOf } from '../../engine/statistics.ts';
import type { OutcomeMeta } from '../../language/definition.ts';
import { chanceOf, chanceWords } from '../chance.ts';
import { Lazy } from '../controls/lazy.tsx';
import { Swatch } from '../controls/swatch.tsx';
import { differences, levels, outcome } from '../entries.ts';
import type { ScenarioEdit } from '../state/document.ts';
import { select } from '../state/scenarios.ts';
import { document as edited, look } from '../state/store.ts';
import { date, threshold } from '../state/view.ts';
import { TYPICAL_CHANGE, TYPICAL_MEANING, waysFigures, waysOf } from '../ways.ts';
import { dateWords, earnedWords, numberWords, quantileEstimate, signedWords, unitOf } from '../wording.ts';

const loadTools = () => import('./scenario-tools.tsx').then(({ ScenarioTools }) => ScenarioTools);

/** Whether the sampling error is asked for: it says how far another seed would move a number, and is no part of the forecast. */
const withErrors = signal(false);

/** A number to the digit that is earned and worth reading; on demand with every digit earned, and the sampling error. */
function Figure({ text, full }: { text: string; full: string | null }): VNode {
  if (full === null) return <>{text}</>;
  return withErrors.value ? <span class="full">{full}</span> : <span title={`${full}, ${ONE_ERROR}`}>{text}</span>;
}

const ONE_ERROR = 'one standard error of the sampling';

const inPercent = ({ value, se }: Estimate): Estimate => ({
  value: value === null ? null : 100 * value,
  se: se === null ? null : 100 * se,
});

/** '+2.8', or '×1.4' for a ratio. */
export function shiftText(difference: Observed, shown: OutcomeMeta): string {
  const [text] = quantileEstimate(difference, 0.5, shown);
  return shown.scale === 'log10' ? `×${text}` : signedWords(text);
}

function earnedShift(difference: Observed, shown: OutcomeMeta): string | null {
  const full = earnedWords(quantileOf(difference, 0.5));
  if (full === null) return null;
  return shown.scale === 'log10' ? `×${full}` : signedWords(full);
}

/** Whose tools are open: one form at a time. */
export const openTools = signal<string | null>(null);

function Row({ scenario }: { scenario: ScenarioEdit }): VNode {
  const open = openTools.value === scenario.id;
  const { selected, baseline } = edited.value;
  const level = levels.value.find((entry) => entry.scenario.id === scenario.id)?.observed ?? null;
  const difference = differences.value.find((entry) => entry.scenario.id === scenario.id)?.observed ?? null;
  const shown = outcome.value;
  const isBaseline = scenario.id === baseline;
  const chosen = scenario.id === selected;
  const pending = scenario.hidden ? '–' : '…';
  const chance = level ? chanceOf(level, threshold.value) : null;
  return (
    <>
      <tr class={chosen ? 'chosen' : ''} style={{ '--series': `var(--series-${scenario.style})` }}>
        <th scope="row">
          <label class="ledger-name">
            <input
              type="radio"
              name="scenario"
              checked={chosen}
              onChange={() => look((doc) => select(doc, scenario.id))}
            />
            <Swatch style={scenario.style} />
            <span>{scenario.name}</span>
          </label>
        </th>
        <td>
          {level ? (
            <Figure text={quantileEstimate(level, 0.5, shown)[0]} full={earnedWords(quantileOf(level, 0.5))} />
          ) : (
            pending
          )}
        </td>
        <td class="wide">
          {level ? `${quantileEstimate(level, 0.05, shown)[0]} to ${quantileEstimate(level, 0.95, shown)[0]}` : pending}
        </td>
        <td>
          {level && chance ? (
            <Figure
              text={chanceWords(level, threshold.value).replace(' %', '')}
              full={chance.atMost ? null : earnedWords(inPercent(chance))}
            />
          ) : (
            pending
          )}
        </td>
        <td>
          {isBaseline ? (
            <span class="muted">baseline</span>
          ) : difference ? (
            <Figure text={shiftText(difference, shown)} full={earnedShift(difference, shown)} />
          ) : (
            pending
          )}
        </td>
        <td class="wide">{difference ? waysFigures(waysOf(difference, shown)) : ''}</td>
        <td class="ledger-more">
          <button
            type="button"
            aria-expanded={open}
            aria-label={`Change scenario ${scenario.name}`}
            title="Rename, duplicate, reorder, colour, hide, delete"
            onClick={() => {
              openTools.value = open ? null : scenario.id;
            }}
          >
            ⋯
          </button>
        </td>
      </tr>
      {open ? (
        <tr class="ledger-tools">
          <td colSpan={7}>
            <Lazy load={loadTools} props={{ scenario }} what="What can be done" />
          </td>
        </tr>
      ) : null}
    </>
  );
}

export function Ledger(): VNode {
  const shown = outcome.value;
  const unit = unitOf(shown);
  return (
    <table class="ledger">
      <caption class="hidden-visually">
        {shown.label} at {dateWords(date.value)} by scenario
      </caption>
      <thead>
        <tr>
          <th scope="col">Scenario</th>
          <th scope="col">Median, {unit}</th>
          <th scope="col" class="wide">
            90 % range
          </th>
          <th scope="col">≥ {numberWords(threshold.value, 2)}, %</th>
          <th scope="col">
            <abbr title={`${TYPICAL_CHANGE}: ${TYPICAL_MEANING}`}>Typical change</abbr>
          </th>
          <th scope="col" class="wide">
            <abbr title="Percent of futures in which it is larger than under the baseline, equal to it, and smaller">
              Larger · equal · smaller, %
            </abbr>
          </th>
          <td class="ledger-more">
            <button
              type="button"
              aria-pressed={withErrors.value}
              aria-label="Standard errors"
              title={`Every digit earned, and ± ${ONE_ERROR}: how far another seed would move a number`}
              onClick={() => {
                withErrors.value = !withErrors.value;
              }}
            >
              ±
            </button>
          </td>
        </tr>
      </thead>
      <tbody>
        {edited.value.scenarios.map((scenario) => (
          <Row key={scenario.id} scenario={scenario} />
        ))}
      </tbody>
    </table>
  );
}
