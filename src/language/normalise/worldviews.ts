/** Worldviews: what they change must be there, and be no policy. */
import type { Distribution, InputMeta, SwitchMeta, WorldviewMeta } from '../definition.ts';
import type { Path } from '../errors.ts';
import { readDistribution } from '../families/index.ts';
import { Fields, fail, readNumber, readText } from '../reader.ts';
import { checkOption } from './entities.ts';
import { LIMITS } from './limits.ts';
import { find } from './references.ts';

export interface Assumable {
  readonly inputs: readonly InputMeta[];
  readonly switches: readonly SwitchMeta[];
  /** As in ModelMeta. */
  readonly policyStart: number | string;
}

export function readWorldview(id: string, raw: unknown, path: Path, of: Assumable): WorldviewMeta {
  const fields = new Fields(raw, path, ['label', 'description', 'switches', 'inputs', 'why']);
  const switches = fields.entries('switches', LIMITS.switches).map(([key, value]) => {
    const place = [...fields.at('switches'), key];
    const meta = find(key, place, 'switch', of.switches);
    if (key === of.policyStart) fail(place, `"${key}" is when a policy starts`, 'Leave it to the policies.');
    const number = readNumber(value, place);
    checkOption(meta, number, place);
    return [key, number] as const;
  });
  const inputs = fields.entries('inputs', LIMITS.inputs).map(([key, value]): [string, Distribution] => {
    const place = [...fields.at('inputs'), key];
    find(key, place, 'input', of.inputs);
    return [key, readDistribution(value, place)];
  });
  const changed = [...switches, ...inputs].map(([key]) => ({ id: key }));
  if (changed.length === 0) fail(path, 'a worldview that changes nothing', 'Name switches or inputs, or leave it out.');
  const why = fields.entries('why', LIMITS.switches + LIMITS.inputs).map(([key, value]) => {
    const place = [...fields.at('why'), key];
    find(key, place, 'change', changed);
    return [key, readText(value, place, LIMITS.prose)] as const;
  });
  return {
    id,
    label: fields.text('label', LIMITS.label, id),
    description: fields.text('description', LIMITS.prose, ''),
    switches: Object.fromEntries(switches),
    inputs: Object.fromEntries(inputs),
    why: Object.fromEntries(why),
  };
}
