/** Why: what moves the answer, what is worth finding out, what would make it fail. One question open at a time. */
import '../../styles/why.css';
import type { ComponentType, VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { target as addressed } from '../../state/view.ts';
import { AttributionTab } from './attribution.tsx';
import { BrushTab } from './brush.tsx';
import { DelayTab } from './delay.tsx';
import { releaseEngines } from './engine.ts';
import { InformationTab } from './information.tsx';
import { InverseTab } from './inverse.tsx';
import { MapTab } from './map.tsx';
import { MattersTab } from './matters.tsx';
import { SweepTab } from './sweep.tsx';
import { panelId, type Tab, Tabs, tabId } from './tabs.tsx';

type Question = 'sweep' | 'map' | 'matters' | 'attribution' | 'information' | 'futures' | 'inverse' | 'delay';

interface Entry extends Tab<Question> {
  readonly Panel: ComponentType;
}

const QUESTIONS: readonly Entry[] = [
  { id: 'sweep', question: 'What if a lever moves?', Panel: SweepTab },
  { id: 'map', question: 'Which policy mix?', Panel: MapTab },
  { id: 'matters', question: 'What matters most?', Panel: MattersTab },
  { id: 'attribution', question: 'Which lever did it?', Panel: AttributionTab },
  { id: 'information', question: 'What is worth finding out?', Panel: InformationTab },
  { id: 'futures', question: 'What do these futures share?', Panel: BrushTab },
  { id: 'inverse', question: 'What would it take?', Panel: InverseTab },
  { id: 'delay', question: 'What does waiting cost?', Panel: DelayTab },
];

/** The question that was open when the room was left: its address alone leads back to it. */
let lastOpen: Question = 'sweep';

export function WhyPage(): VNode {
  useEffect(() => releaseEngines, []);
  const find = (wanted: string | null): Entry | undefined => QUESTIONS.find(({ id }) => id === wanted);
  const open = find(addressed.value) ?? find(lastOpen);
  if (!open) throw new Error('the Why area has no questions');
  lastOpen = open.id;
  const { id, Panel } = open;
  return (
    <section class="room why" aria-labelledby="why-title">
      <h2 id="why-title" class="hidden-visually">
        Why
      </h2>
      <Tabs
        label="Questions"
        tabs={QUESTIONS}
        open={id}
        onOpen={(next) => {
          location.hash = `why/${next}`;
        }}
      />
      <div class="why-panel" role="tabpanel" id={panelId(id)} aria-labelledby={tabId(id)} key={id}>
        <Panel />
      </div>
    </section>
  );
}
