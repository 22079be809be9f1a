/**
 * The compressed part of a link: text, deflated with a dictionary (RFC 1951; raw, no header), in base64url. Reading is
 * bounded: a link of a few hundred characters must not become gigabytes.
 */
import { deflateSync, Inflate } from 'fflate';
import { fromBase64Url, toBase64Url } from './base64url.ts';

/** Most bytes that the compressed part of a link may become. */
export const MAX_INFLATED = 256 * 1024;
/** Compressed bytes given to the inflater at a time: one call swells to 258 kB at most (deflate's limit is 1032 : 1). */
const CHUNK = 256;

export function compress(text: string, dictionary: Uint8Array): string {
  return toBase64Url(deflateSync(new TextEncoder().encode(text), { level: 9, mem: 4, dictionary }));
}

export type Decompressed =
  | { readonly ok: true; readonly text: string }
  /** `problem` continues the words "the compressed part". */
  | { readonly ok: false; readonly problem: string };

export function decompress(base64url: string, dictionary: Uint8Array): Decompressed {
  const compressed = fromBase64Url(base64url);
  if (compressed === null) return { ok: false, problem: 'has characters that do not belong there' };
  const parts: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  try {
    const inflate = new Inflate({ dictionary }, (part, final) => {
      size += part.length;
      if (size > MAX_INFLATED) throw new RangeError(TOO_LARGE);
      parts.push(part);
      ended = final;
    });
    for (let at = 0; at < compressed.length; at += CHUNK) {
      inflate.push(compressed.subarray(at, at + CHUNK), at + CHUNK >= compressed.length);
    }
  } catch (error) {
    const tooLarge = error instanceof RangeError && error.message === TOO_LARGE;
    return { ok: false, problem: tooLarge ? TOO_LARGE : 'is damaged' };
  }
  if (!ended) return { ok: false, problem: 'is empty' };
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, problem: 'is not text' };
  }
}

const TOO_LARGE = `is larger than ${MAX_INFLATED / 1024} kB`;
