/** Which policy mix? A statistic over two levers, coarse to fine; what was counted answers other statistics and dates. */
import { computed, signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useId, useMemo } from 'preact/hooks';
import { estimateAt, type PolicyMap, policyMap, surface } from '../../../analysis/policy-map.ts';
import { type Knob, knobValue } from '../../../analysis/setting.ts';
import { isProbability } from '../../../analysis/statistic.ts';
import type { Scenario } from '../../../engine/types.ts';
import { nearestIndex } from '../../charts/axis.ts';
import { Chart } from '../../charts/chart.tsx';
import { classesOf, mapFigure } from '../../charts/policy-map.ts';
import { placeChange } from '../../charts/statistic-axis.ts';
import { NumberField } from '../../controls/number-field.tsx';
import { Swatch } from '../../controls/swatch.tsx';
import { outcome } from '../../entries.ts';
import { leverOf, model } from '../../model.ts';
import { selected } from '../../state/store.ts';
import { threshold } from '../../state/view.ts';
import { countWords, numberWords } from '../../wording.ts';
import { createAnalysis, useAnalysis } from './analysis.ts';
import { knobAxis } from './knob-axis.ts';
import { adopt, type KnobChoice, keyOf, knobLabel, knobScale, knobValues, knobWords } from './knobs.ts';
import { type Cell, MapPicker } from './map-picker.tsx';
import { effort, studied, target } from './question.ts';
import { EffortChoice, KnobPick, Sentence, StatisticPick } from './sentence.tsx';
import { estimateFull, estimateText, statisticWords, unitWords } from './words.ts';
import { Method, NotYet, Shown, WorkLine } from './work-line.tsx';

const POINTS = 20;
const analysis = createAnalysis<PolicyMap>();
const [firstLever, secondLever] = ['smugglingEnforcement', 'remoteAccessControl'].map(
  (id, index) => model.meta.levers.find((lever) => lever.id === id)?.id ?? model.meta.levers[index]?.id ?? '',
);
const xKnob = signal<Knob>({ kind: 'lever', id: firstLever ?? '' });
const yKnob = signal<Knob>({ kind: 'lever', id: secondLever ?? '' });
/** The level of the line in ink, as it is typed; null: the usual one. */
const chosenLevel = signal<number | null>(null);
const picked = signal<Cell | null>(null);

/** The usual level: the threshold in months, or an even chance. */
const level = computed(() => chosenLevel.value ?? (isProbability(target.value.statistic) ? 50 : threshold.value));

/** Round steps, and where the lever stands today. */
function gridOf(knob: KnobChoice): readonly number[] {
  const values = knobValues(knob, POINTS);
  if (knob.kind !== 'lever') return values;
  return [...new Set([...values, leverOf(knob.id).statusQuo])].sort((a, b) => a - b);
}

/** The scenario without the two things that the map moves: the map does not depend on where they stand. */
function restOf({ levers, switches }: Scenario, knobs: readonly KnobChoice[]): unknown {
  const moved = new Set(knobs.map(keyOf));
  const still = (kind: KnobChoice['kind'], values: Readonly<Record<string, number>>): unknown[] =>
    Object.entries(values).filter(([id]) => !moved.has(keyOf({ kind, id })));
  return [still('lever', levers), still('switch', switches)];
}

