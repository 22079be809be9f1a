/** Light, dark, or as the system says; remembered where the browser lets us. */
import { effect, signal } from '@preact/signals';
import type { Theme } from './view.ts';

const KEY = 'headway.theme';

function stored(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : 'auto';
  } catch {
    // Storage may be forbidden; the theme then lasts for this visit.
    return 'auto';
  }
}

export const theme = signal<Theme>('auto');
const darkSystem = signal(false);
/** Whether dark colours are shown; charts redraw when it changes. */
export const dark = signal(false);

/** Applies the theme to the page and keeps doing so. Returns what ends that. */
export function followTheme(): () => void {
  theme.value = stored();
  const query = matchMedia('(prefers-color-scheme: dark)');
  const onChange = (): void => {
    darkSystem.value = query.matches;
  };
  onChange();
  query.addEventListener('change', onChange);
  const stop = effect(() => {
    const chosen = theme.value;
    // The style sheet does the rest: a build for older browsers rewrites light-dark() by the color-scheme it declares.
    document.documentElement.dataset['theme'] = chosen;
    dark.value = chosen === 'auto' ? darkSystem.value : chosen === 'dark';
    try {
      if (chosen === 'auto') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, chosen);
    } catch {
      // As above.
    }
  });
  return () => {
    query.removeEventListener('change', onChange);
    stop();
  };
}
