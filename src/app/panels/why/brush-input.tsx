/** Futures by an assumption: the outcome where the assumption lies in a range. */
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Range } from '../../../analysis/explain.ts';
import type { Futures } from '../../../analysis/futures.ts';
import { linearAxis, outcomeAxis, toAxis } from '../../charts/axis.ts';
import { binsOf, brushedFigure } from '../../charts/brushed.ts';
import { Chart } from '../../charts/chart.tsx';
import { threeQuantiles } from '../../densities.ts';
import { outcome } from '../../entries.ts';
import { inputOf, model } from '../../model.ts';
import { document as edited, selected } from '../../state/store.ts';
import { countWords, dateWords, percentWords, unitOf } from '../../wording.ts';
import { createAnalysis, useAnalysis } from './analysis.ts';
import { conditionOn, futuresOf } from './futures.ts';
import { knobWords } from './knobs.ts';
import { studied, studiedAlone, target } from './question.ts';
import { RangeBrush } from './range-brush.tsx';
import { EndField } from './range-fields.tsx';
import { KnobPick, Sentence, StatisticPick } from './sentence.tsx';
import { estimateFull, statisticWords } from './words.ts';
import { Method, NotYet, Shown, WorkLine } from './work-line.tsx';

const TAIL = 0.005;
const analysis = createAnalysis<Futures>();
const chosen = signal(model.meta.importance[0] ?? model.meta.inputs[0]?.id ?? '');
const ranges = signal<Readonly<Record<string, Range>>>({});

/** At first the lower half. */
function rangeNow(): Range {
  const id = chosen.value;
  const [, median] = threeQuantiles(edited.value.inputs[id] ?? inputOf(id).distribution);
  return ranges.value[id] ?? { from: Number.NEGATIVE_INFINITY, to: Number(median.toPrecision(3)) };
}

function setRange(range: Range): void {
  if (range.from < range.to) ranges.value = { ...ranges.value, [chosen.value]: range };
}

const words = (value: number): string => knobWords({ kind: 'input', id: chosen.value }, value);

function rangeWords({ from, to }: Range): string {
  if (from === Number.NEGATIVE_INFINITY) return `below ${words(to)}`;
  return to === Number.POSITIVE_INFINITY ? `above ${words(from)}` : `from ${words(from)} to ${words(to)}`;
}

function spanOf(values: Float64Array): readonly [low: number, high: number] {
  const sorted = values.filter(Number.isFinite).sort();
  const at = (p: number): number => sorted[Math.floor(p * (sorted.length - 1))] ?? 0;
  return [at(TAIL), at(1 - TAIL)];
}

function Pictures({ futures }: { futures: Futures }): VNode {
  const [what, shown, range] = [target.value, outcome.value, rangeNow()];
  const { style } = selected.value;
  const input = model.meta.inputs.findIndex(({ id }) => id === chosen.value);
  const meta = inputOf(chosen.value);
  const found = useMemo(() => conditionOn(futures, input, range, what), [futures, input, range.from, range.to, what]);
  const inputFigure = useMemo(() => {
    const values = futures.inputs[input] ?? new Float64Array(0);
    const [low, high] = spanOf(values);
    const axis = linearAxis(`${meta.label}, ${meta.unit}`, low, high, 7);
    return brushedFigure({
      title: `${meta.label} lies ${rangeWords(range)} in ${percentWords(found.share)} of futures`,
      description: 'Histogram of the assumption over simulated futures; those in the range are in colour.',
      bins: binsOf(values, found.selected, axis.low, axis.high),
      x: axis,
      style,
      range: [range.from, range.to],
      outline: null,
    });
  }, [found, style]);
  const outcomeFigure = useMemo(() => {
    const values = (futures.outcomes[0] ?? new Float64Array(0)).map((value) =>
      Number.isFinite(value) ? toAxis(shown, value) : value,
    );
    const [low, high] = spanOf(values);
    const label = `${shown.label.toLowerCase()} at ${dateWords(futures.histogram.date)}, ${unitOf(shown)}`;
    const axis = outcomeAxis(shown, label, low, high);
    const bins = binsOf(values, found.selected, axis.low, axis.high);
    // Both as shares of their own whole, so that their shapes compare.
    const scaled = bins.selected.map((share) => share / Math.max(found.share, 1e-9));
    return brushedFigure({
      title: `The ${statisticWords(what, shown)} would then be ${estimateFull(found.within, what, shown)}, against ${estimateFull(found.all, what, shown)} in all futures`,
      description: 'In colour: the futures chosen. Outline: all futures. Each as shares of its own whole.',
      bins: { ...bins, all: scaled, selected: scaled },
      x: axis,
      style,
      range: null,
      outline: bins.all,
    });
  }, [found, what, shown, style]);
  const [low, high] = [inputFigure.x.low, inputFigure.x.high];
  return (
    <div class="charts-two">
      <Chart
        figure={inputFigure}
        fileName={`headway-input-${meta.id}`}
        overlay={(geometry) => (
          <RangeBrush
            geometry={geometry}
            label={`Range of ${meta.label}`}
            range={[range.from, range.to]}
            step={Number(((high - low) / 100).toPrecision(1))}
            words={words}
            onChange={([from, to]) => setRange({ from, to })}
          />
        )}
      />
      <Chart figure={outcomeFigure} fileName={`headway-given-${meta.id}`} />
    </div>
  );
}

export function BrushInput(): VNode {
  const { id, name } = selected.value;
  const what = target.value;
  const question = { request: studiedAlone(studied.value, id), target: what };
  const range = rangeNow();
  const key = JSON.stringify([question.request, what.outcome, what.date]);
  const work = useAnalysis(analysis, key, (base) => futuresOf(base, question));
  const { result } = work;
  const { unit } = inputOf(chosen.value);
  const commit = (from: number | null, to: number | null): void =>
    setRange({ from: from ?? Number.NEGATIVE_INFINITY, to: to ?? Number.POSITIVE_INFINITY });
  return (
    <>
      <Sentence>
        Under {name}, where{' '}
        <KnobPick
          label="Assumption"
          value={{ kind: 'input', id: chosen.value }}
          kinds={['input']}
          onChange={(next) => {
            chosen.value = next.id;
          }}
        />{' '}
        lies from <EndField label={`From, ${unit}`} value={range.from} onCommit={(from) => commit(from, range.to)} /> to{' '}
        <EndField label={`To, ${unit}`} value={range.to} onCommit={(to) => commit(range.from, to)} />{' '}
        {unit === 'number' ? '' : unit}, what would be <StatisticPick />?
      </Sentence>
      <WorkLine analysis={analysis} asked={key}>
        {result === null ? null : `${countWords(result.size)} futures; ± is one standard error`}
      </WorkLine>
      {result === null ? (
        <NotYet what="Futures appear in a moment." />
      ) : (
        <Shown of={work.of} asked={key}>
          <Pictures futures={result} />
        </Shown>
      )}
      <Method>
        <p>
          Drag the ends of the range on the left: the right shows the outcome in exactly those futures. Assumptions
          correlated with this one are where they tend to be when it is in the range.
        </p>
      </Method>
    </>
  );
}
