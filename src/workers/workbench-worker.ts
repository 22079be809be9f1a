/** A Web Worker of the workbench: makes kernels of model texts. */
import { expose } from 'comlink';
import { createLinker, type LinkKernel } from '../link/link.ts';
import { buildText, type CompileService } from './compile-text.ts';

let link: LinkKernel = () => {
  throw new Error('a text was given to the compiler before its core');
};

expose({
  async load(core) {
    link = createLinker(new Uint8Array(core));
  },
  build: (text) => buildText(text, link),
} satisfies CompileService);
