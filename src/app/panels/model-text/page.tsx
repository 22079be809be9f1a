/** The model as the text that runs: the same file is the document, the reference and the source of the kernels. */

import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import text from '../../../model/lead.ts?raw';
import { Choice } from '../../controls/choice.tsx';
import { ScrollBox } from '../../controls/scroll-box.tsx';
import { inputOf, leverOf, model, switchOf } from '../../model.ts';
import { highlight, type Token } from './highlight.ts';

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

export function ModelTextPage(): VNode {
  const [part, setPart] = useState<'equations' | 'declarations'>('equations');
  const tokens = useMemo(() => highlight(split(text)[part]), [part]);
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
          ['equations', 'Equations'],
          ['declarations', 'Declarations and evidence'],
        ]}
        onChange={setPart}
      />
      <ScrollBox className="code-scroll" label="Model text">
        <pre class="code">
          <code>
            {tokens.map((token, index) => (
              <Piece key={`${index}`} token={token} />
            ))}
          </code>
        </pre>
      </ScrollBox>
    </section>
  );
}
