/** The forecast on screen as something to share: document, view, words and, once it has run, its result. */
import { computed } from '@preact/signals';
import { makeClaim } from '../../../share/claim.ts';
import type { Claim, LinkModel, SharedForecast, SharedView } from '../../../share/forecast.ts';
import { encodeLink } from '../../../share/link.ts';
import { model } from '../../model.ts';
import type { Snapshot } from '../../results.ts';
import { forecast, runState } from '../../run.ts';
import { counted } from '../../state/counted.ts';
import { document as edited, request } from '../../state/store.ts';
import { levers, note, title } from '../../state/telling.ts';
import { date, isPage, outcomeId, overTime, page, shape, threshold } from '../../state/view.ts';
import { toShared } from './shared.ts';

export const linkModel: LinkModel = model;

export const view = computed<SharedView>(() => ({
  outcome: outcomeId.value,
  date: date.value,
  threshold: threshold.value,
  page: { overTime: overTime.value, page: page.value, shape: shape.value },
  levers: levers.value,
}));

/** Shows what a link shows. */
export function applyView(shown: SharedView): void {
  outcomeId.value = shown.outcome;
  date.value = shown.date;
  threshold.value = shown.threshold;
  counted.value = { outcome: shown.outcome, threshold: shown.threshold };
  levers.value = shown.levers;
  const { page: room, shape: form, overTime: paths } = shown.page;
  if (room !== undefined && isPage(room)) page.value = room;
  if (form === 'dots' || form === 'histogram' || form === 'cumulative') shape.value = form;
  if (paths === 'paths' || paths === 'bands') overTime.value = paths;
}

/** The finished run of the present request; null while there is none. */
export const finished = computed<Snapshot | null>(() => {
  const { full, preview } = forecast.value;
  if (runState.value.phase !== 'done' || full === null || preview !== null || !full.complete) return null;
  return JSON.stringify(full.request) === JSON.stringify(request.value) ? full : null;
});

const claims = new WeakMap<Snapshot, { readonly view: string; readonly claim: Claim }>();

/** The result of the finished run. The digest takes a few milliseconds, so it is made once for a run and a view. */
export const claim = computed<Claim | null>(() => {
  const snapshot = finished.value;
  if (snapshot === null) return null;
  const { outcome, date: at, threshold: level } = view.value;
  const key = `${outcome}|${at}|${level}`;
  const known = claims.get(snapshot);
  if (known?.view === key) return known.claim;
  const made = makeClaim(
    snapshot.request,
    snapshot.tally,
    snapshot.engine ?? 'wasm',
    view.value,
    snapshot.goal ?? null,
  );
  claims.set(snapshot, { view: key, claim: made });
  return made;
});

export const shared = computed<SharedForecast>(() =>
  toShared(edited.value, linkModel, { title: title.value, note: note.value, view: view.value, claim: claim.value }),
);

/** The fragment of the forecast on screen. */
export const fragment = computed(() => encodeLink(shared.value, linkModel));

/** The page's own address, to put links behind. */
export function pageAddress(): string {
  const { origin, pathname } = location;
  return origin === 'null' ? (location.href.split(/[?#]/, 1)[0] ?? '') : `${origin}${pathname}`;
}

/** The whole address of the forecast on screen. */
export const link = computed(() => `${pageAddress()}#${fragment.value}`);
