/// <reference path="./node-adapter.d.ts" />
/** A worker thread of Node: one WASM engine behind the service. */
import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { createService } from '../service.ts';
import { makeWasmEngine } from '../wasm-source.ts';

if (parentPort === null) throw new Error('this script is a worker: start it with spawnNodeWorker');
expose(createService(makeWasmEngine), nodeEndpoint(parentPort));
