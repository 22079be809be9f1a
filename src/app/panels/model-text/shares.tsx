/** The picture with the share of the variance that each group of assumptions has: their Shapley effects, which sum to all. */
import type { VNode } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import '../../styles/why.css';
import { selected } from '../../state/store.ts';
import { effectsAnalysis, useEffects } from '../why/effects-work.ts';
import { releaseEngines } from '../why/engine.ts';
import { measure, measureWords, precisionWords } from '../why/measures.ts';
import { WorkLine } from '../why/work-line.tsx';
import { ModelPicture } from './picture.tsx';

export function SharedPicture(): VNode {
  useEffect(() => releaseEngines, []);
  const { work, asked } = useEffects();
  const found = work.of === asked ? work.result : null;
  const shares = useMemo(
    () => found && new Map((found.measures[0]?.effects ?? []).map(({ input, effect }) => [input, effect.value])),
    [found],
  );
  return (
    <>
      <p class="small">
        Shares of the variance of {measureWords(measure.value)} under {selected.value.name}, of the assumptions of each
        group.
      </p>
      <WorkLine analysis={effectsAnalysis} asked={asked}>
        {found === null ? null : precisionWords(found, 'part')}
      </WorkLine>
      <ModelPicture shares={shares} />
    </>
  );
}
