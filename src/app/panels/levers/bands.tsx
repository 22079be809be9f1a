/**
 * The named settings of a lever under its slider. Each has a tick at its value and a label as near to it as the other
 * labels allow, tied to the tick by a line. Widths are measured, so that nothing overlaps at any size of text or page.
 */
import type { RefObject, VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { LeverMeta } from '../../../language/definition.ts';
import { apart } from '../../apart.ts';
import { leverWords, placeOf } from './lever-words.ts';

/** Pixels from the left end of the row, by band. */
interface Layout {
  readonly ticks: readonly number[];
  readonly labels: readonly number[];
}

/** Where ticks and labels stand; null while the row is not shown. */
function layoutOf(row: HTMLElement): Layout | null {
  const width = row.clientWidth;
  if (width === 0) return null;
  const ticks = [...row.querySelectorAll<HTMLElement>('.band-tick')].map((tick) => tick.offsetLeft);
  const sizes = [...row.querySelectorAll('button')].map((button) => button.offsetWidth);
  return { ticks, labels: apart(ticks, sizes, { low: 0, high: width }) };
}

/** @param chosen the band whose label is bold, and so wider */
function useLayout(row: RefObject<HTMLElement | null>, chosen: number): Layout | null {
  const [layout, setLayout] = useState<Layout | null>(null);
  useLayoutEffect(() => {
    const element = row.current;
    if (!element) return undefined;
    setLayout(layoutOf(element));
    const observer = new ResizeObserver(() => setLayout(layoutOf(element)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [row, chosen]);
  return layout;
}

export interface BandsProps {
  readonly lever: LeverMeta;
  readonly value: number;
  readonly onPick: (value: number) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** The settings are one stop of the tab key; arrows go along them. */
function stepAlong(event: KeyboardEvent & { currentTarget: HTMLButtonElement }): void {
  const by = STEPS[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const all = [...(event.currentTarget.parentElement?.querySelectorAll('button') ?? [])];
  all[all.indexOf(event.currentTarget) + by]?.focus();
}

export function Bands({ lever, value, onPick }: BandsProps): VNode {
  const row = useRef<HTMLFieldSetElement>(null);
  const chosen = lever.bands.findIndex((band) => band.value === value);
  const layout = useLayout(row, chosen);
  return (
    <fieldset class="bands" ref={row}>
      <legend class="hidden-visually">Named settings of {lever.label}</legend>
      {lever.bands.map((band) => (
        <span class="band-tick" key={band.name} style={{ '--place': placeOf(lever, band.value) }} aria-hidden="true" />
      ))}
      <svg class="band-ties" aria-hidden="true">
        {layout?.ticks.map((tick, index) => (
          <line key={`${index}`} x1={tick} x2={layout.labels[index]} y1="0" y2="100%" />
        ))}
      </svg>
      {lever.bands.map((band, index) => (
        <button
          type="button"
          key={band.name}
          aria-pressed={index === chosen}
          tabIndex={index === Math.max(chosen, 0) ? 0 : -1}
          onKeyDown={stepAlong}
          title={`${band.name}: ${leverWords(lever, band.value)}`}
          style={{ left: `${layout?.labels[index] ?? 0}px` }}
          onClick={() => onPick(band.value)}
        >
          {band.name}
        </button>
      ))}
    </fieldset>
  );
}
