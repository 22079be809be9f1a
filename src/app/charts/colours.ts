/** The theme's colours as a canvas needs them: resolved by the browser from the CSS that defines them. */
import type { Ink } from './figure.ts';

const NAMED = ['ink', 'muted', 'edge', 'rule', 'water', 'paper'] as const;
const SERIES = 8;
const SHADES = 7;

export type Colours = (ink: Ink) => string;

/** Reads the colours in force at an element. Custom properties come back unresolved, so a probe wears them as its colour. */
export function readColours(element: HTMLElement): Colours {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const resolve = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const named = new Map<string, string>(NAMED.map((name) => [name, resolve(name)]));
  for (let shade = 0; shade < SHADES; shade += 1) named.set(`shade-${shade}`, resolve(`shade-${shade}`));
  const series = Array.from({ length: SERIES }, (_, index) => resolve(`series-${index}`));
  probe.remove();
  return (ink) => (typeof ink === 'number' ? series[ink % SERIES] : named.get(ink)) ?? 'currentColor';
}
