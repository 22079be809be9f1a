/**
 * Puts arrays into a kernel's memory and reads them back. Memory may grow, which detaches every view of it, so views are
 * made when they are needed and kept only while nothing is allocated.
 */
import { EngineError } from '../errors.ts';
import type { KernelExports } from './abi.ts';

type Data = Float32Array | Float64Array | Int32Array | Uint32Array;

export class KernelMemory {
  private readonly kernel: KernelExports;

  constructor(kernel: KernelExports) {
    this.kernel = kernel;
  }

  /** Address of `bytes` zeroed bytes. Throws EngineError when the kernel's memory is full. */
  allocate(bytes: number): number {
    const address = this.kernel.allocate(bytes) >>> 0;
    if (address === 0) {
      throw new EngineError(
        `the kernel has no memory for ${bytes} more bytes (${this.kernel.memory.buffer.byteLength} in use); ask for fewer scenarios, outcomes or dates`,
      );
    }
    return address;
  }

  /** Copies `data` into new memory; its address. Empty data get an address of their own, never 0. */
  put(data: Data): number {
    const address = this.allocate(Math.max(data.byteLength, 4));
    new Uint8Array(this.kernel.memory.buffer).set(
      new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      address,
    );
    return address;
  }

  f32(address: number, length: number): Float32Array {
    return new Float32Array(this.kernel.memory.buffer, address, length);
  }

  u32(address: number, length: number): Uint32Array {
    return new Uint32Array(this.kernel.memory.buffer, address, length);
  }

  f64(address: number, length: number): Float64Array {
    return new Float64Array(this.kernel.memory.buffer, address, length);
  }

  setWord(address: number, value: number): void {
    this.u32(address, 1)[0] = value;
  }
}
