/** What is worth finding out? The expected gain of choosing a policy after learning one assumption, over choosing now. */
import { computed, signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import {
  type Information,
  type InputInformation,
  type Utility,
  valueOfInformation,
} from '../../../analysis/value-of-information.ts';
import { formatEstimate } from '../../../engine/format.ts';
import type { Estimate } from '../../../engine/statistics.ts';
import { valueAt } from '../../../language/families/index.ts';
import { normalQuantile } from '../../../language/portable.ts';
import { linearAxis } from '../../charts/axis.ts';
import type { BarsView } from '../../charts/bars.ts';
import { Pick } from '../../controls/pick.tsx';
import { Swatch } from '../../controls/swatch.tsx';
import { listed, outcome } from '../../entries.ts';
import { inputOf, model } from '../../model.ts';
import { document as edited } from '../../state/store.ts';
import { date, threshold } from '../../state/view.ts';
import { countWords, listWords, numberWords, percentWords, unitOf } from '../../wording.ts';
import { ThresholdField } from '../threshold-field.tsx';
import { createAnalysis, useAnalysis } from './analysis.ts';
import { knobWords, OTHER_SIDE } from './knobs.ts';
import { LeverNumbers } from './lever-numbers.tsx';
import { scenarioById, studied } from './question.ts';
import { Rows } from './rows.tsx';
import { OutcomePick, Sentence } from './sentence.tsx';
import { differenceUnit, labelled, withUnit } from './words.ts';
import { Method, NotYet, Shown, WorkLine } from './work-line.tsx';

type Aim = 'reaches' | 'value';

interface Informed {
  readonly found: Information;
  readonly aim: Aim;
}

const FIRST_ROWS = 12;
/** A placeholder that keeps the choice from being trivial, and is said to be one: points or units for a lever's whole range. */
const USUAL_COST = { reaches: 3, value: 0.4 } as const;

const analysis = createAnalysis<Informed>();
const aim = signal<Aim>('reaches');
const free = Object.fromEntries(OTHER_SIDE.map((id) => [id, 0]));
const costs = signal<Readonly<Record<Aim, Readonly<Record<string, number>>>>>({ reaches: free, value: free });

/** From the number that is read to utility: a chance is read in points. */
const scaleOf = (of: Aim): number => (of === 'reaches' ? 100 : 1);
const unitOfAim = (of: Aim): string => (of === 'reaches' ? 'points' : differenceUnit(outcome.value));

const utility = computed<Utility>(() => {
  const of = aim.value;
  const given = costs.value[of];
  return {
    outcome: outcome.value.id,
    date: date.value,
    threshold: of === 'reaches' ? threshold.value : null,
    costs: Object.fromEntries(
      model.meta.levers.map(({ id }) => [id, (given[id] ?? USUAL_COST[of]) / scaleOf(of)] as const),
    ),
  };
});

function worth({ value, se }: Estimate, of: Aim): string {
  if (value === null) return '–';
  const scale = scaleOf(of);
  return formatEstimate(scale * value, se === null ? null : scale * se, { binWidth: 0.1 });
}

/** 'Act now below 7.2 months, Inaction above': what would be chosen as the input runs from low to high. */
function choiceWords({ input, preferences }: InputInformation): string {
  const distribution = edited.value.inputs[input] ?? inputOf(input).distribution;
  const at = (p: number): string => knobWords({ kind: 'input', id: input }, valueAt(distribution, normalQuantile(p)));
  if (preferences.length <= 1) return `${scenarioById(preferences[0]?.scenario ?? '').name} whatever it is`;
  return preferences
    .map(({ from, to, scenario }) => {
      const { name } = scenarioById(scenario);
      if (from === 0) return `${name} below ${at(to)}`;
      return to === 1 ? `${name} above ${at(from)}` : `${name} from ${at(from)} to ${at(to)}`;
    })
    .join(', ');
}

function titleOf({ found, aim: of }: Informed): string {
  const [top] = found.inputs.filter(({ preferences }) => preferences.length > 1);
  const best = scenarioById(found.best).name;
  if (!top) return `${best} would be the choice whatever any one assumption turns out to be`;
  return `${inputOf(top.input).label} would be worth most: ${withUnit(worth(top.value, of), unitOfAim(of))} if learnt before choosing. The choice would be ${choiceWords(top)}`;
}

/** An assumption that leaves the choice as it is in every part of the sample is worth exactly nothing. */
const matters = ({ value }: InputInformation): boolean => value.value !== null && value.value !== 0;

function viewOf(informed: Informed): Omit<BarsView, 'names'> {
  const { found, aim: of } = informed;
  const scale = scaleOf(of);
  const rows = found.inputs.filter(matters).map(({ input, value, halfWidth }) => {
    const gain = scale * (value.value ?? Number.NaN);
    return {
      name: inputOf(input).label,
      note: worth(value, of),
      bars: [{ from: 0, to: Math.max(gain, 0), ink: scenarioById(found.best).style, alpha: 1 }],
      intervals: [{ low: gain - scale * halfWidth, high: gain + scale * halfWidth }],
    };
  });
  const ends = rows
    .flatMap(({ intervals }) => intervals.flatMap(({ low, high }) => [low, high]))
    .filter(Number.isFinite);
  return {
    title: titleOf(informed),
    description:
      'Expected gain from learning one assumption exactly before choosing. Hairs are 95 % intervals; a gain that reaches below zero is too small to tell.',
    axis: linearAxis(labelled('expected gain', unitOfAim(of)), Math.min(0, ...ends), Math.max(0.01, ...ends), 6),
    rows,
    origin: 0,
    table: {
      columns: ['Assumption', labelled('Worth', unitOfAim(of)), 'Chance of another choice', 'What would be chosen'],
      rows: found.inputs.map((one) => [
        inputOf(one.input).label,
        worth(one.value, of),
        percentWords(one.changeProbability),
        choiceWords(one),
      ]),
    },
  };
}

function Policies({ informed: { found, aim: of } }: { informed: Informed }): VNode {
  const gross = ({ utility: mean, cost }: Information['policies'][number]): Estimate => ({
    value: mean.value === null ? null : mean.value + cost,
    se: mean.se,
  });
  const unit = unitOfAim(of);
  return (
    <table class="why-table">
      <thead>
        <tr>
          <th scope="col">Policy</th>
          <th scope="col">{of === 'reaches' ? 'Chance, %' : labelled('Mean', unit)}</th>
          <th scope="col">{labelled('Cost', unit)}</th>
          <th scope="col">{labelled('Worth', unit)}</th>
        </tr>
      </thead>
      <tbody>
        {found.policies.map((policy) => {
          const { name, style } = scenarioById(policy.scenario);
          return (
            <tr key={policy.scenario}>
              <th scope="row">
                <Swatch style={style} /> {name}
                {policy.scenario === found.best ? <span class="muted"> best now</span> : null}
              </th>
              <td>{worth(gross(policy), of)}</td>
              <td>{numberWords(scaleOf(of) * policy.cost, 2)}</td>
              <td>{worth(policy.utility, of)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Picture({ informed }: { informed: Informed }): VNode {
  const view = useMemo(() => viewOf(informed), [informed]);
  const { found, aim: of } = informed;
  const others = found.inputs.filter((one) => !matters(one)).length;
  return (
    <>
      <Rows view={view} first={FIRST_ROWS} fileName="headway-value-of-information" />
      <p class="small">
        {others === 0 ? '' : `Learning any one of the other ${others} assumptions would not change the choice. `}
        Learning everything at once would be worth {withUnit(worth(found.perfect, of), unitOfAim(of))}: no single
        finding can be worth more.
      </p>
      <Policies informed={informed} />
    </>
  );
}

export function InformationTab(): VNode {
  const [request, wanted, of] = [studied.value, utility.value, aim.value];
  const names = listed.value.map(({ name }) => name);
  const key = JSON.stringify([request, wanted]);
  const work = useAnalysis(analysis, key, async (base, report) => {
    const found = await valueOfInformation(
      { ...base, meta: model.meta, request },
      {
        utility: wanted,
        onProgress: (partial) =>
          report({ found: partial, aim: of }, partial.inputs.length / Math.max(model.meta.inputs.length, 1)),
      },
    );
    return { found, aim: of };
  });
  const { result } = work;
  const unit = unitOfAim(of);
  return (
    <>
      <Sentence>
        If the choice were between {listWords(names)}, and what counts is{' '}
        <Pick
          label="What counts"
          value={of}
          options={[
            ['reaches', 'whether'],
            ['value', 'how large'],
          ]}
          onChange={(next) => {
            aim.value = next;
          }}
        />{' '}
        the <OutcomePick /> is
        {of === 'reaches' ? (
          <>
            {' '}
            at least <ThresholdField /> {unitOf(outcome.value)}
          </>
        ) : null}
        , what would it be worth to know each assumption first?
      </Sentence>
      <LeverNumbers
        summary={`What levers cost: ${withUnit(numberWords(USUAL_COST[of], 2), unit)} for a lever’s whole range (0 for the Chinese response) unless you say otherwise: a placeholder, not evidence`}
        unit={labelled('Cost of the whole range', unit)}
        usual={USUAL_COST[of]}
        low={0}
        values={costs.value[of]}
        onChange={(values) => {
          costs.value = { ...costs.value, [of]: values };
        }}
      />
      <WorkLine analysis={analysis} asked={key}>
        {result === null
          ? null
          : `${countWords(result.found.samples)} futures under every policy; ± is one standard error, jackknifed`}
      </WorkLine>
      {result === null || result.found.inputs.length === 0 ? (
        <NotYet what="Assumptions appear as they are worked through." />
      ) : (
        <Shown of={work.of} asked={key}>
          <Picture informed={result} />
        </Shown>
      )}
      <Method>
        <p>
          The expected value of partial perfect information: choose the best policy for each possible value of the
          assumption, average, and take off what the best single policy gives (Raiffa and Schlaifer 1961). It is zero
          for an assumption that moves the answer but not the choice.
        </p>
        <p>
          Estimated by regression of the policies’ paired differences on the assumption (Strong, Oakley and Brennan
          2014), with the bias of taking a maximum removed by a jackknife: so a worth near zero may come out a little
          below it. Another policy is named only where it is better by two standard errors.
        </p>
      </Method>
    </>
  );
}
