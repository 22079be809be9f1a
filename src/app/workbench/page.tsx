/** The workbench: a model as text on the left, its forecast on the right, both in this tab. */
import { computed, signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { groupDigits } from '../../engine/format.ts';
import { encodeModelText, LONGEST_LINK } from '../../share/model-link.ts';
import { Choice } from '../controls/choice.tsx';
import { download } from '../download.ts';
import { Answers } from './answers.tsx';
import { answer, built, compiling, current, fault, running, samples, stop, text, trouble } from './bench.ts';
import { Editor, jumpTo } from './editor.tsx';
import { forgetText, savedTexts, saveText } from './saved.ts';
import { STARTS, type Start } from './starts.ts';

/** Said to the reader: what was done, or why it was not. */
export const notice = signal<string | null>(null);
/** Who wrote the text on screen: a link brings what somebody else wrote. */
export const foreign = signal(false);

const LONGEST_FILE = 512 * 1024;
const COUNTS: readonly (readonly [string, string])[] = [
  [String(2 ** 16), '65,536'],
  [String(2 ** 20), '1 million'],
  [String(10_000_000), '10 million'],
];

function show(next: string, words: string | null = null): void {
  text.value = next;
  foreign.value = false;
  notice.value = words;
}

export function Workbench(): VNode {
  const shown = answer.value;
  return (
    <div class="bench">
      <header class="bench-head">
        <h1>
          <a href="./">Headway</a> workbench
        </h1>
        <Tools />
      </header>
      {foreign.value ? <Foreign /> : null}
      {notice.value === null ? null : (
        <p class="bench-notice" role="status">
          {notice.value}{' '}
          <button type="button" class="link" onClick={() => (notice.value = null)}>
            dismiss
          </button>
        </p>
      )}
      <div class="bench-columns">
        <section class="bench-text" aria-label="The model as text">
          <Editor />
          <Faults />
        </section>
        <main class="bench-forecast" aria-label="The forecast of the model">
          <h2 class="hidden-visually">The forecast of the model</h2>
          <Status />
          {shown === null ? (
            <p class="muted">
              {fault.value === null
                ? 'The first answer is on its way.'
                : 'There is no answer yet: the text has a fault.'}
            </p>
          ) : (
            <Answers answer={shown} stale={!current.value} />
          )}
        </main>
      </div>
    </div>
  );
}

function Foreign(): VNode {
  const lines = text.value.split('\n').length;
  return (
    <p class="bench-notice" role="status">
      This link brought a model text of {groupDigits(lines)} lines
      {built.value === null ? '' : `, “${built.value.meta.title}”`}, written by whoever made the link; Headway does not
      vouch for it. It is read, never executed as a script, and runs within limits.{' '}
      <button type="button" class="link" onClick={() => (foreign.value = false)}>
        understood
      </button>
    </p>
  );
}

function Tools(): VNode {
  const file = useRef<HTMLInputElement>(null);
  const groups = ['New', 'Gallery', 'Headway’s own'] as const;
  const open = (start: Start): void => {
    start.load().then(
      (loaded) => show(loaded),
      (error: unknown) => {
        notice.value = `“${start.title}” could not be loaded (${String(error)}).`;
      },
    );
  };
  return (
    <div class="bench-tools">
      <label>
        Start from{' '}
        <select
          class="inline-select pick"
          aria-label="Start from"
          value=""
          onChange={(event) => {
            const { value } = event.currentTarget;
            event.currentTarget.value = '';
            const start = STARTS.find(({ id }) => id === value);
            if (start !== undefined) open(start);
            const saved = savedTexts.value.find(({ name }) => `saved ${name}` === value);
            if (saved !== undefined) show(saved.text);
          }}
        >
          <option value="">a text …</option>
          {groups.map((group) => (
            <optgroup key={group} label={group}>
              {STARTS.filter((start) => start.group === group).map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </optgroup>
          ))}
          {savedTexts.value.length === 0 ? null : (
            <optgroup label="Saved in this browser">
              {savedTexts.value.map(({ name }) => (
                <option key={name} value={`saved ${name}`}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      </label>
      <button type="button" class="link" onClick={() => file.current?.click()}>
        open a file
      </button>
      <input
        ref={file}
        type="file"
        accept=".ts,.txt,text/plain"
        hidden
        aria-label="Model text"
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (chosen !== undefined) openFile(chosen);
        }}
      />
      <button type="button" class="link" onClick={saveFile}>
        save to a file
      </button>
      <button type="button" class="link" onClick={saveHere}>
        save in this browser
      </button>
      {savedTexts.value.some(({ name }) => name === nameNow.value) ? (
        <button
          type="button"
          class="link"
          onClick={() => (notice.value = forgetText(nameNow.value) ?? 'No longer kept.')}
        >
          forget it
        </button>
      ) : null}
      <button type="button" class="link" onClick={copyLink}>
        copy a link
      </button>
    </div>
  );
}

/** The model's title where the text has one, else what it is. */
const nameNow = computed(() => built.value?.meta.title ?? 'A model');

export function openFile(chosen: File): void {
  if (chosen.size > LONGEST_FILE) {
    notice.value = `${chosen.name} has ${groupDigits(chosen.size)} bytes; a model text has at most ${groupDigits(LONGEST_FILE)}.`;
    return;
  }
  chosen.text().then(
    (loaded) => show(loaded, `Opened ${chosen.name}.`),
    (error: unknown) => {
      notice.value = `${chosen.name} could not be read (${String(error)}).`;
    },
  );
}

function saveFile(): void {
  download(`${built.value?.meta.id ?? 'model'}.ts`, 'text/plain', text.value);
}

function saveHere(): void {
  notice.value = saveText(nameNow.value, text.value) ?? `Kept in this browser as “${nameNow.value}”.`;
}

function copyLink(): void {
  const link = `${location.origin}${location.pathname}#${encodeModelText(text.value)}`;
  const length =
    link.length > LONGEST_LINK
      ? ` It has ${groupDigits(link.length)} characters: many programs cut links of that length, so rather send the file.`
      : '';
  navigator.clipboard.writeText(link).then(
    () => {
      notice.value = `The link is copied; it holds the whole text.${length}`;
    },
    () => {
      // Without leave to write to the clipboard, the address bar shows the link.
      history.replaceState(null, '', `#${encodeModelText(text.value)}`);
      notice.value = `The link stands in the address bar.${length}`;
    },
  );
}

function Faults(): VNode | null {
  const found = fault.value;
  const warnings = found === null ? (built.value?.warnings ?? []) : [];
  if (found === null && warnings.length === 0) return null;
  return (
    <div class="bench-faults" role="status">
      {found === null ? null : (
        <p class="alarm">
          <button type="button" class="link" onClick={() => jumpTo(found.line, found.column)}>
            Line {found.line}, column {found.column}
          </button>
          : {found.problem}. {found.remedy}
        </p>
      )}
      {warnings.map((warning) => (
        <p class="small" key={warning}>
          {warning}
        </p>
      ))}
    </div>
  );
}

function Status(): VNode {
  const [shown, model] = [answer.value, built.value];
  const parts = [
    ...(compiling.value
      ? ['reading the text …']
      : model === null
        ? []
        : [`built in ${Math.round(model.compiling)} ms`]),
    ...(shown === null
      ? []
      : [
          `${groupDigits(shown.tally.samples)} of ${groupDigits(shown.request.samples)} samples`,
          `${groupDigits(Math.round(shown.progress.samplesPerSecond / 1000) * 1000)} a second`,
        ]),
  ];
  return (
    <div class="bench-status">
      <span class={current.value || shown === null ? 'muted' : 'bench-behind'}>
        {shown !== null && !current.value ? 'the answer below is of an earlier text · ' : ''}
        {parts.join(' · ')}
      </span>{' '}
      {running.value ? (
        <button type="button" class="link" onClick={stop}>
          stop
        </button>
      ) : null}
      <Choice
        label="Number of samples"
        value={String(samples.value)}
        options={COUNTS}
        onChange={(count) => {
          samples.value = Number(count);
        }}
      />
      {trouble.value === null ? null : (
        <p class="alarm" role="alert">
          {trouble.value}
        </p>
      )}
    </div>
  );
}
