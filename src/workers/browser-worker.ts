/** A Web Worker: one WASM engine behind the service. */
import { expose } from 'comlink';
import { createService } from './service.ts';
import { makeWasmEngine } from './wasm-source.ts';

expose(createService(makeWasmEngine));
