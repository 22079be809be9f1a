/** A GPU device for forecasts: found, named, with as much of its limits as is of use, and watched for loss. */
import { EngineError } from '../errors.ts';

/** The device is gone or has failed: what it was doing must be done again elsewhere. */
export class DeviceFailure extends Error {
  override readonly name = 'DeviceFailure';
}

export interface GpuDevice {
  readonly device: GPUDevice;
  /** As users know it, e.g. "NVIDIA H100". */
  readonly label: string;
  /** True for an adapter that is a program on the CPU: slower than WASM. */
  readonly software: boolean;
  /** What has gone wrong, or null. Set once, never cleared. */
  failure(): DeviceFailure | null;
  /** Settles when the device has failed. */
  readonly failed: Promise<DeviceFailure>;
  /** Gives the device up: it did something it must not. */
  fail(reason: string): DeviceFailure;
  /** Gives the device back. */
  destroy(): void;
}

export interface DeviceOptions {
  /** Take an adapter that is a software fallback. Default false. */
  readonly software?: boolean;
  /** Ask for no more than every WebGPU device must have; for tests. Default false. */
  readonly minimumLimits?: boolean;
}

/** Limits worth having beyond the default, and how much of them is of use. */
const WANTED: Readonly<Record<string, number>> = {
  maxStorageBufferBindingSize: 2 ** 30,
  maxBufferSize: 2 ** 30,
  maxComputeWorkgroupStorageSize: 32_768,
};

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render/i;

export interface FoundAdapter {
  readonly adapter: GPUAdapter;
  readonly label: string;
  readonly software: boolean;
}

/** @throws EngineError in one sentence where there is no usable adapter */
export async function findAdapter(gpu: GPU | undefined, options: DeviceOptions = {}): Promise<FoundAdapter> {
  if (gpu === undefined) throw new EngineError('there is no WebGPU here');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) throw new EngineError('WebGPU finds no graphics adapter here');
  const { info } = adapter;
  const label = nameOf(info);
  const software = isFallback(adapter) || SOFTWARE.test(`${label} ${info.architecture} ${info.device}`);
  if (software && options.software !== true) {
    throw new EngineError(`the only WebGPU adapter here, ${label}, is software and slower than WASM`);
  }
  return { adapter, label, software };
}

/** @throws EngineError as `findAdapter`; OperationError where the adapter gives no device */
export async function openDevice(gpu: GPU | undefined, options: DeviceOptions = {}): Promise<GpuDevice> {
  const { adapter, label, software } = await findAdapter(gpu, options);
  const timing = adapter.features.has('timestamp-query');
  const device = await adapter.requestDevice({
    requiredFeatures: timing ? ['timestamp-query'] : [],
    requiredLimits: options.minimumLimits === true ? {} : wantedLimits(adapter.limits),
  });
  return watch(device, label, software);
}

function nameOf(info: GPUAdapterInfo): string {
  const name = info.description || [info.vendor, info.architecture].filter((part) => part !== '').join(' ');
  return name === '' ? 'an unnamed graphics adapter' : name;
}

/** The property has moved from the adapter to its info; hosts have one or the other. */
function isFallback(adapter: GPUAdapter): boolean {
  return (
    adapter.info.isFallbackAdapter === true ||
    (adapter as { readonly isFallbackAdapter?: boolean }).isFallbackAdapter === true
  );
}

function wantedLimits(limits: GPUSupportedLimits): Record<string, number> {
  const found = limits as unknown as Readonly<Record<string, number | undefined>>;
  return Object.fromEntries(Object.entries(WANTED).map(([name, most]) => [name, Math.min(most, found[name] ?? 0)]));
}

function watch(device: GPUDevice, label: string, software: boolean): GpuDevice {
  let failure: DeviceFailure | null = null;
  let settle: (failure: DeviceFailure) => void = () => undefined;
  const failed = new Promise<DeviceFailure>((resolve) => {
    settle = resolve;
  });
  const fail = (reason: string): DeviceFailure => {
    failure ??= new DeviceFailure(`${label}: ${reason}`);
    settle(failure);
    return failure;
  };
  device.lost.then(({ reason, message }) => fail(`the device was lost (${message || reason})`));
  // An error nobody awaits means that some dispatch did not happen: counts after it cannot be trusted.
  device.addEventListener('uncapturederror', (event) => fail(event.error.message));
  return { device, label, software, failure: () => failure, failed, fail, destroy: () => device.destroy() };
}
