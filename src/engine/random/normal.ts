/** u32 to standard normals in f64: the twin of assembly/random/to-normal.ts, within the error of f32 there. */
import { normalQuantile } from '../../language/portable.ts';

const HALF = 0x8000_0000;
const ALL = 0xffff_ffff;

/** The standard normal of a u32: sign from the top bit, magnitude from tail = (m + 1/2) 2^-32, m the distance to the end. */
export function normalOfBits(bits: number): number {
  const distance = bits < HALF ? bits : ALL - bits;
  const negative = normalQuantile((distance + 0.5) / 0x1_0000_0000);
  return bits < HALF ? negative : -negative;
}
