/** Values between the test process and a page: JSON, with typed arrays as base64 and numbers that JSON lacks by name. */

const KINDS = { Float64Array, Float32Array, Uint32Array, Uint8Array } as const;
type Kind = keyof typeof KINDS;

interface Packed {
  readonly $: Kind | 'number' | 'undefined';
  readonly data: string;
}

export function encode(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (ArrayBuffer.isView(item)) {
      const bytes = new Uint8Array(item.buffer, item.byteOffset, item.byteLength);
      let text = '';
      for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
      return { $: item.constructor.name as Kind, data: btoa(text) } satisfies Packed;
    }
    if (typeof item === 'number' && (!Number.isFinite(item) || Object.is(item, -0))) {
      return { $: 'number', data: Object.is(item, -0) ? '-0' : String(item) } satisfies Packed;
    }
    return item === undefined ? ({ $: 'undefined', data: '' } satisfies Packed) : item;
  });
}

export function decode(text: string): unknown {
  return JSON.parse(text, (_key, item: unknown) => {
    if (typeof item !== 'object' || item === null || !('$' in item)) return item;
    const { $: kind, data } = item as Packed;
    if (kind === 'number') return Number(data);
    if (kind === 'undefined') return undefined;
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    return new KINDS[kind](bytes.buffer);
  });
}
