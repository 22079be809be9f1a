/** The picture with the share of the variance that each group of assumptions has: their Shapley effects, which sum to all. */
import type { VNode } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import '../../styles/why.css';
import { type ShapleyEffects, shapleyEffects } from '../../../analysis/shapley.ts';
import { model } from '../../model.ts';
import { selected } from '../../state/store.ts';
import { createAnalysis, useAnalysis } from '../why/analysis.ts';
import { releaseEngines } from '../why/engine.ts';
import { measure, measureWords, precisionWords, shareDone } from '../why/measures.ts';
import { studied, studiedAlone } from '../why/question.ts';
import { WorkLine } from '../why/work-line.tsx';
import { ModelPicture } from './picture.tsx';

const analysis = createAnalysis<ShapleyEffects>();

export function SharedPicture(): VNode {
  useEffect(() => releaseEngines, []);
  const asked = measure.value;
  const request = studiedAlone(studied.value, selected.value.id);
  const key = JSON.stringify([asked, request]);
  const work = useAnalysis(analysis, key, (base, report) =>
    shapleyEffects(
      { ...base, meta: model.meta, request },
      { measures: [asked], onProgress: (partial) => report(partial, shareDone(partial)) },
    ),
  );
  const found = work.of === key ? work.result : null;
  const shares = useMemo(
    () => found && new Map((found.measures[0]?.effects ?? []).map(({ input, effect }) => [input, effect.value])),
    [found],
  );
  return (
    <>
      <p class="small">
        Shares of the variance of {measureWords(asked)} under {selected.value.name}, of the assumptions of each group.
      </p>
      <WorkLine analysis={analysis} asked={key}>
        {found === null ? null : precisionWords(found, 'part')}
      </WorkLine>
      <ModelPicture shares={shares} />
    </>
  );
}
