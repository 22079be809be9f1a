/** The forecast: its distribution and its path, then what policies change, then the measures behind the months. */
import type { VNode } from 'preact';
import { Lazy } from '../controls/lazy.tsx';
import { listed } from '../entries.ts';
import { model } from '../model.ts';
import { outcomeId } from '../state/view.ts';
import { DistributionPanel } from './distribution-panel.tsx';
import { Measure } from './measure.tsx';
import { OverDatesLine } from './over-dates-line.tsx';
import { OverTimePanel } from './over-time-panel.tsx';

const loadCompare = () => import('./compare-part.tsx').then(({ ComparePart }) => ComparePart);

/** Measures beside the headline, in the order of the model. */
function otherOutcomes(): readonly string[] {
  return model.meta.outcomes.map(({ id }) => id).filter((id) => id !== outcomeId.value);
}

export function ForecastPage(): VNode {
  return (
    <>
      <Measure />
      <OverDatesLine />
      <div class="charts-main" style={{ '--rows': listed.value.length }}>
        <DistributionPanel />
        <OverTimePanel id={outcomeId.value} main />
      </div>
      <section class="part" aria-labelledby="compare-title">
        <h2 id="compare-title">Is one policy better than another?</h2>
        <Lazy load={loadCompare} props={{}} what="The comparison" />
      </section>
      <section class="part" aria-labelledby="behind-title">
        <h2 id="behind-title">Months are not the gap</h2>
        <p class="prose">
          A lead in months is the time it takes China to reach a level; the gap is how much better the US is, in orders
          of magnitude (OOM): 1 is ten times the effective training compute. Faster progress in the US shortens the
          months at the same gap, and a supply shock lengthens them while the gap narrows. So read both, and the chips
          behind them.
        </p>
        <div class="charts-two">
          {otherOutcomes().map((id) => (
            <OverTimePanel key={id} id={id} />
          ))}
        </div>
      </section>
    </>
  );
}
