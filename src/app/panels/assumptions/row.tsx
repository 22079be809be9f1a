/** One input: its label, unit, density, numbers, family and grade; its evidence and its dissent one disclosure away. */
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Distribution, Family, InputMeta } from '../../../language/definition.ts';
import { FAMILIES } from '../../../language/families/index.ts';
import { Sources } from '../../controls/sources.tsx';
import { asFamily, missedQuantiles, threeQuantiles } from '../../densities.ts';
import { resetInput, setInput } from '../../state/assumptions.ts';
import { change, document as edited, notice } from '../../state/store.ts';
import { target } from '../../state/view.ts';
import { evidenceOf } from '../evidence.ts';
import { Forms } from './forms.tsx';
import { AddLimits } from './limits.tsx';
import { parameterWords } from './parameter-words.ts';
import { Parameters, type ParametersProps } from './parameters.tsx';
import { problemOf } from './problem.ts';
import { Sparkline } from './sparkline.tsx';

function put(input: InputMeta, distribution: Distribution): void {
  change(`${input.label} changed`, (doc) => setInput(doc, input, distribution));
}

interface Typed {
  /** The distribution as it was last typed, which another family is fitted to. */
  readonly typed: Distribution;
  /** What it was made into; anything else on screen has been typed since. */
  readonly made: Distribution;
}

/** By input: what families are fitted to, so that going through several of them loses nothing. */
const typedBefore = new Map<string, Typed>();

function typedOf({ id }: InputMeta, current: Distribution): Distribution {
  const known = typedBefore.get(id);
  return known !== undefined && JSON.stringify(known.made) === JSON.stringify(current) ? known.typed : current;
}

function changeFamily(input: InputMeta, current: Distribution, family: Family): void {
  const typed = typedOf(input, current);
  const next = typed.family === family ? typed : asFamily(typed, family);
  const problem = problemOf(next);
  if (problem === null) {
    typedBefore.set(input.id, { typed, made: next });
    put(input, next);
    const wanted = threeQuantiles(typed);
    const missed = missedQuantiles(next, wanted);
    if (missed !== null)
      notice.value = `${FAMILIES[family].label} cannot have the 5, 50 and 95 % points ${wanted.map(parameterWords).join(' / ')} of ${input.label}: it has ${missed}. Another family is fitted to the former again.`;
  } else notice.value = `${input.label} cannot be ${FAMILIES[family].label.toLowerCase()}: ${problem}`;
}

export function InputRow({ input }: { input: InputMeta }): VNode {
  const wanted = target.value === input.id;
  const [open, setOpen] = useState(wanted);
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (!wanted) return;
    setOpen(true);
    row.current?.scrollIntoView({ block: 'center' });
  }, [wanted]);
  const distribution = edited.value.inputs[input.id] ?? input.distribution;
  const changed = distribution !== input.distribution;
  return (
    <>
      <tr ref={row} class={changed ? 'changed' : ''} id={`input-${input.id}`}>
        <th scope="row">
          <button type="button" class="row-label" aria-expanded={open} onClick={() => setOpen(!open)}>
            {input.label}
          </button>{' '}
          <span class="muted">{input.unit}</span>
        </th>
        <td>
          <Sparkline distribution={distribution} original={input.distribution} />
        </td>
        <td>
          <Parameters label={input.label} distribution={distribution} onChange={(next) => put(input, next)} />
        </td>
        <td>
          <select
            aria-label={`Family of ${input.label}`}
            value={distribution.family}
            onChange={(event) => changeFamily(input, distribution, event.currentTarget.value as Family)}
          >
            {Object.values(FAMILIES).map(({ family, label }) => (
              <option key={family} value={family}>
                {label}
              </option>
            ))}
          </select>
        </td>
        <td class={`grade grade-${input.grade}`}>{input.grade}</td>
        <td>
          {changed ? (
            <button
              type="button"
              class="link"
              aria-label={`Reset ${input.label}`}
              onClick={() => change(`${input.label} reset`, (doc) => resetInput(doc, input.id))}
            >
              reset
            </button>
          ) : null}
        </td>
      </tr>
      {open ? (
        <EvidenceRow id={input.id} given={{ label: input.label, distribution, onChange: (next) => put(input, next) }} />
      ) : null}
    </>
  );
}

function EvidenceRow({ id, given }: { id: string; given: ParametersProps }): VNode {
  const { rationale, dissent, sources } = evidenceOf(id);
  return (
    <tr class="evidence">
      <td colSpan={6}>
        <p>
          <Forms {...given} /> <AddLimits {...given} />
        </p>
        <p>{rationale}</p>
        <p>
          <b>Dissent.</b> {dissent === '' ? 'None recorded.' : dissent}
        </p>
        <Sources sources={sources} />
      </td>
    </tr>
  );
}
