/** How it is said that assumptions differ from the model's own: in the sentence, under charts, on the rooms' tabs. Pure. */
import type { Change } from '../share/changes.ts';
import type { Page } from './state/view.ts';
import type { Subject } from './subject.ts';
import { listWords } from './wording.ts';

/** '4 changed assumptions'. */
export const changedWords = (count: number): string =>
  count === 1 ? '1 changed assumption' : `${count} changed assumptions`;

/** Names that a line has room for. */
const MOST_NAMED = 3;

/** 'Under 2 changed assumptions: Lag today and US growth'; null where all are the model's own. */
export function underWords(changes: readonly Change[]): string | null {
  if (changes.length === 0) return null;
  const named = changes.slice(0, MOST_NAMED).map(({ label }) => label);
  const more = changes.length - named.length;
  const names = listWords(more === 0 ? named : [...named, `${more} more`]);
  return `Under ${changedWords(changes.length)}: ${names}`;
}

/** The changed assumptions of some figures: one ledger where they agree, all of them where a link has set them apart. */
export function assumptionsOf(figures: readonly { readonly of: Subject }[]): readonly Change[] {
  const all = figures.flatMap(({ of }) => of.assumptions);
  return [...new Map(all.map((one) => [`${one.kind} ${one.id}`, one])).values()];
}

const ROOMS = { input: 'assumptions', switch: 'criticisms', correlation: 'correlations' } as const satisfies Partial<
  Record<Change['kind'], Page>
>;

/** How many are changed in a room. */
export function changedIn(room: Page, changes: readonly Change[]): number {
  return changes.filter(({ kind }) => kind !== 'lever' && ROOMS[kind] === room).length;
}

const KINDS = [
  ['input', 'input', 'inputs'],
  ['switch', 'criticism', 'criticisms'],
  ['correlation', 'correlation', 'correlations'],
] as const;

/** '2 inputs, 1 criticism and 3 correlations'. */
export function kindsWords(changes: readonly Change[]): string {
  return listWords(
    KINDS.flatMap(([kind, one, many]) => {
      const count = changes.filter((change) => change.kind === kind).length;
      return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
    }),
  );
}
