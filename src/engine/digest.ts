/**
 * The digest of a forecast: SHA-256 over the canonical request and the pooled counts and sums of all sets. It does not depend on
 * blocks, workers, engines' schedules or merges; two runs with the same digest gave the same counts to the same question.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalRequest } from './canonical.ts';
import { encodeSparse } from './sparse.ts';
import { pooledSums } from './tally.ts';
import type { ForecastRequest, Tally } from './types.ts';

/**
 * 64 hexadecimal digits. The text hashed is 'headway forecast 2', the canonical request and the number of samples, each
 * ended by a line feed, then the canonical bytes of the counts, then the sums of each set as 64-bit floats, least byte first. The tally must answer `request` (all of it or some of
 * its blocks: the samples counted are part of the digest).
 */
export function forecastDigest(request: ForecastRequest, tally: Tally): string {
  const hash = sha256.create();
  hash.update(utf8ToBytes(`headway forecast 2\n${canonicalRequest(request)}\n${tally.samples}\n`));
  hash.update(encodeSparse(tally.counts));
  for (let set = 0; set < tally.layout.setCount; set++) hash.update(littleEndian(pooledSums(tally, set)));
  return bytesToHex(hash.digest());
}

function littleEndian(values: Float64Array): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(8 * values.length));
  values.forEach((value, i) => {
    // Adding zero turns -0 into 0.
    bytes.setFloat64(8 * i, value + 0, true);
  });
  return new Uint8Array(bytes.buffer);
}