function titleOf(map: PolicyMap): string {
  const [what, shown] = [target.value, outcome.value];
  const found = [...map.points.keys()]
    .map((point) => ({ point, estimate: estimateAt(map, point, what) }))
    .filter(({ estimate }) => estimate.value !== null)
    .sort((a, b) => (a.estimate.value ?? 0) - (b.estimate.value ?? 0));
  const [lowest, highest] = [found[0], found.at(-1)];
  const name = statisticWords(what, shown);
  if (!lowest || !highest) return `The ${name} lies beyond what is counted everywhere on this map`;
  const [low, high] = [lowest, highest].map(({ estimate }) => estimateText(estimate, what, shown));
  const factor = isProbability(what.statistic) ? 100 : 1;
  const wanted = `${numberWords(level.value, 2)} ${unitWords(what, shown)}`;
  const where =
    factor * (highest.estimate.value ?? 0) < level.value
      ? `, nowhere at least ${wanted}`
      : factor * (lowest.estimate.value ?? 0) >= level.value
        ? `, everywhere at least ${wanted}`
        : '';
  return `Over these two levers the ${name} would lie between ${low} and ${high} ${unitWords(what, shown)}${where} (all else as in ${selected.value.name})`;
}

function Picture({ map, scenario }: { map: PolicyMap; scenario: Scenario }): VNode {
  const readingId = useId();
  const [what, shown, at] = [target.value, outcome.value, level.value];
  const { name, id, style, preset } = selected.value;
  const own = preset === null ? ` in ${name}` : ' in a policy of your own';
  const known = map.points.size;
  const view = useMemo(() => {
    const { values, measured } = surface(map, what);
    return { values: values.map((value) => placeChange(what, value)), measured };
  }, [map, known, what, shown]);
  const [xs, ys] = [map.x, map.y].map((axis) => axis.values.map((value) => value * knobScale(axis).factor));
  const [gridX, gridY] = [xs ?? [], ys ?? []];
  const words = (knob: KnobChoice, coordinate: number): string => knobWords(knob, coordinate / knobScale(knob).factor);
  const present = {
    x: knobValue(scenario, map.x) * knobScale(map.x).factor,
    y: knobValue(scenario, map.y) * knobScale(map.y).factor,
  };
  const figure = useMemo(
    () =>
      mapFigure({
        title: titleOf(map),
        x: knobAxis(map.x, gridX, 0),
        y: knobAxis(map.y, gridY, 0),
        xs: gridX,
        ys: gridY,
        ...view,
        level: at,
        levelWords: `${numberWords(at, 2)} ${unitWords(what, shown)}`,
        present: { ...present, name },
        xWords: (value) => words(map.x, value),
        yWords: (value) => words(map.y, value),
        estimate: (point) => estimateAt(map, point, what),
        words: (estimate) => estimateText(estimate, what, shown),
      }),
    [view, at, present.x, present.y, name],
  );
  const cell = picked.value ?? { i: nearestIndex(gridX, present.x), j: nearestIndex(gridY, present.y) };
  const point = cell.j * gridX.length + cell.i;
  const estimate = estimateAt(map, point, what);
  const interpolated = view.values[point] ?? Number.NaN;
  const take = ({ i, j }: Cell): void =>
    adopt(id, [
      [map.x, map.x.values[i] ?? Number.NaN],
      [map.y, map.y.values[j] ?? Number.NaN],
    ]);
  return (
    <>
      <Chart
        figure={figure}
        className="chart-map"
        fileName={`headway-map-${map.x.id}-${map.y.id}`}
        overlay={(geometry) => (
          <MapPicker
            geometry={geometry}
            label={`Map of ${knobLabel(map.x)} and ${knobLabel(map.y)}: arrows move, Enter adopts`}
            describedBy={readingId}
            xs={gridX}
            ys={gridY}
            cell={cell}
            marked={picked.value !== null}
            onMove={(next) => {
              picked.value = next;
            }}
            onAdopt={take}
          />
        )}
      />
      <Key values={view.values} />
      <p class="why-reading">
        <span id={readingId} aria-live="polite">
          <Swatch style={style} /> {knobLabel(map.x)} <b>{words(map.x, gridX[cell.i] ?? 0)}</b>, {knobLabel(map.y)}{' '}
          <b>{words(map.y, gridY[cell.j] ?? 0)}</b>:{' '}
          {estimate.value === null && !Number.isNaN(interpolated)
            ? `about ${numberWords(interpolated, 1)} ${unitWords(what, shown)}, between measured points`
            : estimateFull(estimate, what, shown)}
        </span>
        <button type="button" class="link" onClick={() => take(cell)}>
          adopt these{own}
        </button>
      </p>
    </>
  );
}

