/** Whether there is room for names beside bars. */
import { signal } from '@preact/signals';

const query = matchMedia('(min-width: 88rem)');

export const wide = signal(query.matches);
query.addEventListener('change', () => {
  wide.value = query.matches;
});
