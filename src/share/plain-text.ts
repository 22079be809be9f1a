/**
 * Text that people wrote and others will read: titles, notes, names. It is only ever shown as text; what is taken out here
 * is what could make text lie about itself: control characters, and marks that turn the direction of writing around.
 */

// C0 and C1 controls but the line feed, the soft hyphen, joiners, fillers that look like spaces, zero-width and direction
// marks, line separators, the byte-order mark, tags.
const UNWANTED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each is looked for by itself
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
/** A surrogate without its partner has no UTF-8. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** `text` with unwanted characters as codes (`\u202e`), on one line unless `lines`: for what quotes a text that was sent. */
export function withCodes(text: string, lines = false): string {
  const shown = text.replace(UNWANTED, codeOf).replace(LONE, codeOf);
  return lines ? shown : shown.replaceAll('\n', '\\n');
}

/** As JSON and JavaScript escape it, unit by unit: in the text of a JSON document it is still the same character. */
function codeOf(character: string): string {
  const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i).toString(16));
  return units.map((unit) => `\\u${unit.padStart(4, '0')}`).join('');
}

/** How many unwanted characters `text` has. */
export function countUnwanted(text: string): number {
  return (text.match(UNWANTED)?.length ?? 0) + (text.match(LONE)?.length ?? 0);
}

/** `text` without unwanted characters and outer spaces, cut to `most` characters; on one line unless `lines`. */
export function plainText(text: string, most: number, lines = false): string {
  const kept = text.replace(UNWANTED, '').replace(LONE, '');
  const cut = [...(lines ? kept : kept.replaceAll('\n', ' ')).trim()].slice(0, most).join('');
  return cut.trim();
}
