/**
 * Functions that AssemblyScript's Math lacks, of one f64: for what is the same in all samples of a run. Methods and
 * coefficients are those of src/language/portable, which says where they are from and how near they come.
 */

const TAIL: usize = memory.data<f64>([
  0.2522324144470407, -0.176546703288537, 0.05529187560517582, -0.013401518504647058, 0.0023331229661497765,
  -0.00021884198124659914, -0.000015228532870343678, 8.53167406164689e-6, -8.79376015440219e-7, -1.2667731335733063e-7,
  3.818694227449422e-8, 8.079747089551421e-10, -1.2787196893725204e-9, 3.179502109020197e-11, 4.4123967633943435e-11,
  -1.9355133667565862e-12, -1.6793974381237485e-12, 6.376855500559209e-14, 7.018925856177115e-14,
  -5.944293226521707e-16, -3.0928352588970404e-15, -1.2834503928944107e-16, 1.3538040803023347e-16,
  1.5353218121631773e-17,
]);

/** Six lists of eight, rising: numerator and denominator near the centre, in the middle, and far out. */
const QUANTILE: usize = memory.data<f64>([
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
  33430.57558358813, 2509.0809287301227,
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
  5226.495278852854,
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
  1.421511758316446e-7, 2.0442631033899397e-15]);

// @ts-ignore: decorator
@inline function at(list: usize, i: i32): f64 {
  return load<f64>(list + (usize(i) << 3));
}

/** Phi(z). */
export function normalCdf64(z: f64): f64 {
  const a = Math.abs(z);
  const t = (a - 4.5) / (a + 4.5);
  let next: f64 = 0;
  let afterNext: f64 = 0;
  for (let i = 23; i > 0; i--) {
    const current = 2 * t * next - afterNext + at(TAIL, i);
    afterNext = next;
    next = current;
  }
  const sum = t * next - afterNext + at(TAIL, 0);
  const main = reinterpret<f64>(reinterpret<u64>(a) & 0xffff_ffff_0000_0000);
  const tail = a > 38.6 ? 0 : (Math.exp(-0.5 * main * main) * Math.exp(-0.5 * (a - main) * (a + main)) * sum) / (1 + 0.3 * a);
  return z < 0 ? tail : 1 - tail;
}

function ratio(list: i32, x: f64): f64 {
  let top: f64 = 0;
  let bottom: f64 = 0;
  for (let i = 7; i >= 0; i--) {
    top = top * x + at(QUANTILE, 8 * list + i);
    bottom = bottom * x + at(QUANTILE, 8 * list + 8 + i);
  }
  return top / bottom;
}

/** The z with Phi(z) = p. */
export function normalQuantile64(p: f64): f64 {
  if (!(p >= 0 && p <= 1)) return NaN;
  if (p == 0) return -Infinity;
  if (p == 1) return Infinity;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(0, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const size = r <= 5 ? ratio(2, r - 1.6) : ratio(4, r - 5);
  return q < 0 ? -size : size;
}

/** erf x. */
export function erf64(x: f64): f64 {
  const a = Math.abs(x);
  if (!(a < 1)) return x != x ? x : (x < 0 ? -1.0 : 1.0) * (1 - 2 * normalCdf64(-a * Math.SQRT2));
  let term = x;
  let sum = x;
  for (let n = 1; n < 25; n++) {
    term *= (2 * x * x) / (2 * <f64>n + 1);
    sum += term;
  }
  return 1.1283791670955126 * Math.exp(-x * x) * sum;
}

/** ln Gamma(x) for x > 0. */
export function lnGamma64(x: f64): f64 {
  if (!(x > 0)) return x == 0 ? Infinity : NaN;
  if (x == Infinity) return x;
  let product: f64 = 1;
  let y = x;
  while (y < 10) {
    product *= y;
    y += 1;
  }
  const w = 1 / (y * y);
  const series = (1.0 / 12 - w * (1.0 / 360 - w * (1.0 / 1260 - w * (1.0 / 1680 - w * (1.0 / 1188 - (w * 691) / 360360))))) / y;
  return (y - 0.5) * Math.log(y) - y + 0.9189385332046728 + series - Math.log(product);
}

/** Gamma(x) for x > 0. */
export function gamma64(x: f64): f64 {
  if (!(x > 0)) return x == 0 ? Infinity : NaN;
  if (x > 171 || Math.floor(x) != x) return Math.exp(lnGamma64(x));
  let product: f64 = 1;
  for (let k: f64 = 2; k < x; k++) product *= k;
  return product;
}

/** x - y floor(x / y). */
export function mod64(x: f64, y: f64): f64 {
  const rest = x - y * Math.floor(x / y);
  return rest * y < 0 ? rest + y : rest;
}

/** sqrt(x^2 + y^2), NaN where either is. */
export function hypot64(x: f64, y: f64): f64 {
  return x != x || y != y ? NaN : Math.hypot(x, y);
}
