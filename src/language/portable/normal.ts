/**
 * The standard normal distribution function and its inverse in f64, from + - * / sqrt and the bits of a double only.
 */
import { upperHalf } from './bits.ts';
import { exp, ln } from './exponential.ts';

/**
 * Chebyshev coefficients of Phi(-a) exp(a^2 / 2) (1 + 0.3 a) in t = (a - 4.5) / (a + 4.5), a >= 0; the form of
 * Schonfelder (1978, Math. Comp. 32, 1232-1240). Fitted in 50-digit arithmetic at 80 Chebyshev nodes; what is left out
 * sums to less than 2^-56.
 */
const TAIL = [
  0.2522324144470407, -0.176546703288537, 0.05529187560517582, -0.013401518504647058, 0.0023331229661497765,
  -0.00021884198124659914, -0.000015228532870343678, 8.53167406164689e-6, -8.79376015440219e-7, -1.2667731335733063e-7,
  3.818694227449422e-8, 8.079747089551421e-10, -1.2787196893725204e-9, 3.179502109020197e-11, 4.4123967633943435e-11,
  -1.9355133667565862e-12, -1.6793974381237485e-12, 6.376855500559209e-14, 7.018925856177115e-14,
  -5.944293226521707e-16, -3.0928352588970404e-15, -1.2834503928944107e-16, 1.3538040803023347e-16,
  1.5353218121631773e-17,
];

/** Phi(z) for a standard normal: relative error within 4 ulp down to Phi(-37.5) = 4.6e-308, then 0. */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return z;
  return z < 0 ? upperTail(-z) : 1 - upperTail(z);
}

/** Phi(-a) for a >= 0. */
function upperTail(a: number): number {
  if (a > 37.5) return 0;
  const t = (a - 4.5) / (a + 4.5);
  // Clenshaw's recurrence.
  let next = 0;
  let afterNext = 0;
  for (let i = TAIL.length - 1; i > 0; i--) {
    const current = 2 * t * next - afterNext + (TAIL[i] ?? 0);
    afterNext = next;
    next = current;
  }
  const sum = t * next - afterNext + (TAIL[0] ?? 0);
  // a^2 in an exact part and a small rest, since exp magnifies the rounding of its argument.
  const main = upperHalf(a);
  return (exp(-0.5 * main * main) * exp(-0.5 * (a - main) * (a + main)) * sum) / (1 + 0.3 * a);
}

/** Ratio of two polynomials of degree 7 in x, coefficients in rising order. */
function ratio(numerator: readonly number[], denominator: readonly number[], x: number): number {
  let top = 0;
  let bottom = 0;
  for (let i = 7; i >= 0; i--) {
    top = top * x + (numerator[i] ?? 0);
    bottom = bottom * x + (denominator[i] ?? 0);
  }
  return top / bottom;
}

const CENTRAL_TOP = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
  33430.57558358813, 2509.0809287301227,
];
const CENTRAL_BOTTOM = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
  5226.495278852854,
];
const MIDDLE_TOP = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
];
const MIDDLE_BOTTOM = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const FAR_TOP = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
];
const FAR_BOTTOM = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
  1.421511758316446e-7, 2.0442631033899397e-15,
];

/**
 * The z with Phi(z) = p, relative error about 1e-15 (algorithm AS 241, routine PPND16; Wichura 1988, Applied Statistics
 * 37, 477-484). p = 0 and 1 give -Infinity and +Infinity; outside [0, 1] NaN.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const q = p - 0.5;
  if (q <= 0.425 && q >= -0.425) return q * ratio(CENTRAL_TOP, CENTRAL_BOTTOM, 0.180625 - q * q);
  const r = Math.sqrt(-ln(q < 0 ? p : 1 - p));
  const size = r <= 5 ? ratio(MIDDLE_TOP, MIDDLE_BOTTOM, r - 1.6) : ratio(FAR_TOP, FAR_BOTTOM, r - 5);
  return q < 0 ? -size : size;
}
