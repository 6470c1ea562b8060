import type { FieldTable } from './fields.ts';
import { type FilterTree, isAnd, isNot, isOr } from './tree.ts';

/**
 * Replaces each search condition by "any of the searched fields is known and matches", so that what follows sees real
 * fields only. A search always decides: `not dropbox` keeps records whose user is unknown.
 */
export function expandSearch(tree: FilterTree, fields: FieldTable): FilterTree {
  if (isAnd(tree)) return { and: tree.and.map((part) => expandSearch(part, fields)) };
  if (isOr(tree)) return { or: tree.or.map((part) => expandSearch(part, fields)) };
  if (isNot(tree)) return { not: expandSearch(tree.not, fields) };
  const spans = fields.find(tree.field)?.spans;
  if (spans === undefined) return tree;
  const leaves: FilterTree[] = [];
  for (const name of spans) {
    const field = fields.find(name);
    if (field === undefined) continue;
    if (!field.operators.includes(tree.op)) continue;
    leaves.push({
      and: [
        { field: field.name, op: 'exists', values: [true] },
        { ...tree, field: field.name },
      ],
    });
  }
  return { or: leaves };
}
