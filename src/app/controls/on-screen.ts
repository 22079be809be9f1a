/** Whether an element is in sight, so that what is not can rest while a run refines. */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** Far enough ahead that a chart is drawn before it is scrolled to. */
const AHEAD = '200px';

/**
 * @param margin around the window that still counts as in sight, as in CSS
 * @param initially what holds until the browser has looked
 */
export function useOnScreen<E extends HTMLElement>(
  margin = AHEAD,
  initially = false,
): readonly [RefObject<E | null>, boolean] {
  const element = useRef<E>(null);
  const [seen, setSeen] = useState(initially);
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new IntersectionObserver(([entry]) => setSeen(entry?.isIntersecting ?? false), {
      rootMargin: margin,
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [margin]);
  return [element, seen];
}
