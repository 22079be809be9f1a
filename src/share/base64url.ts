/** Bytes as text that survives in an address: base64 with - and _, without padding (RFC 4648, section 5). */

/** Arguments of one call of String.fromCharCode: hosts bound their number. */
const SLICE = 4096;

export function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += SLICE) binary += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  return btoa(binary)
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/={1,2}$/, '');
}

/** The bytes behind `text`, or null where it is not such text. */
export function fromBase64Url(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** A digest of 64 hexadecimal digits in 43 characters. */
export function hexToBase64Url(hex: string): string {
  const pairs = hex.match(/../g) ?? [];
  return toBase64Url(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)));
}

/** The 64 hexadecimal digits behind `text`, or null where it is not of 32 bytes. */
export function base64UrlToHex(text: string): string | null {
  const bytes = fromBase64Url(text);
  if (bytes === null || bytes.length !== 32) return null;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
