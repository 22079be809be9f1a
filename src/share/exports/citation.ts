/** How to cite a forecast: what it is, with what it can be checked, and where it opens. */
import type { ModelMeta } from '../../language/definition.ts';
import type { SharedForecast } from '../forecast.ts';

export interface CitationParts {
  readonly forecast: SharedForecast;
  readonly meta: ModelMeta;
  /** The whole address. */
  readonly link: string;
  /** Calendar date of the citation, `2026-07-01`: given, so that a citation is a function of its arguments. */
  readonly date: string;
}

/** Digits of a digest that people compare by eye. */
const SHORT = 12;

export function titleOf({ title }: SharedForecast, meta: ModelMeta): string {
  return title === '' ? meta.title : title;
}

/** One paragraph. */
export function plainCitation({ forecast, meta, link, date }: CitationParts): string {
  return `“${titleOf(forecast, meta)}.” Headway forecast, model ${meta.id} ${meta.version} (${forecast.model.hash.slice(0, 8)}), ${sampling(forecast)}${digest(forecast)}. Made ${date}. ${link}`;
}

/** An entry for BibTeX; needs the package `url` or `hyperref`. */
export function bibtex({ forecast, meta, link, date }: CitationParts): string {
  const [year = '', month = ''] = date.split('-');
  const key = forecast.claim?.digest?.slice(0, 8) ?? forecast.model.hash.slice(0, 8);
  const note = `Headway forecast, model ${meta.id} ${meta.version} (${forecast.model.hash.slice(0, 8)}), ${sampling(forecast)}${digest(forecast)}`;
  return [
    `@misc{headway-${key},`,
    `  title = {{${escapeTex(titleOf(forecast, meta))}}},`,
    `  year = {${year}},`,
    `  month = {${Number(month)}},`,
    `  note = {${escapeTex(note)}},`,
    `  howpublished = {\\url{${link.replaceAll('{', '%7B').replaceAll('}', '%7D')}}},`,
    '}',
    '',
  ].join('\n');
}

function sampling({ sampling: { seed, samples }, claim }: SharedForecast): string {
  return `${(claim?.samples ?? samples).toLocaleString('en')} samples, seed ${seed}`;
}

function digest({ claim }: SharedForecast): string {
  return claim?.digest ? `, digest ${claim.digest.slice(0, SHORT)}…` : '';
}

const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  // BibTeX counts braces, also after a backslash.
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '…': '\\ldots{}',
};

function escapeTex(text: string): string {
  return text.replaceAll('\n', ' ').replace(/[\\{}$&#%_^~…]/g, (character) => TEX[character] ?? character);
}
