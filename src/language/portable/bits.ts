/**
 * The bits of a double as two 32-bit words, and exact scaling by powers of two. A DataView fixes the byte order, so the
 * results do not depend on the machine's.
 */

const view = new DataView(new ArrayBuffer(8));

/** Sign, exponent and the upper 20 bits of the fraction, as a signed integer. */
export function highWord(x: number): number {
  view.setFloat64(0, x);
  return view.getInt32(0);
}

/** The lower 32 bits of the fraction, as an unsigned integer. */
export function lowWord(x: number): number {
  view.setFloat64(0, x);
  return view.getUint32(4);
}

/** The double with these words. */
export function fromWords(high: number, low: number): number {
  view.setInt32(0, high);
  view.setUint32(4, low);
  return view.getFloat64(0);
}

/** `x` with the lower 32 bits of its fraction cleared: products of two such numbers are exact. */
export function upperHalf(x: number): number {
  view.setFloat64(0, x);
  view.setUint32(4, 0);
  return view.getFloat64(0);
}

/** 2^n for -1022 <= n <= 1023, exactly. */
export function powerOfTwo(n: number): number {
  return fromWords((n + 1023) << 20, 0);
}

/** x * 2^n for |n| <= 2200, rounded once. */
export function scale(x: number, n: number): number {
  if (n > 1023) {
    const y = x * powerOfTwo(1023);
    return n > 2046 ? y * powerOfTwo(1023) * powerOfTwo(Math.min(n - 2046, 1023)) : y * powerOfTwo(n - 1023);
  }
  if (n < -1022) {
    // 2^-969 keeps 53 bits above the subnormal range, so that only the last product rounds.
    const y = x * powerOfTwo(-969);
    return n < -1991 ? y * powerOfTwo(-969) * powerOfTwo(Math.max(n + 1938, -1022)) : y * powerOfTwo(n + 969);
  }
  return x * powerOfTwo(n);
}
