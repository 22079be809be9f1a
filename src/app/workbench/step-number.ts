/** The number at the cursor, one step up or down: Alt and an arrow; with Shift, ten steps. */
import type { EditorView } from '@codemirror/view';

const NUMBER = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

/** A step is one of the last digit that is written: 0.25 goes to 0.26, 7 to 8. */
export function stepped(text: string, steps: number): string {
  const [mantissa = '', exponent] = text.split(/e/i);
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  const unit = 10 ** -decimals;
  const next = (Math.round(Number(mantissa) / unit) + steps) * unit;
  return exponent === undefined ? next.toFixed(decimals) : `${next.toFixed(decimals)}e${exponent}`;
}

export function stepNumber(steps: number): (view: EditorView) => boolean {
  return (view) => {
    const { head } = view.state.selection.main;
    const line = view.state.doc.lineAt(head);
    for (const match of line.text.matchAll(NUMBER)) {
      const from = line.from + match.index;
      const to = from + match[0].length;
      if (head < from || head > to) continue;
      // A minus after a name or a bracket is a difference.
      const signed = match[0].startsWith('-') && /[\w)\]]\s*$/.test(line.text.slice(0, match.index));
      const start = signed ? from + 1 : from;
      const insert = stepped(line.text.slice(start - line.from, to - line.from), steps);
      view.dispatch({
        changes: { from: start, to, insert },
        selection: { anchor: start + insert.length },
        userEvent: 'input.step',
      });
      return true;
    }
    return false;
  };
}
