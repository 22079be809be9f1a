/** What can be done to a scenario: rename, duplicate, reorder, colour, hide, baseline, delete. */
import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { Swatch } from '../controls/swatch.tsx';
import { model } from '../model.ts';
import { MAX_SCENARIOS, type ScenarioEdit } from '../state/document.ts';
import { renameHonestly } from '../state/rename.ts';
import { duplicate, remove, reorder, restyle, setBaseline, setHidden } from '../state/scenarios.ts';
import { change, document as edited } from '../state/store.ts';

export function ScenarioTools({ scenario }: { scenario: ScenarioEdit }): VNode {
  const group = useId();
  const { id, name } = scenario;
  const { scenarios, baseline } = edited.value;
  const index = scenarios.findIndex((entry) => entry.id === id);
  return (
    <div class="scenario-tools">
      <label>
        Name{' '}
        <input
          type="text"
          maxLength={60}
          value={name}
          onChange={(event) => {
            const wanted = event.currentTarget.value;
            change(`${name} renamed`, (doc) => renameHonestly(doc, id, wanted, model.meta));
          }}
        />
      </label>
      <span class="styles" role="radiogroup" aria-label="Colour and line">
        {Array.from({ length: MAX_SCENARIOS }, (_, style) => (
          <label key={style} title={`Line style ${style + 1}`}>
            <input
              type="radio"
              name={group}
              checked={scenario.style === style}
              aria-label={`Line style ${style + 1}`}
              onChange={() => change(`Colour of ${name}`, (doc) => restyle(doc, id, style))}
            />
            <Swatch style={style} width={22} />
          </label>
        ))}
      </span>
      <span class="tool-buttons">
        <button type="button" class="link" onClick={() => change(`${name} duplicated`, (doc) => duplicate(doc, id))}>
          duplicate
        </button>
        <button
          type="button"
          class="link"
          disabled={id === baseline}
          onClick={() => change(`${name} as baseline`, (doc) => setBaseline(doc, id))}
        >
          make baseline
        </button>
        <button
          type="button"
          class="link"
          disabled={index === 0}
          onClick={() => change(`${name} moved up`, (doc) => reorder(doc, id, -1))}
        >
          move up
        </button>
        <button
          type="button"
          class="link"
          disabled={index === scenarios.length - 1}
          onClick={() => change(`${name} moved down`, (doc) => reorder(doc, id, 1))}
        >
          move down
        </button>
        <button
          type="button"
          class="link"
          disabled={id === baseline}
          onClick={() =>
            change(`${name} ${scenario.hidden ? 'shown' : 'hidden'}`, (doc) => setHidden(doc, id, !scenario.hidden))
          }
        >
          {scenario.hidden ? 'show' : 'hide'}
        </button>
        <button
          type="button"
          class="link"
          disabled={scenarios.length === 1}
          onClick={() => change(`${name} deleted`, (doc) => remove(doc, id))}
        >
          delete
        </button>
      </span>
    </div>
  );
}
