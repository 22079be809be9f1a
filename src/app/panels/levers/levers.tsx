/** The levers of the selected scenario, by group; the first groups up front, the rest one disclosure away. */
import type { VNode } from 'preact';
import type { LeverMeta } from '../../../language/definition.ts';
import { ScrollBox } from '../../controls/scroll-box.tsx';
import { Swatch } from '../../controls/swatch.tsx';
import { outcome } from '../../entries.ts';
import { byGroup, model, switchOf } from '../../model.ts';
import { policyStartSwitch, type ScenarioEdit } from '../../state/document.ts';
import { moveLevers, setPolicyStart } from '../../state/scenarios.ts';
import { change, selected } from '../../state/store.ts';
import { target } from '../../state/view.ts';
import { dateWords } from '../../wording.ts';
import { LeverRow } from './lever-row.tsx';
import { leverWords } from './lever-words.ts';
import { WorldviewChoice } from './worldview-choice.tsx';

/** Levers up front at most: whole groups. */
const UP_FRONT = 11;

const isChanged = (lever: LeverMeta, scenario: ScenarioEdit): boolean => scenario.levers[lever.id] !== lever.statusQuo;

function resetLevers(levers: readonly LeverMeta[], label: string): void {
  const moves = Object.fromEntries(levers.map((lever) => [lever.id, lever.statusQuo]));
  change(label, (doc) => moveLevers(doc, model.meta, moves));
}

function Group({
  name,
  levers,
  scenario,
}: {
  name: string;
  levers: readonly LeverMeta[];
  scenario: ScenarioEdit;
}): VNode {
  const changed = levers.some((lever) => isChanged(lever, scenario));
  return (
    <section class="lever-group" aria-label={name}>
      <div class="lever-group-head">
        <h3>{name}</h3>
        {changed ? (
          <button type="button" class="link small" onClick={() => resetLevers(levers, `${name} reset`)}>
            reset group
          </button>
        ) : null}
      </div>
      {levers.map((lever) => (
        <LeverRow key={lever.id} lever={lever} scenario={scenario} />
      ))}
    </section>
  );
}

function PolicyStart({ scenario }: { scenario: ScenarioEdit }): VNode | null {
  const id = policyStartSwitch(model.meta);
  if (id === null || scenario.policyStart === null) return null;
  return (
    <label class="policy-start">
      Levers move from{' '}
      <select
        value={String(scenario.policyStart)}
        onChange={(event) => {
          const start = Number(event.currentTarget.value);
          change(`Policy start ${dateWords(start)}`, (doc) => setPolicyStart(doc, start));
        }}
      >
        {switchOf(id).options.map(({ value }) => (
          <option key={value} value={String(value)}>
            {dateWords(value)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What a policy is, as the model says it of a preset, and by its levers. */
function aboutWords({ preset, levers }: ScenarioEdit): readonly [what: string, moved: string] {
  const moved = model.meta.levers.flatMap((lever) => {
    const value = levers[lever.id] ?? lever.statusQuo;
    if (value === lever.statusQuo) return [];
    return [`${lever.label} ${leverWords(lever, lever.statusQuo)} → ${leverWords(lever, value)}`];
  });
  const declared = model.meta.presets.find((one) => one.id === preset);
  const list = moved.join(', ');
  if (declared === undefined)
    return ['Your own policy,', list === '' ? 'all as in the status quo.' : `against the status quo: ${list}.`];
  return [declared.description, list === '' ? 'A reference: moving a lever starts a policy of your own.' : `${list}.`];
}

function About({ scenario }: { scenario: ScenarioEdit }): VNode {
  const [what, moved] = aboutWords(scenario);
  return (
    <ScrollBox className="levers-note muted small" label={`What ${scenario.name} is`}>
      {what} {moved}
    </ScrollBox>
  );
}

export function Levers(): VNode {
  const scenario = selected.value;
  const groups = byGroup(model.meta.levers);
  let shown = 0;
  const split = groups.map(([name, levers]) => {
    const upFront = shown + levers.length <= UP_FRONT;
    if (upFront) shown += levers.length;
    return { name, levers, upFront };
  });
  const later = split.filter((group) => !group.upFront);
  const laterLevers = later.flatMap((group) => group.levers);
  const laterChanged = laterLevers.filter((lever) => isChanged(lever, scenario)).length;
  const moved = model.meta.levers.filter((lever) => isChanged(lever, scenario)).length;
  return (
    <div class="levers" style={{ '--series': `var(--series-${scenario.style})` }}>
      <div class="levers-head">
        <h2>
          <Swatch style={scenario.style} /> {scenario.name}
        </h2>
        <button
          type="button"
          class="link small"
          disabled={moved === 0}
          onClick={() => resetLevers(model.meta.levers, 'All levers reset')}
        >
          {moved === 0 ? 'all at the status quo' : `reset ${moved} ${moved === 1 ? 'lever' : 'levers'}`}
        </button>
      </div>
      <About scenario={scenario} />
      <p class="levers-views">
        <PolicyStart scenario={scenario} />
        <WorldviewChoice />
      </p>
      <p class="levers-gain muted">
        Right: what each lever’s better end ▴ alone would add to the median {outcome.value.label.toLowerCase()}.
      </p>
      {split
        .filter((group) => group.upFront)
        .map((group) => (
          <Group key={group.name} name={group.name} levers={group.levers} scenario={scenario} />
        ))}
      {later.length === 0 ? null : (
        <details class="lever-more" open={laterLevers.some(({ id }) => id === target.value) || undefined}>
          <summary>
            {later.map((group) => group.name).join(', ')}
            <span class="muted">
              {' '}
              {laterLevers.length} levers{laterChanged > 0 ? `, ${laterChanged} moved` : ''}
            </span>
          </summary>
          {later.map((group) => (
            <Group key={group.name} name={group.name} levers={group.levers} scenario={scenario} />
          ))}
        </details>
      )}
    </div>
  );
}
