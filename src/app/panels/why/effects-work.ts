/** The Shapley effects of the measure under the chosen policy: one computation for all that show them. */
import { type ShapleyEffects, shapleyEffects } from '../../../analysis/shapley.ts';
import { model } from '../../model.ts';
import { selected } from '../../state/store.ts';
import { createAnalysis, useAnalysis, type Work } from './analysis.ts';
import { measure, shareDone } from './measures.ts';
import { studied, studiedAlone } from './question.ts';

export const effectsAnalysis = createAnalysis<ShapleyEffects>();

/** What has come of it, and the key that is asked for now. */
export function useEffects(): { readonly work: Work<ShapleyEffects>; readonly asked: string } {
  const measured = measure.value;
  const request = studiedAlone(studied.value, selected.value.id);
  const asked = JSON.stringify([measured, request]);
  const work = useAnalysis(effectsAnalysis, asked, (base, report) =>
    shapleyEffects(
      { ...base, meta: model.meta, request },
      { measures: [measured], onProgress: (partial) => report(partial, shareDone(partial)) },
    ),
  );
  return { work, asked };
}
