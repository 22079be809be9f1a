/**
 * A checksum that tells a link as it was made from one that was cut, mistyped or edited (FNV-1a, 32 bits). It is no
 * signature: whoever changes a link can make a new one. The digest is what ties a link to its result.
 */

/** Eight hexadecimal digits. */
export function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    // Both bytes of a code unit, so that no two different texts differ in ignored bits only.
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
