/** Every input of the model, filtered, edited in place; the answer above follows. */
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import type { InputMeta } from '../../../language/definition.ts';
import { byGroup, model } from '../../model.ts';
import { resetInputs } from '../../state/assumptions.ts';
import { change, document as edited } from '../../state/store.ts';
import { target } from '../../state/view.ts';
import { evidenceOf } from '../evidence.ts';
import { ChangedList } from './changed-list.tsx';
import { InputRow } from './row.tsx';
import { Worldviews } from './worldviews.tsx';

const group = signal('all');
const grade = signal('all');
const words = signal('');
const onlyChanged = signal(false);

function matches(input: InputMeta): boolean {
  if (input.id === target.value) return true;
  if (group.value !== 'all' && input.group !== group.value) return false;
  if (grade.value !== 'all' && input.grade !== grade.value) return false;
  if (onlyChanged.value && !(input.id in edited.value.inputs)) return false;
  const { rationale, dissent } = evidenceOf(input.id);
  const text = `${input.label} ${input.id} ${rationale} ${dissent}`.toLowerCase();
  return text.includes(words.value.trim().toLowerCase());
}

function Select({ label, from, options }: { label: string; from: typeof group; options: readonly string[] }): VNode {
  return (
    <label>
      {label}{' '}
      <select
        value={from.value}
        onChange={(event) => {
          from.value = event.currentTarget.value;
          target.value = null;
        }}
      >
        <option value="all">all</option>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    </label>
  );
}

function Filters(): VNode {
  const changed = Object.keys(edited.value.inputs).length;
  return (
    <div class="filters">
      <Select label="Group" from={group} options={byGroup(model.meta.inputs).map(([name]) => name)} />
      <Select label="Grade" from={grade} options={['measured', 'estimated', 'judgement']} />
      <label>
        Search{' '}
        <input
          type="text"
          value={words.value}
          onInput={(event) => {
            words.value = event.currentTarget.value;
          }}
        />
      </label>
      <label>
        <input
          type="checkbox"
          checked={onlyChanged.value}
          onChange={(event) => {
            onlyChanged.value = event.currentTarget.checked;
          }}
        />{' '}
        changed only
      </label>
      <button
        type="button"
        class="link"
        disabled={changed === 0}
        onClick={() => change('All inputs reset', resetInputs)}
      >
        {changed === 0 ? 'none changed' : `reset ${changed} changed ${changed === 1 ? 'input' : 'inputs'}`}
      </button>
    </div>
  );
}

export function AssumptionsPage(): VNode {
  const { inputs } = model.meta;
  const shown = inputs.filter(matches);
  const judged = inputs.filter((input) => input.grade === 'judgement').length;
  return (
    <section class="room" aria-labelledby="assumptions-title">
      <h2 id="assumptions-title">What is assumed</h2>
      <p class="prose">
        {inputs.length} inputs, each a range rather than a number. {judged} of them are judgements: read their dissent
        before you quote the answer. Ranges are the 5 %, 50 % and 95 % points; change any and the answer above follows.
      </p>
      <ChangedList />
      <Worldviews />
      <Filters />
      <div class="table-scroll">
        <table class="inputs">
          <caption class="hidden-visually">Inputs of the model</caption>
          <thead>
            <tr>
              <th scope="col">Input, unit</th>
              <th scope="col">Density</th>
              <th scope="col">5 %, 50 %, 95 %</th>
              <th scope="col">Family</th>
              <th scope="col">Grade</th>
              <td />
            </tr>
          </thead>
          {byGroup(shown).map(([name, members]) => (
            <tbody key={name}>
              <tr class="group-head">
                <th scope="rowgroup" colSpan={6}>
                  {name}
                </th>
              </tr>
              {members.map((input) => (
                <InputRow key={input.id} input={input} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
      {shown.length === 0 ? <p class="muted">No input matches these filters.</p> : null}
    </section>
  );
}
