/** Numbers as WGSL text. WGSL has no literal for infinity or NaN: those come from functions that read their bits at run time. */

const LARGEST = 3.4028234663852886e38;

/** An f32 literal that reads back as `Math.fround(value)`, in as few digits as that takes. */
export function literal(value: number): string {
  const rounded = Math.fround(value);
  if (Number.isNaN(rounded)) return 'notANumber()';
  if (Math.abs(rounded) > LARGEST) return rounded > 0 ? 'infinity()' : '(-infinity())';
  if (Object.is(rounded, -0)) return '-0.0f';
  const digits = shortest(rounded);
  return `${/[.e]/.test(digits) ? digits : `${digits}.0`}f`;
}

/** Nine significant digits tell any two f32 apart. */
function shortest(rounded: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const text = String(Number(rounded.toPrecision(digits)));
    if (Math.fround(Number(text)) === rounded) return text.replace('e+', 'e');
  }
  return String(Number(rounded.toPrecision(9))).replace('e+', 'e');
}
