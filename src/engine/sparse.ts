/**
 * Canonical bytes of mostly-zero counts: for each non-zero slot in rising order, the distance from the slot before and
 * the count, each as a LEB128 varint. Equal counts give equal bytes and unequal counts unequal bytes, which is what
 * digests and stored tallies need.
 */
import { TallyError } from './errors.ts';

/** Most bytes a varint of an unsigned 32-bit number takes. */
const MAX_VARINT = 5;

/** The canonical bytes of `counts`. */
export function encodeSparse(counts: Uint32Array): Uint8Array<ArrayBuffer> {
  let occupied = 0;
  for (let slot = 0; slot < counts.length; slot++) if (counts[slot] !== 0) occupied++;
  const bytes = new Uint8Array(occupied * 2 * MAX_VARINT);
  let at = 0;
  let last = -1;
  for (let slot = 0; slot < counts.length; slot++) {
    const count = counts[slot] ?? 0;
    if (count === 0) continue;
    at = writeVarint(bytes, at, slot - last);
    at = writeVarint(bytes, at, count);
    last = slot;
  }
  return bytes.slice(0, at);
}

/** Upper bound of the bytes of `slots` counts: what a reader need ever accept. */
export function maxSparseBytes(slots: number): number {
  return slots * 2 * MAX_VARINT;
}

/** The counts behind `bytes`, `slots` of them. Throws TallyError where the bytes are not canonical or do not fit. */
export function decodeSparse(bytes: Uint8Array, slots: number): Uint32Array<ArrayBuffer> {
  const counts = new Uint32Array(slots);
  let at = 0;
  let slot = -1;
  while (at < bytes.length) {
    const [distance, afterDistance] = readVarint(bytes, at);
    const [count, afterCount] = readVarint(bytes, afterDistance);
    slot += distance;
    if (distance === 0 || count === 0) throw new TallyError(`stored counts are damaged at byte ${at}: a zero entry`);
    if (slot >= slots) throw new TallyError(`stored counts name slot ${slot}, but this run has ${slots}`);
    counts[slot] = count;
    at = afterCount;
  }
  return counts;
}

function writeVarint(bytes: Uint8Array, from: number, value: number): number {
  let at = from;
  let rest = value;
  while (rest >= 0x80) {
    bytes[at++] = (rest & 0x7f) | 0x80;
    rest = Math.floor(rest / 0x80);
  }
  bytes[at++] = rest;
  return at;
}

function readVarint(bytes: Uint8Array, from: number): [value: number, next: number] {
  let value = 0;
  let scale = 1;
  for (let i = 0; i < MAX_VARINT; i++) {
    const byte = bytes[from + i];
    if (byte === undefined) throw new TallyError('stored counts end in the middle of a number');
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) {
      if (value > 0xffff_ffff) break;
      return [value, from + i + 1];
    }
    scale *= 0x80;
  }
  throw new TallyError(`stored counts are damaged at byte ${from}: a number over 32 bits`);
}