/** The shades and what they stand for. */
function Key({ values }: { values: ArrayLike<number> }): VNode {
  return (
    <ul class="shade-key" aria-label="Shades">
      {classesOf(values).map(({ shade, from, to }) => (
        <li key={shade}>
          <span class="shade" style={{ background: `var(--${shade})` }} /> {numberWords(from, 2)} to{' '}
          {numberWords(to, 2)}
        </li>
      ))}
    </ul>
  );
}

export function MapTab(): VNode {
  const [x, y, request, samples] = [xKnob.value, yKnob.value, studied.value, effort.value];
  const scenario = request.scenarios.find(({ id }) => id === selected.value.id) ?? request.scenarios[0];
  if (!scenario) throw new Error('the forecast has no scenario');
  const { outcomes: _date, scenarios: _all, ...world } = request;
  const key = JSON.stringify([x, y, outcome.value.id, restOf(scenario, [x, y]), world, samples]);
  const work = useAnalysis(analysis, key, (base, report) =>
    policyMap(
      { ...base, meta: model.meta, request: { ...request, scenarios: [scenario] } },
      {
        x: { ...x, values: gridOf(x) },
        y: { ...y, values: gridOf(y) },
        outcome: outcome.value.id,
        dates: outcome.value.at,
        samples,
        interest: () => target.peek(),
        onProgress: (partial) => report(partial, partial.points.size / (gridOf(x).length * gridOf(y).length)),
      },
    ),
  );
  const { result } = work;
  const turn = (other: typeof xKnob, own: typeof xKnob, { kind, id }: KnobChoice): void => {
    if (kind === 'input') return;
    const next: Knob = { kind, id };
    // Choosing what the other axis has swaps the two.
    if (keyOf(other.peek()) === keyOf(next)) other.value = own.peek();
    own.value = next;
    picked.value = null;
  };
  const what = target.value;
  return (
    <>
      <Sentence>
        If{' '}
        <KnobPick label="Across" value={x} kinds={['lever', 'switch']} onChange={(next) => turn(yKnob, xKnob, next)} />{' '}
        (across) and{' '}
        <KnobPick label="Up" value={y} kinds={['lever', 'switch']} onChange={(next) => turn(xKnob, yKnob, next)} /> (up)
        moved together, where would <StatisticPick /> be at least{' '}
        <NumberField
          className="inline-number"
          label={`Level of the line, ${unitWords(what, outcome.value)}`}
          value={level.value}
          low={-1000}
          high={1000}
          format={(at) => numberWords(at, 2)}
          onCommit={(next) => {
            chosenLevel.value = next;
          }}
        />{' '}
        {unitWords(what, outcome.value)}?
      </Sentence>
      <WorkLine analysis={analysis} asked={key}>
        {result === null
          ? null
          : `${result.points.size} of ${result.x.values.length * result.y.values.length} points, ${countWords(result.samples)} samples each on the same draws; ± is one standard error`}
      </WorkLine>
      {result === null || result.points.size === 0 ? (
        <NotYet what="A coarse map appears first and is refined where it changes most." />
      ) : (
        <Shown of={work.of} asked={key}>
          <Picture map={result} scenario={scenario} />
        </Shown>
      )}
      <EffortChoice what="Samples of each point" />
      <Method>
        <p>
          Every point of the grid is a forecast of its own on the same simulated futures; all other levers stay as the
          selected policy has them. A coarse grid is measured first, then the points where the picture changes most.
          Counts are kept at every date, so another statistic, threshold, date or level is read off without a new run.
        </p>
        <p>
          Click a point, or go there with the arrow keys and press Enter, to take both positions over into the selected
          policy.
        </p>
      </Method>
    </>
  );
}
