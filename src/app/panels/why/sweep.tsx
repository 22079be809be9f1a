/** What if a lever moves? One thing over its whole range, every policy shown, all else as it is, on the same draws. */
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { difference } from '../../../analysis/statistic.ts';
import { type Sweep, type SweepCurve, sweep } from '../../../analysis/sweep.ts';
import { criticalValue95 } from '../../../engine/statistics.ts';
import { nearestIndex } from '../../charts/axis.ts';
import { Chart } from '../../charts/chart.tsx';
import { type SweepEntry, sweepFigure } from '../../charts/sweep.ts';
import { Swatch } from '../../controls/swatch.tsx';
import { outcome } from '../../entries.ts';
import { model } from '../../model.ts';
import { selected } from '../../state/store.ts';
import { countWords } from '../../wording.ts';
import { createAnalysis, useAnalysis } from './analysis.ts';
import { knobAxis } from './knob-axis.ts';
import { adopt, adoptWords, type KnobChoice, knobLabel, knobScale, knobValues, knobWords } from './knobs.ts';
import { PointPicker } from './point-picker.tsx';
import { effort, scenarioById, studied, target } from './question.ts';
import { EffortChoice, KnobPick, Sentence, StatisticPick } from './sentence.tsx';
import { changeFull, estimateFull, statisticWords, unitWords } from './words.ts';
import { Method, NotYet, Shown, WorkLine } from './work-line.tsx';

interface Swept {
  readonly knob: KnobChoice;
  readonly sweep: Sweep;
}

/** About as many; levers go in round steps, inputs in quantiles. */
const POINTS = 20;
const analysis = createAnalysis<Swept>();
const knob = signal<KnobChoice>({ kind: 'lever', id: model.meta.levers[0]?.id ?? '' });
/** The point under the hair: where it is, in the number of the axis. */
const picked = signal<number | null>(null);

/** Positions as they are read: lever shares in percent, the rest as the model has them. */
function positions(moved: KnobChoice, curve: SweepCurve): number[] {
  const { factor } = knobScale(moved);
  return curve.points.map(({ value }) => value * factor);
}

function entriesOf({ knob: moved, sweep: { curves } }: Swept): SweepEntry[] {
  const { factor } = knobScale(moved);
  return curves.map((curve): SweepEntry => {
    const { id, name, style } = scenarioById(curve.scenario);
    const xs = positions(moved, curve);
    const [now] = curve.presentEstimates;
    return {
      id,
      name,
      style,
      points: curve.points.map(({ estimates }, i) => ({
        x: xs[i] ?? Number.NaN,
        estimate: estimates[0] ?? { value: null, se: null },
      })),
      present: curve.present === null || !now ? null : { x: curve.present * factor, estimate: now },
    };
  });
}

/** "Security of US labs from 0 to 1: the median forward lead would change by +1.4 ± 0.1 months under Act now". */
function finding({ knob: moved, sweep: { curves, targets } }: Swept, scenario: string): string {
  const curve = curves.find((one) => one.scenario === scenario) ?? curves[0];
  const [first, last] = [curve?.points[0], curve?.points.at(-1)];
  const [what] = targets;
  const [from, to] = [first?.sampled[0], last?.sampled[0]];
  if (!curve || !first || !last || !from || !to || !what) return knobLabel(moved);
  const range = `${knobLabel(moved)} from ${knobWords(moved, first.value)} to ${knobWords(moved, last.value)}`;
  const change = difference(from, to);
  const { name } = scenarioById(curve.scenario);
  const start = `${range}: the ${statisticWords(what, outcome.value)} would`;
  if (change.value === 0) return `${start} not change under ${name}`;
  return `${start} change by ${changeFull(change, what, outcome.value)} under ${name}`;
}

