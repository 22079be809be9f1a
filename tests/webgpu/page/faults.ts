/** A GPU that fails on purpose: what a driver's reset, a full memory or a broken driver looks like to the engine. */

export type Fault =
  /** The devices with these numbers (0 is the first) are lost at their `submission`-th submission. */
  | { readonly kind: 'lost'; readonly devices: readonly number[]; readonly submission: number }
  /** Buffers of more than so many bytes do not fit. */
  | { readonly kind: 'memory'; readonly bytes: number }
  /** Every `nth` submission of every device is silently dropped. */
  | { readonly kind: 'skips'; readonly nth: number };

export function faultyGpu(gpu: GPU, fault: Fault): GPU {
  let devices = 0;
  return wrap(gpu, {
    requestAdapter: async (options?: GPURequestAdapterOptions) => {
      const adapter = await gpu.requestAdapter(options);
      return (
        adapter &&
        wrap(adapter, {
          requestDevice: async (descriptor?: GPUDeviceDescriptor) => {
            const device = await adapter.requestDevice(descriptor);
            spoil(device, fault, devices++);
            return device;
          },
        })
      );
    },
  });
}

/** `target` with some methods replaced; the others stay bound to it. */
function wrap<T extends object>(target: T, replaced: Partial<Record<keyof T, unknown>>): T {
  return new Proxy(target, {
    get(_target, key) {
      if (Object.hasOwn(replaced, key)) return replaced[key as keyof T];
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function spoil(device: GPUDevice, fault: Fault, number: number): void {
  const { queue } = device;
  const submit = queue.submit.bind(queue);
  let submissions = 0;
  if (fault.kind === 'lost' && fault.devices.includes(number)) {
    queue.submit = (commands) => {
      if (++submissions === fault.submission) device.destroy();
      submit(commands);
    };
  }
  if (fault.kind === 'skips') {
    queue.submit = (commands) => {
      if (++submissions % fault.nth !== 0) submit(commands);
    };
  }
  if (fault.kind === 'memory') {
    const create = device.createBuffer.bind(device);
    const pop = device.popErrorScope.bind(device);
    let full = false;
    device.createBuffer = (descriptor) => {
      if (descriptor.size <= fault.bytes) return create(descriptor);
      full = true;
      return create({ ...descriptor, size: 16 });
    };
    device.popErrorScope = async () => {
      const error = await pop();
      if (!full) return error;
      full = false;
      return new GPUOutOfMemoryError('no memory left');
    };
  }
}
