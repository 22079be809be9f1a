/** Comma-separated values (RFC 4180, with line feeds). */

/** A number with its error, '+2.91 ± 0.02 months': no formula, whatever sign it begins with. */
const ESTIMATE = /^[+-]\d+(\.\d+)? ± \d+(\.\d+)?( [a-zA-Z%]+)?$/;

/**
 * One cell. Text that a spreadsheet would take for a formula gets an apostrophe before it: names in a table may come from
 * a link that anyone can write.
 */
export function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return numberCell(value);
  const safe = /^[=+\-@\t\r]/.test(value) && !ESTIMATE.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** `Inf` and `NaN` are what R, pandas and spreadsheets' importers read. */
function numberCell(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf';
  return String(value);
}

export function row(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell).join(',')}\n`;
}

/** The shortest decimal that reads back as this single-precision number. */
export function singleCell(value: number): string {
  if (!Number.isFinite(value)) return numberCell(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}
