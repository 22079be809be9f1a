/** A Web Worker: one WebGPU engine behind the service. It has the GPU to itself; the page stays free. */
import { expose } from 'comlink';
import { hostGpu } from '../engine/webgpu/host.ts';
import { createService } from './service.ts';
import { makeWebGpuEngine, type WebGpuWorkerSource } from './webgpu-source.ts';

expose(createService((source: WebGpuWorkerSource) => makeWebGpuEngine(hostGpu(), source)));
