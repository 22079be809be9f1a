/** Correlations between inputs as a matrix of those that have any, edited pair by pair, with the repair said aloud. */

import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { factorise } from '../../language/correlation.ts';
import { pairMismatch } from '../../language/elements.ts';
import { changedIn } from '../assumption-words.ts';
import { NumberField } from '../controls/number-field.tsx';
import { ScrollBox } from '../controls/scroll-box.tsx';
import { assumed } from '../entries.ts';
import { inputOf, model } from '../model.ts';
import { correlationsInForce, resetCorrelations, setCorrelation } from '../state/assumptions.ts';
import { change, document as edited } from '../state/store.ts';
import { numberWords } from '../wording.ts';
import { correlationReasons } from './evidence.ts';

type Pair = readonly [string, string, number];

function find(pairs: readonly Pair[], a: string, b: string): number {
  return pairs.find(([x, y]) => (x === a && y === b) || (x === b && y === a))?.[2] ?? 0;
}

function put(a: string, b: string, rho: number): void {
  change(`Correlation of ${inputOf(a).label} and ${inputOf(b).label} to ${rho}`, (doc) =>
    setCorrelation(doc, model.meta, a, b, rho),
  );
}

/** Ids of inputs in a sentence by their labels. */
function labelled(message: string): string {
  return model.meta.inputs.reduce(
    (text, { id, label }) => text.replace(new RegExp(`\\b${id}\\b`, 'g'), `“${label}”`),
    message,
  );
}

const RHO_FORMAT = (value: number): string => numberWords(value, 2);

/** Colour says sign, strength says size; the number says both. */
function tint(rho: number): string {
  const colour = rho >= 0 ? 'var(--series-1)' : 'var(--series-2)';
  return `color-mix(in srgb, ${colour} ${Math.round(55 * Math.abs(rho))}%, transparent)`;
}

function Editor({ pairs }: { pairs: readonly Pair[] }): VNode {
  const { inputs } = model.meta;
  const [a, setA] = useState(inputs[0]?.id ?? '');
  const [b, setB] = useState(inputs[1]?.id ?? '');
  const mismatch = pairMismatch(inputOf(a), inputOf(b));
  const options = inputs.map(({ id, label }) => (
    <option key={id} value={id}>
      {label}
    </option>
  ));
  return (
    <fieldset class="filters">
      <legend class="hidden-visually">Set the correlation of any pair</legend>
      <label>
        Between{' '}
        <select aria-label="First input of the pair" value={a} onChange={(event) => setA(event.currentTarget.value)}>
          {options}
        </select>
      </label>
      <label>
        and{' '}
        <select aria-label="Second input of the pair" value={b} onChange={(event) => setB(event.currentTarget.value)}>
          {options}
        </select>
      </label>
      {a === b ? (
        <span class="muted">pick two different inputs</span>
      ) : mismatch !== null ? (
        <span class="muted">{`${mismatch.problem}: pick inputs of as many draws`}</span>
      ) : (
        <span>
          set{' '}
          <NumberField
            key={`${a} ${b}`}
            className="narrow"
            label="Correlation"
            value={find(pairs, a, b)}
            low={-0.99}
            high={0.99}
            format={RHO_FORMAT}
            onCommit={(rho) => put(a, b, rho)}
          />
        </span>
      )}
    </fieldset>
  );
}

export function CorrelationsPage(): VNode {
  const doc = edited.value;
  const pairs = correlationsInForce(doc, model.meta);
  const changed = changedIn('correlations', assumed.value);
  const ids = model.meta.inputs.map(({ id }) => id);
  const involved = ids.filter((id) => pairs.some(([a, b]) => a === id || b === id));
  const { message } = useMemo(
    () =>
      factorise(
        ids,
        pairs.map(([a, b, rho]) => ({ a, b, rho })),
      ),
    [pairs],
  );
  const why = (a: string, b: string): string | undefined =>
    correlationReasons[
      model.meta.correlations.findIndex((entry) => (entry.a === a && entry.b === b) || (entry.a === b && entry.b === a))
    ];
  return (
    <section class="room" aria-labelledby="correlations-title">
      <h2 id="correlations-title">What moves together</h2>
      <p class="prose">
        Some inputs tend to be high, or low, in the same futures. A number from −1 (opposite) through 0 (unrelated) to 1
        (in step) says how closely: it is the correlation of the normal scores behind the two. Pairs not shown are
        unrelated. Type into a cell to change it.{' '}
        <button
          type="button"
          class="link"
          disabled={doc.correlations === null}
          onClick={() => change('Correlations reset', resetCorrelations)}
        >
          {changed === 0
            ? 'none changed'
            : `reset ${changed} changed ${changed === 1 ? 'correlation' : 'correlations'}`}
        </button>
      </p>
      {message === '' ? null : (
        <p class="trouble" role="status">
          As given, {labelled(message)}
        </p>
      )}
      <Editor pairs={pairs} />
      <ScrollBox className="table-scroll" label="Correlation matrix">
        <table class="matrix">
          <thead>
            <tr>
              <td />
              {involved.map((id) => (
                <th scope="col" key={id} class="matrix-column">
                  <span>{inputOf(id).label}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {involved.map((a, row) => (
              <tr key={a}>
                <th scope="row">{inputOf(a).label}</th>
                {involved.slice(0, row).map((b) => {
                  const rho = find(pairs, a, b);
                  return (
                    <td key={b} style={{ background: tint(rho) }} title={why(a, b)}>
                      <NumberField
                        label={`Correlation of ${inputOf(a).label} and ${inputOf(b).label}`}
                        value={rho}
                        low={-0.99}
                        high={0.99}
                        format={(value) => (value === 0 ? '·' : RHO_FORMAT(value))}
                        onCommit={(next) => put(a, b, next)}
                      />
                    </td>
                  );
                })}
                <td class="diagonal">1</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <h3>Why</h3>
      <ul class="sources">
        {model.meta.correlations.map(({ a, b, rho }, i) => (
          <li key={`${a} ${b}`}>
            {inputOf(a).label} with {inputOf(b).label}, {numberWords(rho, 2)}: {correlationReasons[i]}
          </li>
        ))}
      </ul>
    </section>
  );
}
