/** Starts the workbench: what the address, the last visit or the templates give it to begin with. */
import 'uplot/dist/uPlot.min.css';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/answer.css';
import '../styles/charts.css';
import '../styles/panels.css';
import '../styles/workbench.css';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { decodeModelText, holdsModelText } from '../../share/model-link.ts';
import { followTheme } from '../state/theme.ts';
import { followModel, followText, text } from './bench.ts';
import { foreign, notice, openFile, Workbench } from './page.tsx';
import { draft, keepDraft } from './saved.ts';
import { FIRST, STARTS } from './starts.ts';

const root = document.getElementById('app');
if (!root) throw new Error('workbench.html has no element with the id "app" to put the page in');

/** What the address asks for: a text, or one of the known models by `#model=`. Null where it asks for nothing. */
async function asked(): Promise<string | null> {
  if (holdsModelText(location.hash)) {
    const opened = decodeModelText(location.hash);
    if (opened.ok) {
      foreign.value = true;
      return opened.text;
    }
    notice.value = opened.problem;
    return null;
  }
  const id = new URLSearchParams(location.hash.slice(1)).get('model');
  if (id === null) return null;
  const start = STARTS.find((one) => one.id === id);
  if (start === undefined) notice.value = `There is no model “${id.slice(0, 40)}” here.`;
  return start === undefined ? null : start.load();
}

async function begin(): Promise<void> {
  const first = (await asked()) ?? draft() ?? (await STARTS.find(({ id }) => id === FIRST)?.load()) ?? '';
  text.value = first;
}

followTheme();
followText();
followModel();
render(<Workbench />, root);
begin().catch((error: unknown) => {
  notice.value = `The text could not be loaded (${String(error)}).`;
});
window.addEventListener('hashchange', () => {
  void asked().then((found) => {
    if (found !== null) text.value = found;
  });
});
effect(() => {
  // What somebody else wrote does not take the place of one's own.
  if (text.value !== '' && !foreign.value) keepDraft(text.value);
});
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer?.files ?? [];
  if (file !== undefined) openFile(file);
});
