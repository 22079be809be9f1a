/** What a picture taken from the page says of itself: policies, model, result, address, licence. Its own title says the rest. */
import { charted, outcome } from '../entries.ts';
import { model } from '../model.ts';
import { claim, pageAddress } from '../panels/share/present.ts';
import { date } from '../state/view.ts';
import { dateWords, listWords } from '../wording.ts';
import { CREDIT } from './svg.ts';

/** Digits of a hash or a digest by which it is told from others. */
const DIGITS = 16;

export function creditLines(): readonly string[] {
  const { id, version } = model.meta;
  const digest = claim.peek()?.digest ?? null;
  const names = charted.peek().map(({ name }) => name);
  return [
    `${outcome.peek().label} at ${dateWords(date.peek())}; policies: ${listWords(names)}`,
    `${CREDIT}. Model ${id} ${version} (${model.hash.slice(0, DIGITS)})${digest === null ? '' : `, digest ${digest.slice(0, DIGITS)}`}, MIT licence`,
    pageAddress(),
  ];
}
