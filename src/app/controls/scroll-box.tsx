/** Something that may be wider or taller than its place: a named region that a keyboard can scroll (WCAG 2.1.1). */
import type { ComponentChildren, VNode } from 'preact';

export interface ScrollBoxProps {
  readonly label: string;
  readonly className: string;
  readonly children: ComponentChildren;
}

export function ScrollBox({ label, className, children }: ScrollBoxProps): VNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a tab stop its overflow is out of reach of a keyboard
    <section class={className} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
