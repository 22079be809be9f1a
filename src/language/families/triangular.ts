/** Triangular: density rising from min to mode, then falling to max. Its parameters are shared with `pert`. */
import type { ModeDistribution } from '../definition.ts';
import type { Fields } from '../reader.ts';
import type { FamilyDefinition, Problem } from './family.ts';
import { tableFamily, tabulateQuantiles } from './table.ts';

export const MODE_FIELDS = ['min', 'mode', 'max'];

export function readMode(family: ModeDistribution['family'], fields: Fields): ModeDistribution {
  return { family, min: fields.number('min'), mode: fields.number('mode'), max: fields.number('max') };
}

/** min <= mode <= max, min < max. */
export function checkMode({ min, mode, max }: ModeDistribution): Problem | null {
  if (min >= max) return { path: ['max'], problem: `max ${max} is not above min ${min}`, remedy: 'Write min < max.' };
  if (mode >= min && mode <= max) return null;
  return { path: ['mode'], problem: `mode ${mode} is outside ${min} to ${max}`, remedy: 'Write min <= mode <= max.' };
}

export const triangular: FamilyDefinition<ModeDistribution> = {
  family: 'triangular',
  label: 'Triangular',
  fields: MODE_FIELDS,
  read: (fields) => readMode('triangular', fields),
  check: checkMode,
  ...tableFamily<ModeDistribution>(({ min, mode, max }) => {
    const width = max - min;
    const below = (mode - min) / width;
    return tabulateQuantiles((lower, upper) =>
      lower < below ? min + Math.sqrt(lower * width * (mode - min)) : max - Math.sqrt(upper * width * (max - mode)),
    );
  }),
  example: { family: 'triangular', min: 0, mode: 0.2, max: 1 },
};
