/** All at once, by assumption: Shapley effects, which divide the variance among correlated assumptions too. */
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ShapleyEffects } from '../../../analysis/shapley.ts';
import { linearAxis } from '../../charts/axis.ts';
import type { BarsView } from '../../charts/bars.ts';
import { inputOf } from '../../model.ts';
import { selected } from '../../state/store.ts';
import { effectsAnalysis, useEffects } from './effects-work.ts';
import { indexText, measureWords, precisionWords } from './measures.ts';
import { scenarioById } from './question.ts';
import { Rows } from './rows.tsx';
import { MeasurePick, Sentence } from './sentence.tsx';
import { Method, NotYet, Shown, WorkLine } from './work-line.tsx';

const FIRST_ROWS = 15;

function viewOf(found: ShapleyEffects): Omit<BarsView, 'names'> {
  const { style } = scenarioById(found.scenario);
  const [result] = found.measures;
  const effects = result?.effects ?? [];
  const [first, second] = effects;
  const name = (id: string): string => inputOf(id).label;
  const high = Math.max(5, ...effects.map(({ effect }) => 100 * effect.high));
  return {
    title:
      first && second && result
        ? `${name(first.input)} would account for ${indexText(first.effect)} of the uncertainty about ${measureWords(result.measure)}, ${name(second.input)} for ${indexText(second.effect)}`
        : 'Nothing is uncertain here',
    description: 'Shapley effects: parts of the variance that sum to the whole. Hairs are 95 % intervals.',
    axis: linearAxis('share of the variance, %', 0, high, 6),
    rows: effects.map(({ input, effect }) => ({
      name: name(input),
      note: indexText(effect),
      bars: [{ from: 0, to: Math.max(0, 100 * effect.value), ink: style, alpha: 1 }],
      intervals: [{ low: Math.max(0, 100 * effect.low), high: 100 * effect.high }],
    })),
    origin: 0,
    table: {
      columns: ['Assumption', 'Share of the variance (95 % interval)'],
      rows: effects.map(({ input, effect }) => [name(input), indexText(effect)]),
    },
  };
}

function Picture({ found }: { found: ShapleyEffects }): VNode {
  const view = useMemo(() => viewOf(found), [found]);
  return <Rows view={view} first={FIRST_ROWS} fileName="headway-shapley-effects" />;
}

export function EffectsPart(): VNode {
  const { work, asked } = useEffects();
  const { result } = work;
  return (
    <>
      <Sentence>
        With everything uncertain at once under {selected.value.name}, how does the uncertainty about <MeasurePick />{' '}
        divide among the assumptions?
      </Sentence>
      <WorkLine analysis={effectsAnalysis} asked={asked}>
        {result === null ? null : precisionWords(result, 'part')}
      </WorkLine>
      {result === null ? (
        <NotYet what="First parts, with wide intervals, appear in a moment." />
      ) : (
        <Shown of={work.of} asked={asked}>
          <Picture found={result} />
        </Shown>
      )}
      <Method>
        <p>
          An assumption’s part is how much less uncertain the answer becomes when it is learnt, averaged over all orders
          in which the assumptions could be learnt (Song, Nelson and Staum 2016; Owen and Prieur 2017). Assumptions that
          are correlated share what either would tell; the parts are never negative in truth and sum to 100 %.
        </p>
        <p>Estimated along random orders, each with its reverse; intervals are from independent randomisations.</p>
      </Method>
    </>
  );
}
