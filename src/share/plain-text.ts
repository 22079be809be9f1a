/**
 * Text that people wrote and others will read: titles, notes, names. It is only ever shown as text; what is taken out here
 * is what could make text lie about itself: control characters, and marks that turn the direction of writing around.
 */

// C0 and C1 controls but the line feed, zero-width and direction marks, line separators, the byte-order mark.
const UNWANTED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;
/** A surrogate without its partner has no UTF-8. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** `text` without unwanted characters and outer spaces, cut to `most` characters; on one line unless `lines`. */
export function plainText(text: string, most: number, lines = false): string {
  const kept = text.replace(UNWANTED, '').replace(LONE, '');
  const cut = [...(lines ? kept : kept.replaceAll('\n', ' ')).trim()].slice(0, most).join('');
  return cut.trim();
}
