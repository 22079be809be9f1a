/** The scenarios as a table: pick one, read all, compare with the baseline. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { criticalValue95 } from '../../engine/statistics.ts';
import { chanceEstimate } from '../chance.ts';
import { Swatch } from '../controls/swatch.tsx';
import { differences, levels, outcome } from '../entries.ts';
import type { ScenarioEdit } from '../state/document.ts';
import { select } from '../state/scenarios.ts';
import { document as edited, look, request } from '../state/store.ts';
import { date, threshold } from '../state/view.ts';
import { waysFigures, waysOf } from '../ways.ts';
import { dateWords, numberWords, quantileEstimate, signedWords, unitOf } from '../wording.ts';
import { ScenarioTools } from './scenario-tools.tsx';

function Estimate({ words }: { words: readonly [string, string | null] }): VNode {
  const [text, error] = words;
  const title = `One standard error of the sampling; a 95 % interval is ±${numberWords(criticalValue95(request.value.replicates), 2)} of them`;
  return (
    <>
      {text}
      {error === null ? null : (
        <span class="error" title={title}>
          {' '}
          ±{error}
        </span>
      )}
    </>
  );
}

function Row({ scenario }: { scenario: ScenarioEdit }): VNode {
  const [open, setOpen] = useState(false);
  const { selected, baseline } = edited.value;
  const level = levels.value.find((entry) => entry.scenario.id === scenario.id)?.observed ?? null;
  const difference = differences.value.find((entry) => entry.scenario.id === scenario.id)?.observed ?? null;
  const shown = outcome.value;
  const isBaseline = scenario.id === baseline;
  const chosen = scenario.id === selected;
  const pending = scenario.hidden ? '–' : '…';
  const change = difference ? quantileEstimate(difference, 0.5, shown) : null;
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
        <td>{level ? <Estimate words={quantileEstimate(level, 0.5, shown)} /> : pending}</td>
        <td class="wide">
          {level ? `${quantileEstimate(level, 0.05, shown)[0]} to ${quantileEstimate(level, 0.95, shown)[0]}` : pending}
        </td>
        <td>{level ? <Estimate words={chanceEstimate(level, threshold.value)} /> : pending}</td>
        <td>
          {isBaseline ? (
            <span class="muted">baseline</span>
          ) : change ? (
            <Estimate words={[shown.scale === 'log10' ? `×${change[0]}` : signedWords(change[0]), change[1]]} />
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
            onClick={() => setOpen(!open)}
          >
            ⋯
          </button>
        </td>
      </tr>
      {open ? (
        <tr class="ledger-tools">
          <td colSpan={7}>
            <ScenarioTools scenario={scenario} />
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
        {shown.label} at {dateWords(date.value)} by scenario, with the sampling error of each estimate
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
            <abbr title="Median of the difference within the same simulated future">Against baseline</abbr>
          </th>
          <th scope="col" class="wide">
            <abbr title="Percent of futures in which it is larger than under the baseline, equal to it, and smaller">
              Larger · equal · smaller, %
            </abbr>
          </th>
          <td />
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
