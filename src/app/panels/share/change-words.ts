/** A change from the model in a few words, and what undoes it. */
import type { Distribution } from '../../../language/definition.ts';
import type { Change } from '../../../share/changes.ts';
import { threeQuantiles } from '../../densities.ts';
import { leverOf, model, switchOf } from '../../model.ts';
import { resetInput, setCorrelation, setSwitch } from '../../state/assumptions.ts';
import { type Document, policyStartSwitch, type ScenarioEdit } from '../../state/document.ts';
import { moveLevers, select, setPolicyStart } from '../../state/scenarios.ts';
import { dateWords, numberWords } from '../../wording.ts';
import { leverWords } from '../levers/lever-words.ts';

/** 'Lab security 20 % → 90 %'; without the scenario it belongs to. */
export function changeWords(change: Change): string {
  switch (change.kind) {
    case 'lever':
    case 'switch': {
      const { kind, id, usual, value } = change;
      return `${change.label}: ${valueWordsOf(kind, id, usual)} → ${valueWordsOf(kind, id, value)}`;
    }
    case 'input':
      return `${change.label}: ${rangeWords(change.usual)} → ${rangeWords(change.value)}`;
    case 'correlation':
      return `Correlation of ${change.label}: ${numberWords(change.usual, 3)} → ${numberWords(change.value, 3)}`;
    default:
      return change satisfies never;
  }
}

/** '90 %', 'mid-2027', 'excluded'. */
export function valueWordsOf(kind: 'lever' | 'switch', id: string, value: number): string {
  if (kind === 'lever') return leverWords(leverOf(id), value);
  if (id === policyStartSwitch(model.meta)) return dateWords(value);
  return switchOf(id).options.find((option) => option.value === value)?.label ?? numberWords(value, 3);
}

/** '4.5 to 11 (median 7.5)'. */
export function rangeWords(distribution: Distribution): string {
  const [p5, p50, p95] = threeQuantiles(distribution).map((value) => numberWords(Number(value.toPrecision(3)), 6));
  return `${p5} to ${p95} (median ${p50})`;
}

/** The key of a change: what it is of, and its value. */
export function changeKey(change: Change): string {
  const scenario = 'scenario' in change ? change.scenario : null;
  return JSON.stringify([change.kind, scenario, change.id, change.value]);
}

/** The document with one change taken back. */
export function takeBack(document: Document, change: Change): Document {
  switch (change.kind) {
    case 'lever':
      return within(document, change.scenario, (open) => moveLevers(open, model.meta, { [change.id]: change.usual }));
    case 'switch':
      return takeBackSwitch(document, change);
    case 'input':
      return resetInput(document, change.id);
    case 'correlation':
      return setCorrelation(document, model.meta, change.a, change.b, change.usual);
    default:
      return change satisfies never;
  }
}

/** Works on a scenario as if it were selected. */
function within(document: Document, id: string, work: (document: Document) => Document): Document {
  return select(work(select(document, id)), document.selected);
}

function takeBackSwitch(document: Document, { id, scenario, usual }: Extract<Change, { kind: 'switch' }>): Document {
  const concerned = document.scenarios.filter((one) => scenario === null || one.id === scenario);
  if (id === policyStartSwitch(model.meta)) {
    return concerned
      .filter(({ preset }) => preset === null)
      .reduce((open, one) => within(open, one.id, (inner) => setPolicyStart(inner, usual)), document);
  }
  const freed = {
    ...document,
    scenarios: document.scenarios.map((one) => (concerned.includes(one) ? withoutOwn(one, id) : one)),
  };
  return setSwitch(freed, model.meta, id, usual);
}

function withoutOwn(scenario: ScenarioEdit, id: string): ScenarioEdit {
  if (scenario.switches === undefined || !(id in scenario.switches)) return scenario;
  const { switches, ...rest } = scenario;
  const own = Object.entries(switches).filter(([key]) => key !== id);
  return own.length === 0 ? rest : { ...rest, switches: Object.fromEntries(own) };
}