function Picture({ swept }: { swept: Swept }): VNode {
  const { id: chosen } = selected.value;
  const shown = outcome.value;
  const { knob: moved } = swept;
  const [what = target.value] = swept.sweep.targets;
  const entries = useMemo(() => entriesOf(swept), [swept]);
  const own = entries.find(({ id }) => id === chosen) ?? entries[0];
  const xs = own?.points.map(({ x }) => x) ?? [];
  const { factor } = knobScale(moved);
  const xWords = (x: number): string => knobWords(moved, x / factor);
  const figure = useMemo(
    () =>
      sweepFigure({
        entries,
        selected: chosen,
        target: what,
        outcome: shown,
        x: knobAxis(moved, xs, 0.12),
        label: `${statisticWords(what, shown)}, ${unitWords(what, shown)}`,
        title: finding(swept, chosen),
        critical: criticalValue95(replicatesOf(swept)),
        xWords,
        words: (estimate) => estimateFull(estimate, what, shown),
      }),
    [entries, chosen, shown, swept],
  );
  const start = own?.present?.x ?? xs[Math.floor(xs.length / 2)] ?? 0;
  const at = picked.value ?? start;
  const index = nearestIndex(xs, at);
  const scenario = own?.id ?? chosen;
  const take = (i: number): void => adopt(scenario, [[moved, (xs[i] ?? 0) / factor]]);
  const canAdopt = moved.kind !== 'input';
  const valueAt = (i: number): string =>
    entries
      .map(
        ({ name, points }) => `${name} ${estimateFull(points[i]?.estimate ?? { value: null, se: null }, what, shown)}`,
      )
      .join(', ');
  return (
    <>
      <Chart
        figure={figure}
        className="chart-why"
        fileName={`headway-sweep-${moved.id}`}
        overlay={(geometry) => (
          <PointPicker
            geometry={geometry}
            label={`${knobLabel(moved)}, point of the curve`}
            xs={xs}
            index={index}
            words={(i) => `${xWords(xs[i] ?? 0)}: ${valueAt(i)}`}
            onMove={(i) => {
              picked.value = xs[i] ?? null;
            }}
            onAdopt={canAdopt ? take : null}
          />
        )}
      />
      <p class="why-reading">
        <b>{xWords(xs[index] ?? 0)}</b>
        {entries.map(({ id, name, style, points }) => (
          <span key={id}>
            <Swatch style={style} /> {name}{' '}
            {estimateFull(points[index]?.estimate ?? { value: null, se: null }, what, shown)}
          </span>
        ))}
        {canAdopt ? (
          <button type="button" class="link" onClick={() => take(index)}>
            {adoptWords(moved, (xs[index] ?? 0) / factor, scenarioById(scenario))}
          </button>
        ) : null}
      </p>
    </>
  );
}

/** Randomisations behind the errors of a sweep. */
function replicatesOf({ sweep: { curves } }: Swept): number {
  return Math.max(1, curves[0]?.points[0]?.sampled[0]?.replicates.length ?? 1);
}

export function SweepTab(): VNode {
  const [moved, what, request, samples] = [knob.value, target.value, studied.value, effort.value];
  const key = JSON.stringify([moved, what, request, samples]);
  const work = useAnalysis(analysis, key, async (base, report) => {
    const values = knobValues(moved, POINTS);
    const total = values.length + 1;
    const whole = await sweep(
      { ...base, meta: model.meta, request },
      {
        axis: { ...moved, values },
        targets: [what],
        samples,
        onProgress: (partial) => {
          const done = partial.curves[0]?.points.length ?? 0;
          report(done > 1 ? { knob: moved, sweep: partial } : null, done / total);
        },
      },
    );
    return { knob: moved, sweep: whole };
  });
  const { result } = work;
  return (
    <>
      <Sentence>
        If{' '}
        <KnobPick
          label="What moves"
          value={moved}
          kinds={['lever', 'switch', 'input']}
          onChange={(next) => {
            knob.value = next;
            picked.value = null;
          }}
        />{' '}
        moved over its whole range and all else stayed, what would be <StatisticPick />?
      </Sentence>
      <WorkLine analysis={analysis} asked={key}>
        {result === null
          ? null
          : `${result.sweep.curves[0]?.points.length ?? 0} points, ${countWords(result.sweep.samples)} samples each on the same draws; ± is one standard error`}
      </WorkLine>
      {result === null || (result.sweep.curves[0]?.points.length ?? 0) < 2 ? (
        <NotYet what="The curve appears with its first points." />
      ) : (
        <Shown of={work.of} asked={key}>
          <Picture swept={result} />
        </Shown>
      )}
      <EffortChoice what="Samples of each point" />
      <Method>
        <p>
          Each point is a forecast of its own: the thing named moves, everything else stays as each policy has it, and
          every point sees the same simulated futures. So a difference between two points is much surer than either
          value. Click a point, or press Enter on it, to take it over.
        </p>
        <p>
          An assumption moves from its 2 % to its 98 % quantile, and those correlated with it follow, as they would if
          it were found to be so. A criticism holds in every policy at once.
        </p>
      </Method>
    </>
  );
}
