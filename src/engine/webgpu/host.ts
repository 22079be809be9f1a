/** The GPU of a browser's page or worker. */

/** WebGPU as this thread has it; undefined where it has none. */
export function hostGpu(): GPU | undefined {
  return typeof navigator === 'undefined' ? undefined : navigator.gpu;
}
