/** The shortcut sheet. */
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { singleKeys } from '../keys.ts';

const KEYS: readonly (readonly [string, string])[] = [
  ['Ctrl or ⌘ + Z', 'undo'],
  ['Ctrl or ⌘ + Shift + Z, Ctrl + Y', 'redo'],
  ['R', 'replay the last change: flip between before and after'],
  ['[ and ]', 'previous and next scenario'],
  ['P', 'pause or resume the run'],
  ['?', 'this sheet'],
  ['← → on a slider', 'one step; Page Up and Page Down: more; Home and End: the ends'],
  ['← → on the threshold', 'half a month; with Shift: five months'],
];

export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} class="key-sheet" aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">Keys</h2>
      <table>
        <tbody>
          {KEYS.map(([keys, what]) => (
            <tr key={keys}>
              <th scope="row">{keys}</th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label>
        <input
          type="checkbox"
          checked={singleKeys.value}
          onChange={(event) => {
            singleKeys.value = event.currentTarget.checked;
          }}
        />{' '}
        keys that act alone are on
      </label>
      <button type="button" class="plain" onClick={onClose}>
        Close
      </button>
    </dialog>
  );
}
