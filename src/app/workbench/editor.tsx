/**
 * The editor of a model text: CodeMirror in a shadow root, since its styles come as constructed sheets there, which the
 * page's content policy allows, and as inline styles elsewhere, which it does not.
 */
import { acceptCompletion, autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import {
  bracketMatching,
  foldGutter,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { effect } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Fault } from '../../workers/compile-text.ts';
import { built, fault, text } from './bench.ts';
import { completionsAt } from './completions.ts';
import { meanings } from './hover.ts';
import { stepNumber } from './step-number.ts';

const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
  { tag: tags.string, color: 'var(--series-3)' },
  { tag: tags.number, color: 'var(--series-1)' },
  { tag: tags.keyword, color: 'var(--series-4)' },
  { tag: [tags.function(tags.variableName), tags.definition(tags.propertyName)], color: 'var(--ink)' },
]);

const look = EditorView.theme({
  '&': { height: '100%', fontSize: 'var(--small)', backgroundColor: 'var(--paper)', color: 'var(--ink)' },
  '.cm-content': { fontFamily: 'var(--mono)', caretColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--land)', color: 'var(--muted)', border: 'none', fontFamily: 'var(--mono)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--water) 45%, transparent)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--water) !important' },
  '.cm-tooltip': {
    backgroundColor: 'var(--paper)',
    color: 'var(--ink)',
    border: '1px solid var(--edge)',
    maxWidth: '32rem',
  },
  '.cm-meaning, .cm-diagnostic': { padding: '0.3rem 0.6rem', fontFamily: 'var(--sans)', whiteSpace: 'normal' },
  '.cm-panels': { backgroundColor: 'var(--land)', color: 'var(--ink)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--water)', color: 'var(--ink)' },
});

/** A remedy that names what to write, as a change of the text: "did you mean gapToday?". */
function fixOf(
  view: EditorState,
  from: number,
  { remedy, problem }: Fault,
): { from: number; to: number; insert: string } | null {
  const meant = /did you mean "?(\w+)"?/i.exec(`${problem} ${remedy}`)?.[1];
  if (meant === undefined) return null;
  const written = /^[\w.]+/.exec(view.sliceDoc(from, from + 80))?.[0];
  if (written === undefined) return null;
  // Of inputs.gapTody, the part that is wrong is the last.
  const start = from + written.lastIndexOf('.') + 1;
  return { from: start, to: from + written.length, insert: meant };
}

function diagnosticOf(state: EditorState, found: Fault): Diagnostic {
  const line = state.doc.line(Math.min(Math.max(found.line, 1), state.doc.lines));
  const from = Math.min(line.from + found.column - 1, line.to);
  const length = /^\w+|^./.exec(state.sliceDoc(from, line.to))?.[0].length ?? 0;
  const fix = fixOf(state, from, found);
  return {
    from,
    to: Math.min(from + Math.max(length, 1), state.doc.length),
    severity: 'error',
    message: `${found.problem}. ${found.remedy}`.trim(),
    ...(fix === null
      ? {}
      : { actions: [{ name: `Write ${fix.insert}`, apply: (view: EditorView) => view.dispatch({ changes: fix }) }] }),
  };
}

export function Editor(): VNode {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const meta = () => built.peek()?.meta ?? null;
    const view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: text.peek(),
        extensions: [
          lineNumbers(),
          foldGutter(),
          lintGutter(),
          history(),
          indentUnit.of('  '),
          indentOnInput(),
          bracketMatching(),
          highlightActiveLine(),
          highlightSelectionMatches(),
          search({ top: true }),
          javascript({ typescript: true }),
          syntaxHighlighting(colours),
          autocompletion({ override: [(context) => completionsAt(context, meta())] }),
          meanings(meta),
          keymap.of([
            { key: 'Alt-ArrowUp', run: stepNumber(1) },
            { key: 'Alt-ArrowDown', run: stepNumber(-1) },
            { key: 'Shift-Alt-ArrowUp', run: stepNumber(10) },
            { key: 'Shift-Alt-ArrowDown', run: stepNumber(-10) },
            { key: 'Tab', run: acceptCompletion },
            ...completionKeymap,
            ...searchKeymap,
            ...historyKeymap,
            ...lintKeymap,
            ...defaultKeymap,
            // Escape first, then Tab, leaves the editor.
            indentWithTab,
          ]),
          EditorView.contentAttributes.of({ 'aria-label': 'Model text', spellcheck: 'false', tabindex: '0' }),
          EditorView.lineWrapping,
          look,
          EditorView.updateListener.of((update) => {
            if (update.docChanged) text.value = update.state.doc.toString();
          }),
        ],
      }),
    });
    const follow = effect(() => {
      const source = text.value;
      if (source !== view.state.doc.toString())
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: source } });
    });
    const faults = effect(() => {
      const found = fault.value;
      view.dispatch(setDiagnostics(view.state, found === null ? [] : [diagnosticOf(view.state, found)]));
    });
    const jump = (event: Event): void => {
      const { line, column } = (event as CustomEvent<{ line: number; column: number }>).detail;
      const target = view.state.doc.line(Math.min(line, view.state.doc.lines));
      const anchor = Math.min(target.from + column - 1, target.to);
      view.dispatch({ selection: { anchor }, scrollIntoView: true });
      view.focus();
    };
    const element = host.current;
    element.addEventListener('jump', jump);
    return () => {
      element.removeEventListener('jump', jump);
      follow();
      faults();
      view.destroy();
    };
  }, []);
  return <div class="bench-editor" ref={host} id="editor" />;
}

/** Puts the cursor at a place of the text. */
export function jumpTo(line: number, column: number): void {
  document.getElementById('editor')?.dispatchEvent(new CustomEvent('jump', { detail: { line, column } }));
}
