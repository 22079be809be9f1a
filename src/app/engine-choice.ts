/**
 * Which engine runs the forecast: the reader's choice, kept on this machine only, and what came of it. WebGPU is looked for
 * after the first forecast, so it never delays one; its code and its kernel are loaded only then.
 */
import { signal } from '@preact/signals';
import { hostGpu } from '../engine/webgpu/host.ts';
import { spawnWebGpuWorker } from '../workers/browser.ts';
import { createChosenPool, type EngineChoice, type Standing } from '../workers/choice.ts';
import type { ForecastPool } from '../workers/types.ts';
import type { WasmSource } from '../workers/wasm-source.ts';

const KEY = 'headway.engine';
const CHOICES = ['auto', 'wasm', 'webgpu'] as const satisfies readonly EngineChoice[];

function stored(): EngineChoice {
  try {
    const value = localStorage.getItem(KEY);
    return CHOICES.find((choice) => choice === value) ?? 'auto';
  } catch {
    return 'auto';
  }
}

export const engineChoice = signal<EngineChoice>(stored());
/** Null before there is a pool, and where nothing can be chosen. */
export const standing = signal<Standing | null>(null);

/** Why WebGPU stopped after it had run forecasts, a sentence that says what runs them now; null while it has not. */
export const gpuFault = signal<string | null>(null);

function follow(now: Standing): void {
  const before = standing.peek();
  const stopped = before?.engine === 'webgpu' && now.engine === 'wasm' && now.choice === before.choice;
  gpuFault.value = stopped ? now.reason : null;
  standing.value = now;
}

let choose: (choice: EngineChoice) => void = () => undefined;

export function setEngineChoice(choice: EngineChoice): void {
  engineChoice.value = choice;
  try {
    if (choice === 'auto') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // A page that may not store anything keeps the choice for as long as it is open.
  }
  choose(choice);
}

/** The pool of the forecast: `wasm`, or WebGPU where that is chosen and works. */
export function withWebGpu(wasm: ForecastPool, source: WasmSource): ForecastPool {
  const chosen = createChosenPool({
    wasm,
    choice: engineChoice.value,
    onStanding: follow,
    async openWebGpu(software) {
      const [{ default: kernel }, { openWebGpuPool }] = await Promise.all([
        import('../../build/lead.gpu.json'),
        import('../workers/webgpu-pool.ts'),
      ]);
      return openWebGpuPool(hostGpu(), spawnWebGpuWorker, { ...source, kernel, software });
    },
  });
  choose = (choice) => chosen.choose(choice);
  standing.value = chosen.standing();
  return chosen;
}
