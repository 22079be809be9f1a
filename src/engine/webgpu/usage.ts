/** Flags of the WebGPU specification by value: hosts without the global namespace objects (Node) need no shims. */

export const USAGE = {
  mapRead: 0x0001,
  copySource: 0x0004,
  copyTarget: 0x0008,
  uniform: 0x0040,
  storage: 0x0080,
  queryResolve: 0x0200,
} as const;

/** GPUMapMode.READ */
export const MAP_READ = 0x0001;
/** GPUShaderStage.COMPUTE */
export const COMPUTE = 0x0004;
