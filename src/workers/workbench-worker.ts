/** A Web Worker of the workbench: makes kernels of model texts. */
import { expose } from 'comlink';
import { buildText, type CompileService } from './compile-text.ts';

expose({ build: (text, core) => buildText(text, new Uint8Array(core)) } satisfies CompileService);
