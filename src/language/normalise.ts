/**
 * From what an author wrote to a checked `ModelMeta`. Everything behind this trusts it; nothing else reads a model text's
 * declarations.
 */
import { factorise } from './correlation.ts';
import type { ModelMeta } from './definition.ts';
import type { Path } from './errors.ts';
import { readClock } from './normalise/clock.ts';
import { checkHyphenatedId, checkId } from './normalise/common.ts';
import { checkElements, readInput, readLever, readSwitch } from './normalise/entities.ts';
import { LIMITS } from './normalise/limits.ts';
import { readOutcome } from './normalise/outcomes.ts';
import { readCorrelations, readImportance, readPolicyStart, readPreset } from './normalise/references.ts';
import { readVersions } from './normalise/versions.ts';
import { readWorldview } from './normalise/worldviews.ts';
import { Fields, fail } from './reader.ts';

const FIELDS = [
  'id',
  'title',
  'version',
  'summary',
  'clock',
  'policyStart',
  'inputs',
  'levers',
  'switches',
  'correlations',
  'outcomes',
  'presets',
  'worldviews',
  'importance',
  'versions',
  'simulate',
];

/**
 * @param raw the object given to `model(...)`; `simulate` is ignored here.
 * @returns the metadata with every default filled in, and sentences on what was put right rather than rejected.
 * @throws DefinitionError at the first fault, with the path to the value.
 */
export function normaliseModel(raw: unknown): { meta: ModelMeta; warnings: string[] } {
  const fields = new Fields(raw, [], FIELDS);
  const id = fields.text('id', LIMITS.id, 'model');
  checkHyphenatedId(id, fields.at('id'));
  const clock = readClock(fields.get('clock'), fields.at('clock'));
  const inputs = readEach(fields, 'inputs', LIMITS.inputs, checkId, (input, value, path) =>
    readInput(input, value, path, clock),
  );
  checkElements(inputs, fields.at('inputs'));
  const levers = readEach(fields, 'levers', LIMITS.levers, checkId, readLever);
  const switches = readEach(fields, 'switches', LIMITS.switches, checkId, readSwitch);
  checkDistinct({ inputs, levers, switches });
  const outcomes = readEach(fields, 'outcomes', LIMITS.outcomes, checkId, (outcome, value, path) =>
    readOutcome(outcome, value, path, clock),
  );
  if (inputs.length === 0) fail([], 'no inputs', 'Declare at least one uncertain quantity under inputs.');
  if (outcomes.length === 0) fail([], 'no outcomes', 'Declare at least one under outcomes.');
  const dates = new Set(outcomes.flatMap((outcome) => outcome.at)).size;
  if (dates > LIMITS.dates) fail(fields.at('outcomes'), `${dates} different dates`, `Keep to ${LIMITS.dates}.`);
  const ids = inputs.map((input) => input.id);
  const correlations = readCorrelations(fields.get('correlations') ?? [], fields.at('correlations'), inputs);
  const { message } = factorise(ids, correlations);
  const policyStart = readPolicyStart(fields.get('policyStart'), fields.at('policyStart'), clock.start, switches);
  const version = fields.text('version', LIMITS.version, '');
  const meta: ModelMeta = {
    id,
    title: fields.text('title', LIMITS.title),
    version,
    summary: fields.text('summary', LIMITS.prose, ''),
    clock,
    policyStart,
    inputs,
    levers,
    switches,
    correlations,
    outcomes,
    presets: readEach(fields, 'presets', LIMITS.presets, checkHyphenatedId, (preset, value, path) =>
      readPreset(preset, value, path, levers, switches),
    ),
    worldviews: readEach(fields, 'worldviews', LIMITS.worldviews, checkHyphenatedId, (worldview, value, path) =>
      readWorldview(worldview, value, path, { inputs, switches, policyStart }),
    ),
    importance: readImportance(fields.get('importance'), fields.at('importance'), inputs),
    versions: readVersions(fields.get('versions'), fields.at('versions'), version, [
      ...inputs,
      ...levers,
      ...switches,
      ...outcomes,
    ]),
  };
  return { meta, warnings: message === '' ? [] : [message] };
}

/** The entries of an object keyed by id, in the order of the text. */
function readEach<T>(
  fields: Fields,
  name: string,
  most: number,
  check: (id: string, path: Path) => void,
  read: (id: string, value: unknown, path: Path) => T,
): T[] {
  return fields.entries(name, most).map(([id, value]) => {
    const path = [...fields.at(name), id];
    check(id, path);
    return read(id, value, path);
  });
}

/** Inputs, levers and switches share one set of names: on the command line, in links and in messages. */
function checkDistinct(groups: Readonly<Record<string, readonly { readonly id: string }[]>>): void {
  const seen = new Map<string, string>();
  for (const [group, entries] of Object.entries(groups)) {
    for (const { id } of entries) {
      const other = seen.get(id);
      if (other !== undefined) {
        fail([group, id], `"${id}" is already one of the ${other}`, 'Give one of them another name.');
      }
      seen.set(id, group);
    }
  }
}
