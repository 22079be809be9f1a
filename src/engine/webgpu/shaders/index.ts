/** The shaders that serve every model; a model's own is src/emit/wgsl.ts. */
export { DRAW_WORDS, drawText, SOURCE, STAGE } from './draw.ts';
export { GPU_SUM_WORDS, measureText } from './measure.ts';
export { HISTOGRAM_WORDS, MOST_COUNTED, TARGET_WORDS, tallyText } from './tally.ts';
