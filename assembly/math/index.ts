/** The mathematics a kernel may use; every function is four lanes of f32 in, four out, inlined and free of branches. */
export { exp, exp2, exp2Bounded, pow10 } from './exp2';
export { ln, log2, log2Positive, log10 } from './log2';
export { logistic, logistic2 } from './logistic';
export { normalCdf, quantileMagnitude } from './normal';
export { pow } from './pow';
export { sign } from './sign';
export { tanh } from './tanh';
export { cos, sin } from './trigonometry';
