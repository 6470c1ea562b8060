/**
 * What the governance log says of lists: their values, or where they are sealed their marks. The same value is the same mark, so that
 * adding and removing it can be told to be of one, by whoever holds the key of which.
 */
import type { ExclusionKind } from '../../model/enrichment.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';
import { storedExclusion } from './enrichment.ts';

type Detail = Record<string, unknown>;

/** What stands in place of the name of the file that a list came from. */
export const SEALED_SUBJECTS: Readonly<Record<string, string>> = {
  'directory.import': 'directory',
  'range.import': 'ranges',
};

/** Subject and detail of what was done to a range. */
export function rangeNote(range: { readonly name: string } & Detail, seal: WorkspaceSeal | null): [string, Detail] {
  const { name, ...detail } = range;
  if (!seal) return [name, detail];
  const { tags: _, location: __, isp: ___, ...plain } = detail;
  return [seal.mark('Range', name), plain];
}

/** Detail of what was done to exclusions: of `values`, or of one `value`. */
export function exclusionNote(kind: ExclusionKind, detail: Detail, seal: WorkspaceSeal | null): Detail {
  if (!seal) return detail;
  const { value, values, comment: _, ...plain } = detail;
  const mark = (one: unknown) => storedExclusion(kind, { value: String(one), comment: '' }, seal).value;
  return {
    ...plain,
    ...(value === undefined ? {} : { value: mark(value) }),
    ...(Array.isArray(values) ? { values: values.map(mark) } : {}),
  };
}
