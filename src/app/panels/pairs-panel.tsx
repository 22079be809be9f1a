/**
 * Hypothetical outcome pairs (Hullman, Resnick, Adar 2015): one simulated future at a time, the same under two policies.
 * It plays at a pace at which each can be read, or is stepped by hand; it does not play where motion is unwelcome.
 */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Swatch } from '../controls/swatch.tsx';
import { outcome } from '../entries.ts';
import { model } from '../model.ts';
import { futures, futuresFailure } from '../paths.ts';
import { type ScenarioEdit, scenarioOf, selectedScenario } from '../state/document.ts';
import { document as edited } from '../state/store.ts';
import { date } from '../state/view.ts';
import { dateWords, listWords, unitOf, valueWords } from '../wording.ts';

const PACE_MS = 900;

function valueIn(scenario: ScenarioEdit, row: number): number | null {
  const now = futures.value;
  if (!now) return null;
  const at = now.request.scenarios.findIndex((entry) => entry.id === scenario.id);
  const which = now.request.outcomes.findIndex((entry) => entry.id === outcome.value.id);
  const when = now.request.outcomes[which]?.dates.indexOf(date.value) ?? -1;
  return now.evaluation.outcomes[row]?.[at]?.[which]?.[when] ?? null;
}

/** The value at the right end of the bars: a long tail runs out of sight rather than flattening all the others. */
function scaleOf(values: readonly number[]): number {
  const finite = values.filter(Number.isFinite).sort((a, b) => a - b);
  return Math.max((finite[Math.floor(0.92 * finite.length)] ?? 1) * 1.15, 1e-6);
}

function Bar({ scenario, value, top }: { scenario: ScenarioEdit; value: number; top: number }): VNode {
  const shown = outcome.value;
  const words = Number.isFinite(value)
    ? `${valueWords({ value, se: null }, shown)} ${unitOf(shown)}`
    : `not reached by ${model.meta.clock.end}`;
  const part = Math.min(Math.max(value / top, 0), 1);
  return (
    <div class="pair-row" style={{ '--series': `var(--series-${scenario.style})`, '--part': part }}>
      <span class="pair-name">
        <Swatch style={scenario.style} /> {scenario.name}
      </span>
      <span class="pair-bar" />
      <span class="pair-value">{words}</span>
    </div>
  );
}

type Way = 'larger' | 'equal' | 'smaller' | 'not known';

/** Two that are both not reached by the end of the clock are not known to be equal. */
function wayOf(before: number, after: number): Way {
  if (!Number.isFinite(before) && !Number.isFinite(after)) return 'not known';
  if (after === before) return 'equal';
  return after > before ? 'larger' : 'smaller';
}

export function PairsPanel(): VNode | null {
  const [row, setRow] = useState(0);
  const [playing, setPlaying] = useState(false);
  const rows = futures.value?.evaluation.outcomes.length ?? 0;
  useEffect(() => {
    if (!playing || rows === 0) return undefined;
    const timer = setInterval(() => setRow((now) => (now + 1) % rows), PACE_MS);
    return () => clearInterval(timer);
  }, [playing, rows]);

  const doc = edited.value;
  const baseline = scenarioOf(doc, doc.baseline);
  const chosen = selectedScenario(doc);
  const other =
    chosen.id === baseline.id
      ? doc.scenarios.find((scenario) => scenario.id !== baseline.id && !scenario.hidden)
      : chosen;
  if (!other) return null;
  const [a, b] = [valueIn(baseline, row), valueIn(other, row)];
  if (a === null || b === null) {
    const failure = futuresFailure.value;
    return (
      <div class="pending">
        {failure === null
          ? 'Single futures appear with the first samples.'
          : `Single futures cannot be shown: ${failure}`}
      </div>
    );
  }
  const pairs = Array.from({ length: rows }, (_, k) => [valueIn(baseline, k) ?? 0, valueIn(other, k) ?? 0] as const);
  const ways = pairs.map(([before, after]) => wayOf(before, after));
  const count = (way: Way): number => ways.filter((one) => one === way).length;
  const others = (['equal', 'smaller', 'not known'] as const).flatMap((way) =>
    count(way) === 0 ? [] : [`${way} in ${count(way)}`],
  );
  const top = scaleOf(pairs.flat());
  return (
    <section class="pairs" aria-labelledby="pairs-title">
      <div class="chart-head">
        <h3 id="pairs-title">One future at a time</h3>
        <div class="chart-controls tool-buttons">
          <button
            type="button"
            class="link"
            aria-label="Previous future"
            onClick={() => setRow((row - 1 + rows) % rows)}
          >
            previous
          </button>
          <button type="button" class="link" aria-pressed={playing} onClick={() => setPlaying(!playing)}>
            {playing ? 'stop' : 'play'}
          </button>
          <button type="button" class="link" aria-label="Next future" onClick={() => setRow((row + 1) % rows)}>
            next
          </button>
        </div>
      </div>
      <p class="muted small">
        Future {row + 1} of {rows}, {outcome.value.label.toLowerCase()} at {dateWords(date.value)}: the same chips,
        ideas and luck under both policies.
      </p>
      <Bar scenario={baseline} value={a} top={top} />
      <Bar scenario={other} value={b} top={top} />
      <div class="pair-tally" aria-hidden="true">
        {ways.map((way, k) => (
          <span key={`${k}`} class={`${way === 'larger' ? 'larger' : ''} ${k === row ? 'now' : ''}`} />
        ))}
      </div>
      <p class="small">
        Larger with {other.name} in {listWords([String(count('larger')), ...others])} of these {rows} futures.
      </p>
    </section>
  );
}
