/** What the word under the pointer means: an input with its range, a lever, a function of the language. */
import { hoverTooltip } from '@codemirror/view';
import type { Draws, ModelMeta } from '../../language/definition.ts';
import { displayQuantile } from '../../language/families/index.ts';
import { explainFunction } from './completions.ts';

/** Lines of plain text. */
export function explain(word: string, before: string, meta: ModelMeta | null): readonly string[] | null {
  const kind = /\b(inputs|levers|switches)\.$/.exec(before)?.[1];
  if (meta !== null && (kind === 'inputs' || kind === undefined)) {
    const input = meta.inputs.find(({ id }) => id === word);
    if (input !== undefined) {
      const quantile = displayQuantile(input.distribution);
      const [low, middle, high] = [-1.6448536269514722, 0, 1.6448536269514722].map((z) => shown(quantile(z)));
      return [
        `${input.label}${input.unit === '' ? '' : `, ${input.unit}`}`,
        `${input.distribution.family}: ${low} (5 %), ${middle} (median), ${high} (95 %)`,
        ...(input.draws === undefined ? [] : [drawsIn(input.draws)]),
        `grade: ${input.grade}`,
        ...(input.rationale === '' ? [] : [input.rationale]),
      ];
    }
  }
  if (meta !== null && kind !== 'inputs') {
    const lever = meta.levers.find(({ id }) => id === word);
    if (lever !== undefined) {
      return [`${lever.label}: lever from ${lever.min} to ${lever.max}`, `status quo ${lever.statusQuo}`];
    }
    const toggle = meta.switches.find(({ id }) => id === word);
    if (toggle !== undefined) return [`${toggle.label}: assumption, ${toggle.default} by default`];
    const outcome = meta.outcomes.find(({ id }) => id === word);
    if (outcome !== undefined) return [`${outcome.label}${outcome.unit === '' ? '' : `, ${outcome.unit}`}: outcome`];
  }
  const about = explainFunction(word);
  return about === null ? null : [about.call, about.summary, about.example];
}

const drawsIn = ({ count, correlation }: Draws): string =>
  `${count} draws a sample: ${correlation === 0 ? 'independent' : `correlation ${correlation} of neighbours`}`;

const shown = (value: number): string => String(Number(value.toPrecision(3)));

export const meanings = (meta: () => ModelMeta | null) =>
  hoverTooltip((view, position) => {
    const line = view.state.doc.lineAt(position);
    const at = position - line.from;
    let start = 0;
    while (/\w/.test(line.text.charAt(at - start - 1))) start++;
    const end = /^\w*/.exec(line.text.slice(at))?.[0].length ?? 0;
    const word = line.text.slice(at - start, at + end);
    const lines = word === '' ? null : explain(word, line.text.slice(0, at - start), meta());
    if (lines === null) return null;
    return {
      pos: position - start,
      end: position + end,
      create: () => {
        const dom = document.createElement('div');
        dom.className = 'cm-meaning';
        for (const text of lines) dom.appendChild(document.createElement('div')).textContent = text;
        return { dom };
      },
    };
  });
