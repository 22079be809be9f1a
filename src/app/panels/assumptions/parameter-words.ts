/** Four significant digits: enough to type, few enough to read. */
export function parameterWords(value: number): string {
  return String(Number(value.toPrecision(4))).replace('-', '−');
}
