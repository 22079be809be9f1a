/**
 * Tabs in the manner of the ARIA practices, activated by hand: arrows move the focus, Enter or Space opens, since opening
 * starts work. The open tab is part of the address (#why/sweep).
 */
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export interface Tab<T extends string> {
  readonly id: T;
  readonly question: string;
}

export interface TabsProps<T extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<T>[];
  readonly open: T;
  readonly onOpen: (id: T) => void;
}

export const tabId = (id: string): string => `why-tab-${id}`;
export const panelId = (id: string): string => `why-panel-${id}`;

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function Tabs<T extends string>({ label, tabs, open, onOpen }: TabsProps<T>): VNode {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A row of tabs that scrolls sideways shows the open one.
    const [row, tab] = [list.current, list.current?.querySelector<HTMLElement>('[aria-selected=true]')];
    if (row && tab) row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }, [open]);
  const focus = (index: number): void => {
    const buttons = list.current?.querySelectorAll<HTMLButtonElement>('[role=tab]');
    buttons?.[(index + tabs.length) % tabs.length]?.focus();
  };
  const onKey = (event: KeyboardEvent, index: number): void => {
    const step = STEPS[event.key];
    if (step !== undefined) focus(index + step);
    else if (event.key === 'Home') focus(0);
    else if (event.key === 'End') focus(tabs.length - 1);
    else return;
    event.preventDefault();
  };
  return (
    <div class="why-tabs" role="tablist" aria-label={label} ref={list}>
      {tabs.map(({ id, question }, index) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={tabId(id)}
          aria-selected={id === open}
          {...(id === open ? { 'aria-controls': panelId(id) } : {})}
          tabIndex={id === open ? 0 : -1}
          onClick={() => onOpen(id)}
          onKeyDown={(event) => onKey(event, index)}
        >
          {question}
        </button>
      ))}
    </div>
  );
}
