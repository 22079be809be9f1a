/** What does waiting cost? The same policy begun later, in the same futures. */
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { costOfDelay, type Delay, type DelayCurve } from '../../../analysis/delay.ts';
import { formatEstimate } from '../../../engine/format.ts';
import { criticalValue95, type Estimate } from '../../../engine/statistics.ts';
import type { Scenario } from '../../../engine/types.ts';
import { nearestIndex } from '../../charts/axis.ts';
import { Chart } from '../../charts/chart.tsx';
import { type DelayEntry, delayFigure } from '../../charts/delay.ts';
import type { Axis } from '../../charts/figure.ts';
import { outcome } from '../../entries.ts';
import { model } from '../../model.ts';
import { policyStartSwitch } from '../../state/document.ts';
import { selected } from '../../state/store.ts';
import { countWords, dateWords, unitOf } from '../../wording.ts';
import { createAnalysis, useAnalysis } from './analysis.ts';
import { adopt, type KnobChoice, knobWords } from './knobs.ts';
import { PointPicker } from './point-picker.tsx';
import { scenarioById, studied, target } from './question.ts';
import { Legend } from './rows.tsx';
import { Sentence, StatisticPick } from './sentence.tsx';
import { wide } from './wide.ts';
import { changeFull, changeUnit, labelled, statisticWords } from './words.ts';
import { Method, NotYet, Shown, WorkLine } from './work-line.tsx';

const analysis = createAnalysis<Delay>();
const SAMPLES = 16_384;
const POINTS = 9;
/** The start under the hair, a date. */
const picked = signal<number | null>(null);

/** Policies that change something: waiting with the others costs nothing. */
function movers(scenarios: readonly Scenario[]): readonly Scenario[] {
  return scenarios.filter(({ levers }) =>
    model.meta.levers.some(({ id, statusQuo }) => (levers[id] ?? statusQuo) !== statusQuo),
  );
}

/** Even dates over the options of the switch, in quarters where these fit. */
function startsOf(id: string): readonly number[] {
  const declared = model.meta.switches.find((entry) => entry.id === id);
  const values = declared ? [declared.default, ...declared.options.map(({ value }) => value)] : [];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const quarters = Math.round((high - low) * 4);
  const count = quarters >= 2 && quarters <= 16 ? quarters + 1 : POINTS;
  return Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
}

/** The selected policy, or the one that loses most by waiting. */
function curveShown({ curves }: Delay): DelayCurve | undefined {
  const loss = ({ perYear }: DelayCurve): number => perYear.value ?? 0;
  return (
    curves.find(({ scenario }) => scenario === selected.value.id) ?? [...curves].sort((a, b) => loss(b) - loss(a))[0]
  );
}

function titleOf(found: Delay): string {
  const curve = curveShown(found);
  const what = found.target;
  if (!curve) return 'No policy shown changes anything, so waiting costs nothing';
  const { name } = scenarioById(curve.scenario);
  const { value } = curve.perYear;
  const loss = { value: value === null ? null : Math.abs(value), se: curve.perYear.se };
  const amount = changeFull(loss, what, outcome.value).replace('+', '');
  const verb = (value ?? 0) >= 0 ? 'cost' : 'gain';
  return `Each year of waiting with ${name} would ${verb} ${amount} of the ${statisticWords(what, outcome.value)}`;
}

function axisOf(starts: readonly number[]): Axis {
  const [low = 0, high = 1] = [starts[0], starts.at(-1)];
  // Few enough that their words do not touch.
  const step = Math.max(1, Math.ceil((starts.length - 1) / (wide.value ? 4 : 2)));
  const ticks = starts.filter((_, index) => index % step === 0);
  // The words under the first start need room to its left.
  return { label: 'start of the policy', low: low - 0.12 * (high - low), high, ticks, format: (at) => dateWords(at) };
}

