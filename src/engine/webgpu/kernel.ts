/** What the engine needs of a model's WGSL, which src/emit/wgsl.ts makes. Plain data: it is built, posted and stored as JSON. */

export interface GpuKernel {
  /** Of the model text. */
  readonly hash: string;
  /** Everything but the built-ins and the access to series, of each of which one of the next two is added. */
  readonly body: string;
  /** exp2, log2 and sqrt as the device has them, or with infinities and NaN by hand. */
  readonly plainBuiltins: string;
  readonly guardedBuiltins: string;
  readonly privateSeries: string;
  readonly bufferSeries: string;
  /** Invocations of a workgroup of entry point `simulate`. */
  readonly workgroup: number;
  /** f32 an invocation holds with private series. */
  readonly privateRows: number;
  /** f32 per sample of the buffer of series: all varying series, whole. */
  readonly bufferRows: number;
  /** Whether elements may be read that were never set: a buffer must then be zeroed first. */
  readonly clearSeries: boolean;
  /** States that `dates` must map to rows: the length of the longest series kept by date. */
  readonly datedStates: number;
  /** Varying series in the order of the buffer. */
  readonly series: readonly { readonly name: string; readonly length: number }[];
}

/** Invocations of a workgroup of the engine's own shaders. */
export const WORKGROUP = 64;

/** WGSL allows 8192 bytes of private variables; some are the compiler's own. */
const MOST_PRIVATE_ROWS = 1900;

/** Whether an invocation can hold its series. */
export function fitsPrivate(kernel: GpuKernel): boolean {
  return kernel.privateRows <= MOST_PRIVATE_ROWS;
}

export interface Variant {
  readonly builtins: 'plain' | 'guarded';
  /** Series private to an invocation, or rows of a buffer. */
  readonly series: 'private' | 'buffer';
}

/** The module to compile. */
export function simulationText(kernel: GpuKernel, { builtins, series }: Variant): string {
  const { body, plainBuiltins, guardedBuiltins, privateSeries, bufferSeries } = kernel;
  return [
    body,
    builtins === 'plain' ? plainBuiltins : guardedBuiltins,
    series === 'private' ? privateSeries : bufferSeries,
  ].join('\n');
}
