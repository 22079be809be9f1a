/** The shaders that serve every model; a model's own is src/emit/wgsl.ts. */
export { HISTOGRAM_WORDS, TARGET_WORDS } from './counted.ts';
export { DRAW_WORDS, drawText, SOURCE, STAGE } from './draw.ts';
export { GPU_SUM_WORDS, measureText } from './measure.ts';
export { MOST_COUNTED, tallyText } from './tally.ts';