function Picture({ found }: { found: Delay }): VNode {
  const [what, shown] = [found.target, outcome.value];
  const chosen = curveShown(found);
  const starts = chosen?.points.map(({ start }) => start) ?? [];
  const ratio = shown.scale === 'log10';
  const singles = !ratio && what.statistic.kind !== 'atLeast';
  const entries = found.curves.map(({ scenario, points }): DelayEntry => {
    const { id, name, style } = scenarioById(scenario);
    return {
      id,
      name,
      style,
      points: points.map(({ start, loss, lossP5, lossP50, lossP95 }) => ({
        start,
        loss,
        single: { p5: lossP5, p50: lossP50, p95: lossP95 },
      })),
    };
  });
  const figure = useMemo(
    () =>
      delayFigure({
        title: titleOf(found),
        entries,
        selected: chosen?.scenario ?? '',
        target: what,
        outcome: shown,
        x: axisOf(starts),
        label: labelled(`loss of the ${statisticWords(what, shown)}`, changeUnit(what, shown)),
        critical: criticalValue95(studied.value.replicates),
        singles,
        startWords: dateWords,
        words: (loss) => changeFull(loss, what, shown),
        singleWords: ({ value, se }: Estimate) =>
          value === null
            ? 'beyond'
            : `${formatEstimate(value, se, { binWidth: 0.1 })} ${ratio ? 'times' : unitOf(shown)}`,
      }),
    [found, chosen?.scenario, shown, wide.value],
  );
  const at = picked.value ?? starts[0] ?? 0;
  const index = nearestIndex(starts, at);
  const knob: KnobChoice = { kind: 'switch', id: found.switch };
  const take = (i: number): void => adopt(chosen?.scenario ?? '', [[knob, starts[i] ?? 0]]);
  const words = (i: number): string => {
    const point = chosen?.points[i];
    const start = knobWords(knob, starts[i] ?? 0);
    if (!point || i === 0) return `${start}, the earliest`;
    return `${start}: a loss of ${changeFull(point.loss, what, shown)}`;
  };
  return (
    <>
      <Chart
        figure={figure}
        className="chart-why"
        fileName="headway-cost-of-delay"
        overlay={(geometry) => (
          <PointPicker
            geometry={geometry}
            label="Start of the policy"
            xs={starts}
            index={index}
            words={words}
            onMove={(i) => {
              picked.value = starts[i] ?? null;
            }}
            onAdopt={take}
          />
        )}
      />
      {chosen && singles ? (
        <Legend
          entries={[
            [
              `background: color-mix(in srgb, var(--series-${scenarioById(chosen.scenario).style}) 12%, transparent)`,
              `loss in 90 % of single futures under ${scenarioById(chosen.scenario).name}`,
            ],
          ]}
        />
      ) : null}
      <p class="why-reading">
        <span>
          {scenarioById(chosen?.scenario ?? '').name}, begun in <b>{words(index)}</b>
        </span>
        <button type="button" class="link" onClick={() => take(index)}>
          adopt this start
        </button>
      </p>
    </>
  );
}

export function DelayTab(): VNode {
  const [what, all] = [target.value, studied.value];
  const start = policyStartSwitch(model.meta);
  const request = { ...all, scenarios: movers(all.scenarios) };
  const key = JSON.stringify([what, request]);
  const work = useAnalysis(analysis, key, (base, report) =>
    costOfDelay(
      { ...base, meta: model.meta, request },
      {
        target: what,
        starts: start === null ? [] : startsOf(start),
        samples: SAMPLES,
        onProgress: (partial) => report(partial, partial.curves.length / Math.max(request.scenarios.length, 1)),
      },
    ),
  );
  const { result } = work;
  return (
    <>
      <Sentence>
        If the policies shown began later, what would be lost of <StatisticPick />?
      </Sentence>
      <WorkLine analysis={analysis} asked={key}>
        {result === null
          ? null
          : `${countWords(SAMPLES)} futures for each start, the same for all; ± is one standard error`}
      </WorkLine>
      {request.scenarios.length === 0 ? (
        <NotYet what="No policy shown moves a lever, so there is nothing to delay. Show or make one that does." />
      ) : result === null || result.curves.length === 0 ? (
        <NotYet what="The first policy appears in a moment." />
      ) : (
        <Shown of={work.of} asked={key}>
          <Picture found={result} />
        </Shown>
      )}
      <Method>
        <p>
          The date at which levers begin to move is itself moved; the levers’ own dead times and ramps follow it. In
          every single future the loss is the outcome with the earliest start minus that with the later one, so the band
          is the spread of the loss, not a difference of two spreads. Losses per year are from the earliest to the
          latest start.
        </p>
        <p>Policies that move no lever are left out: waiting with them changes nothing.</p>
      </Method>
    </>
  );
}
