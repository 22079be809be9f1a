/** Versions of a model: what each brought, and which texts were published as it. */
import type { VersionMeta } from '../definition.ts';
import type { Path } from '../errors.ts';
import { Fields, fail, readList, readText } from '../reader.ts';
import { LIMITS } from './limits.ts';
import { readId } from './references.ts';

const SHA_256 = /^[0-9a-f]{64}$/;

/**
 * @param current version of the text, which the first entry must be of
 * @param declared what a version may have added
 */
export function readVersions(
  raw: unknown,
  path: Path,
  current: string,
  declared: readonly { readonly id: string }[],
): VersionMeta[] {
  if (raw === undefined) return [];
  const ids = declared.map(({ id }) => id);
  const seen = new Set<string>();
  return readList(raw, path, LIMITS.versions).map((entry, i) => {
    const fields = new Fields(entry, [...path, i], ['version', 'changes', 'adds', 'texts']);
    const version = fields.text('version', LIMITS.version);
    const place = fields.at('version');
    if (i === 0 && version !== current) {
      fail(place, `"${version}" is not the version of the model, "${current}"`, 'Write the latest version first.');
    }
    if (seen.has(version)) fail(place, `version "${version}" appears twice`, 'Remove one of them.');
    seen.add(version);
    return {
      version,
      changes: fields.text('changes', LIMITS.prose, ''),
      adds: fields.list('adds', LIMITS.inputs).map((id, k) => readId(id, [...fields.at('adds'), k], 'name', ids)),
      texts: fields.list('texts', LIMITS.texts).map((text, k) => readHash(text, [...fields.at('texts'), k])),
    };
  });
}

function readHash(raw: unknown, path: Path): string {
  const text = readText(raw, path, 64);
  if (SHA_256.test(text)) return text;
  return fail(path, `"${text}" is not a SHA-256`, 'Write its 64 hexadecimal digits in small letters.');
}
