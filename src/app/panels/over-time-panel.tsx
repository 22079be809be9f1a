/** One outcome by quarter; the first of them with sample paths or bands. */
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { assumptionsOf } from '../assumption-words.ts';
import { Chart } from '../charts/chart.tsx';
import { overTimeFigure } from '../charts/over-time.ts';
import { Choice } from '../controls/choice.tsx';
import { useOnScreen } from '../controls/on-screen.ts';
import { charted, levelsOverTime, settledRequest } from '../entries.ts';
import { model, outcomeOf } from '../model.ts';
import { futures, pathsOf } from '../paths.ts';
import { document as edited } from '../state/store.ts';
import { date, type OverTime, outcomeId, overTime, threshold } from '../state/view.ts';
import { Pending } from './pending.tsx';
import { useResting } from './resting.ts';

const MODES: readonly (readonly [OverTime, string])[] = [
  ['paths', 'Sample paths'],
  ['bands', 'Bands'],
];

export function OverTimePanel({ id, main = false }: { id: string; main?: boolean }): VNode {
  const shown = outcomeOf(id);
  const { selected } = edited.value;
  const [host, seen] = useOnScreen<HTMLDivElement>();
  const current = useResting(seen);
  const [scenarios, sampled] = [charted.value, futures.value];
  const withPaths = main && overTime.value === 'paths';
  const level = main && id === outcomeId.value ? threshold.value : null;
  const at = date.value;
  const asked = settledRequest.value;
  const drawn = useMemo(() => {
    const entries = levelsOverTime(current, scenarios, shown);
    if (entries.length === 0) return null;
    const figure = overTimeFigure({
      entries: entries.map(({ scenario, counts }) => ({ ...scenario, counts })),
      selected,
      outcome: shown,
      dates: shown.at,
      date: at,
      threshold: level,
      // Between a first answer and its futures, none are shown rather than the old ones.
      paths: withPaths ? (pathsOf(sampled, selected, shown.id) ?? []) : null,
      clockEnd: model.meta.clock.end,
    });
    return { figure, assumed: assumptionsOf(entries) };
  }, [current, asked, scenarios, sampled, selected, shown, at, level, withPaths]);
  return (
    <div ref={host}>
      {drawn ? (
        <Chart
          {...drawn}
          className={main ? 'chart-tall' : ''}
          fileName={`headway-${shown.id}-over-time`}
          controls={main ? <Modes /> : undefined}
        />
      ) : (
        <Pending what={`${shown.label} over time`} />
      )}
    </div>
  );
}

function Modes(): VNode {
  return (
    <Choice
      label="Spread over time"
      value={overTime.value}
      options={MODES}
      onChange={(next) => {
        overTime.value = next;
      }}
    />
  );
}
