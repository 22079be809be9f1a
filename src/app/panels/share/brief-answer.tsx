/** The answer on paper: the sentence, the distribution, and every scenario in a table. */
import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { changedWords } from '../../assumption-words.ts';
import { chanceWords } from '../../chance.ts';
import { readColours } from '../../charts/colours.ts';
import { dotFigure } from '../../charts/distribution.ts';
import { chartFont } from '../../charts/plot.ts';
import { toSvg } from '../../charts/svg.ts';
import { answer, differences, levels, outcome, type ScenarioResult } from '../../entries.ts';
import { ownObserved } from '../../own.ts';
import { document as edited } from '../../state/store.ts';
import { date, threshold } from '../../state/view.ts';
import { dateWords, numberWords, phraseOf, quantileEstimate, unitOf } from '../../wording.ts';
import { Caveats } from '../caveats.tsx';
import { useDistributionView } from '../distribution-view.ts';
import { shiftText } from '../ledger.tsx';
import { finished } from './present.ts';

/** Pixels of the picture, and of each scenario in it. */
const WIDTH = 700;
const ROW = 86;
/** Of more, the picture has the selected one and the baseline; the table has all. */
const MOST_PICTURED = 3;

export function BriefAnswer(): VNode {
  if (finished.value === null) return <p class="muted">The run is still going on.</p>;
  return (
    <>
      <Sentence />
      <Caveats />
      <Picture />
      <Scenarios />
    </>
  );
}

function Sentence(): VNode | null {
  const shown = outcome.value;
  const found = answer.value;
  if (!found) return null;
  const { scenario, observed } = found;
  const phrase = phraseOf(shown);
  const changed = found.of.assumptions.length;
  const own = ownObserved.value === null ? '…' : quantileEstimate(ownObserved.value, 0.5, shown, 'long')[0];
  const [low, median, high] = [0.05, 0.5, 0.95].map((p) => quantileEstimate(observed, p, shown, 'long')[0]);
  const share = chanceWords(observed, threshold.value);
  return (
    <p class="brief-answer">
      Under {changed === 0 ? 'these assumptions' : <b>{changedWords(changed)}</b>} and {scenario.name}, {phrase.before}{' '}
      {dateWords(date.value)} {phrase.after}{' '}
      <b>
        {median} {phrase.unit}
      </b>
      {changed === 0 ? '' : ` (${own} with the model’s own)`}, 90 % between {low} and {high}; {phrase.quantity} at least{' '}
      {numberWords(threshold.value, 2)} {phrase.unitShort} in <b>{share}</b> of futures.
    </p>
  );
}

/** The distribution as a picture of its own: as sharp on paper as the printer is. */
function Picture(): VNode {
  const image = useRef<HTMLImageElement>(null);
  const [address, setAddress] = useState('');
  const [all, { selected, baseline }] = [levels.value, edited.value];
  const found = useMemo(
    () =>
      all.length <= MOST_PICTURED ? all : all.filter(({ scenario: { id } }) => id === selected || id === baseline),
    [all, selected, baseline],
  );
  const view = useDistributionView(found);
  const figure = useMemo(() => dotFigure(view), [view]);
  useEffect(() => {
    if (!image.current?.parentElement) return;
    const colours = readColours(image.current.parentElement);
    const height = 60 + ROW * found.length;
    const svg = toSvg(figure, { width: WIDTH, height, colours, font: chartFont(), framed: false });
    const made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [figure, found.length]);
  return <img ref={image} class="brief-picture" src={address} alt={`${figure.title}. ${figure.description}`} />;
}

function Scenarios(): VNode {
  const shown = outcome.value;
  const unit = unitOf(shown);
  return (
    <table class="verdict-table">
      <thead>
        <tr>
          <th scope="col">Scenario</th>
          <th scope="col">Median, {unit}</th>
          <th scope="col">90 % range</th>
          <th scope="col">
            At least {numberWords(threshold.value, 2)} {unit}
          </th>
          <th scope="col">Typical change against {nameOf(edited.value.baseline)}</th>
        </tr>
      </thead>
      <tbody>
        {levels.value.map((level) => (
          <Row key={level.scenario.id} level={level} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ level: { scenario, observed } }: { level: ScenarioResult }): VNode {
  const shown = outcome.value;
  const [low, median, high] = [0.05, 0.5, 0.95].map((p) => quantileEstimate(observed, p, shown)[0]);
  const paired = differences.value.find((entry) => entry.scenario.id === scenario.id);
  return (
    <tr>
      <th scope="row">{scenario.name}</th>
      <td>{median}</td>
      <td>
        {low} to {high}
      </td>
      <td>{chanceWords(observed, threshold.value)}</td>
      <td>{paired ? shiftText(paired.observed, shown) : 'baseline'}</td>
    </tr>
  );
}

export const nameOf = (id: string): string => edited.value.scenarios.find((one) => one.id === id)?.name ?? id;
