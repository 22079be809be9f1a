/** What the engines are called on screen, and what that means for the figures. */
import type { EngineKind } from '../engine/types.ts';

export interface EngineWords {
  readonly label: string;
  readonly meaning: string;
}

export const ENGINE_WORDS: Readonly<Record<EngineKind, EngineWords>> = {
  wasm: {
    label: 'exact, WASM SIMD',
    meaning: 'The SIMD kernel compiled from the model text, in background workers: the same counts on every machine.',
  },
  webgpu: {
    label: '± tolerance, WebGPU',
    meaning:
      'The same draws on the graphics processor, whose arithmetic differs in the last digits: a sample in some thousands falls into the next bin. So these counts have no digest.',
  },
  reference: {
    label: 'exact, f64 reference',
    meaning: 'The model text itself in double precision: correct and slow, for browsers without WebAssembly SIMD.',
  },
};
