/** Copies a text, and says so; where the browser refuses, says what to do instead. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';

export interface CopyButtonProps {
  readonly text: string;
  /** Words of the button. */
  readonly label: string;
  /** Selects the text, for a reader who must copy by hand. */
  readonly select: () => void;
}

export function CopyButton({ text, label, select }: CopyButtonProps): VNode {
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied.');
    } catch {
      select();
      setSaid('The browser does not let this page copy: the text is selected, press Ctrl or ⌘ + C.');
    }
  };
  return (
    <>
      <button type="button" class="plain" onClick={copy}>
        {label}
      </button>{' '}
      <span role="status">{said}</span>
    </>
  );
}
