/** What can be written at a place of a model text: names of the language with what they mean, and ids of the last good model. */
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { ModelMeta } from '../../language/definition.ts';
import { FAMILIES, type Family } from '../../language/families/index.ts';
import { signatureOf } from '../../language/operations.ts';
import { BUILDERS, FUNCTIONS } from '../../language/vocabulary.ts';

const PARAMETERS = ['x', 'y', 'z'];

/** 'pow(x, y)' and one line on it; null for a name that is no function of numbers. */
export function explainFunction(
  name: string,
): { readonly call: string; readonly summary: string; readonly example: string } | null {
  const signature = signatureOf(name);
  if (signature === undefined) return null;
  const names = signature.names ?? PARAMETERS.slice(0, signature.parameters.length);
  const [given, result] = signature.example;
  return {
    call: `${name}(${names.join(', ')})`,
    summary: signature.summary,
    example: `${name}(${given.join(', ')}) is ${result}`,
  };
}

const LANGUAGE: readonly Completion[] = [
  ...FUNCTIONS.map((label): Completion => {
    const about = explainFunction(label);
    return { label, type: 'function', ...(about === null ? {} : { detail: about.call, info: about.summary }) };
  }),
  ...BUILDERS.map((label): Completion => ({ label, type: 'class', detail: 'declaration' })),
  ...['record', 'series', 'clock', 'inputs', 'levers', 'switches', 'const', 'let', 'for', 'if', 'else', 'return'].map(
    (label): Completion => ({ label, type: 'keyword' }),
  ),
];

const families = (): Completion[] =>
  (Object.keys(FAMILIES) as Family[]).map((label) => {
    const { family: _family, ...parameters } = FAMILIES[label].example;
    return { label, type: 'enum', detail: Object.keys(parameters).join(', ') };
  });

/** @param meta of the last text that was right */
export function completionsAt(context: CompletionContext, meta: ModelMeta | null): CompletionResult | null {
  const family = context.matchBefore(/family: '\w*/);
  if (family !== null) return { from: family.from + "family: '".length, options: families() };
  const member = context.matchBefore(/\b(?:inputs|levers|switches)\.\w*/);
  if (member !== null && meta !== null) {
    const [kind = ''] = member.text.split('.');
    const lists = { inputs: meta.inputs, levers: meta.levers, switches: meta.switches } as const;
    const options = lists[kind as keyof typeof lists].map((one) => ({
      label: one.id,
      type: 'property',
      info: one.label,
    }));
    return { from: member.from + kind.length + 1, options };
  }
  const outcome = context.matchBefore(/record\('\w*/);
  if (outcome !== null && meta !== null) {
    const options = meta.outcomes.map(({ id, label }) => ({ label: id, type: 'constant', info: label }));
    return { from: outcome.from + "record('".length, options };
  }
  const word = context.matchBefore(/[A-Za-z]\w*/);
  if (word === null || (!context.explicit && word.text.length < 2)) return null;
  return { from: word.from, options: LANGUAGE };
}
