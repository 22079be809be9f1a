/** How the page looks at a forecast: nothing here changes a result, so nothing here is undone or shared by default. */
import { signal } from '@preact/signals';
import { holdsForecast } from './telling.ts';

export const PAGES = [
  'forecast',
  'why',
  'assumptions',
  'criticisms',
  'correlations',
  'model',
  'share',
  'limits',
] as const;
export type Page = (typeof PAGES)[number];

export type Shape = 'dots' | 'histogram' | 'cumulative';
export type OverTime = 'paths' | 'bands';
export type Theme = 'auto' | 'light' | 'dark';

export function isPage(value: string): value is Page {
  return (PAGES as readonly string[]).includes(value);
}

/** '#assumptions/lagToday' is a room and a row in it. */
function ofAddress(): readonly [Page, string | null] {
  const [room = '', row = null] = (typeof location === 'undefined' ? '' : location.hash.slice(1)).split('/');
  return [isPage(room) ? room : 'forecast', row];
}

const [firstPage, firstTarget] = ofAddress();
export const page = signal<Page>(firstPage);
/** The row to be shown in a room, from the address. */
export const target = signal<string | null>(firstTarget);
export const shape = signal<Shape>('dots');
export const overTime = signal<OverTime>('paths');
/** Outcome id of the answer. */
export const outcomeId = signal('');
/** Date of the answer, calendar years. */
export const date = signal(0);
/** Threshold of "at least", in the unit of the outcome. */
export const threshold = signal(12);

/** Follows the address, so that the back button and links to a page work. */
export function followAddress(): () => void {
  const follow = (): void => {
    // A forecast says itself which room it is seen in.
    if (!holdsForecast(location.hash)) [page.value, target.value] = ofAddress();
  };
  addEventListener('hashchange', follow);
  return () => removeEventListener('hashchange', follow);
}
