/**
 * Colours a model text and finds what in it can be followed to its row: inputs, levers, switches. A scanner for display,
 * not a parser: the language has its own, and what it accepts is what runs.
 */

export type TokenKind = 'plain' | 'comment' | 'string' | 'number' | 'keyword' | 'input' | 'lever' | 'switch';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Id of the input, lever or switch. */
  readonly id: string | null;
}

const KEYWORDS = new Set([
  'const',
  'let',
  'for',
  'if',
  'else',
  'return',
  'function',
  'import',
  'export',
  'default',
  'from',
]);

const PIECE =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<string>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`[^`]*`)|(?<member>\b(?:inputs|levers|switches|statusQuo)\.[A-Za-z_$][\w$]*)|(?<number>\b\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?\b)|(?<word>[A-Za-z_$][\w$]*)/g;

const MEMBERS: Readonly<Record<string, TokenKind>> = {
  inputs: 'input',
  levers: 'lever',
  statusQuo: 'lever',
  switches: 'switch',
};

function kindOf(groups: Readonly<Record<string, string | undefined>>): readonly [TokenKind, string | null] {
  if (groups['comment'] !== undefined) return ['comment', null];
  if (groups['string'] !== undefined) return ['string', null];
  if (groups['number'] !== undefined) return ['number', null];
  const member = groups['member'];
  if (member !== undefined) {
    const [owner = '', id = ''] = member.split('.');
    return [MEMBERS[owner] ?? 'plain', id];
  }
  return [KEYWORDS.has(groups['word'] ?? '') ? 'keyword' : 'plain', null];
}

/** The tokens of a text, in order; joined, they are the text. */
export function highlight(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const match of text.matchAll(PIECE)) {
    if (match.index > at) tokens.push({ kind: 'plain', text: text.slice(at, match.index), id: null });
    const [kind, id] = kindOf(match.groups ?? {});
    tokens.push({ kind, text: match[0], id });
    at = match.index + match[0].length;
  }
  if (at < text.length) tokens.push({ kind: 'plain', text: text.slice(at), id: null });
  return tokens;
}
