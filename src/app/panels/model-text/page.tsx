/** The model as the text that runs: the same file is the document, the reference and the source of the kernels. */

import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import text from '../../../model/lead.ts?raw';
import { Choice } from '../../controls/choice.tsx';
import { Lazy } from '../../controls/lazy.tsx';
import { ScrollBox } from '../../controls/scroll-box.tsx';
import { inputOf, leverOf, model, switchOf } from '../../model.ts';
import { target } from '../../state/view.ts';
import { highlight, type Token } from './highlight.ts';
import { ModelPicture } from './picture.tsx';

/** From where the equations begin; the declarations stand before it. */
function split(whole: string): { readonly declarations: string; readonly equations: string } {
  const at = whole.search(/^ {2}simulate\(/m);
  return at < 0
    ? { declarations: '', equations: whole }
    : { declarations: whole.slice(0, at), equations: whole.slice(at) };
}

/** Where a name in the equations is explained, and how it is called there; null for names that are nobody's. */
function place({ kind, id }: Token): readonly [address: string, label: string] | null {
  if (id === null) return null;
  try {
    if (kind === 'input') return [`#assumptions/${id}`, inputOf(id).label];
    if (kind === 'lever') return [`#forecast/${id}`, `lever: ${leverOf(id).label}`];
    if (kind === 'switch') return [`#criticisms/${id}`, switchOf(id).label];
  } catch {
    // A member that is no declared id, such as a method: shown as plain text.
    return null;
  }
  return null;
}

function Piece({ token }: { token: Token }): VNode {
  const found = place(token);
  if (found) {
    return (
      <a class={`tok-${token.kind}`} href={found[0]} title={found[1]}>
        {token.text}
      </a>
    );
  }
  return <span class={`tok-${token.kind}`}>{token.text}</span>;
}

type Part = 'picture' | 'equations' | 'declarations';

const loadShares = () => import('./shares.tsx').then(({ SharedPicture }) => SharedPicture);

/** The line of the text that the address asks for, 1-based. */
function lineWanted(): number | null {
  const line = Number(target.value ?? Number.NaN);
  return Number.isInteger(line) && line > 0 ? line : null;
}

function PicturePart(): VNode {
  const [coloured, setColoured] = useState(false);
  return (
    <>
      <p class="prose small">
        Drawn from the equations themselves. Point at a box to see what it is computed from and what it feeds; each box
        leads to its rows or its line.{' '}
        <label>
          <input type="checkbox" checked={coloured} onChange={(event) => setColoured(event.currentTarget.checked)} />{' '}
          show shares of the variance
        </label>
      </p>
      {coloured ? <Lazy load={loadShares} props={{}} what="The shares" /> : <ModelPicture shares={null} />}
    </>
  );
}

/** The text of one part, scrolled to a line of the file where one is asked for. */
function TextPart({ part, line }: { part: Exclude<Part, 'picture'>; line: number | null }): VNode {
  const shown = split(text);
  const tokens = useMemo(() => highlight(shown[part]), [part]);
  const before = part === 'equations' ? shown.declarations.split('\n').length - 1 : 0;
  const code = useRef<HTMLPreElement>(null);
  const at = line === null ? null : line - 1 - before;
  useEffect(() => {
    const box = code.current?.parentElement;
    if (at === null || !box || !code.current) return;
    const height = Number.parseFloat(getComputedStyle(code.current).lineHeight);
    box.scrollTop = Math.max(0, (at - 4) * height);
  }, [at, part]);
  return (
    <ScrollBox className="code-scroll" label="Model text">
      <pre class="code" ref={code}>
        {at === null ? null : <span class="code-line" style={{ '--line': at }} />}
        <code>
          {tokens.map((token, index) => (
            <Piece key={`${index}`} token={token} />
          ))}
        </code>
      </pre>
    </ScrollBox>
  );
}

export function ModelTextPage(): VNode {
  const line = lineWanted();
  const [part, setPart] = useState<Part>('picture');
  useEffect(() => {
    if (line !== null) setPart('equations');
  }, [line]);
  return (
    <section class="room" aria-labelledby="model-title">
      <h2 id="model-title">The text that runs</h2>
      <p class="prose">
        This file is the document, the reference and the source of the fast kernels: there is no second copy of the
        equations. Names of inputs, levers and switches lead to their rows. Version {model.meta.version}, content hash{' '}
        <code title={model.hash}>{model.hash.slice(0, 12)}</code>.{' '}
        <a href="./workbench.html#model=lead">Change it, or write a model of your own</a>: the workbench answers as you
        type.
      </p>
      <Choice
        label="Part of the text"
        value={part}
        options={[
          ['picture', 'Picture'],
          ['equations', 'Equations'],
          ['declarations', 'Declarations and evidence'],
        ]}
        onChange={setPart}
      />
      {part === 'picture' ? <PicturePart /> : <TextPart part={part} line={part === 'equations' ? line : null} />}
    </section>
  );
}
