/** What is held or asked by an app's id keeps its meaning when another catalog calls the app otherwise. */
import { type FilterLeaf, type FilterTree, isAnd, isNot, isOr } from '../query/index.ts';
import { type PackedCatalog, presentPlace, renamedApps } from './catalog-parts.ts';

const FIELDS: ReadonlySet<string> = new Set(['app', 'appId']);
const SINGLE: Readonly<Partial<Record<FilterLeaf['op'], FilterLeaf['op']>>> = { eq: 'in', ne: 'notIn' };
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * A condition on apps that names one by a former id also means the present one: saved filters stay right.
 * @param field the field's own name, whatever the condition calls it
 */
export function followIds(catalog: PackedCatalog, leaf: FilterLeaf, field: string): FilterLeaf {
  const op = SINGLE[leaf.op] ?? leaf.op;
  if (!FIELDS.has(field) || (op !== 'in' && op !== 'notIn')) return leaf;
  const present = leaf.values.flatMap((value) => {
    if (typeof value !== 'string' || !ID.test(value) || catalog.indexOf(value) >= 0) return [];
    const place = presentPlace(catalog, value);
    return place < 0 ? [] : [catalog.id(place)];
  });
  return present.length === 0 ? leaf : { ...leaf, op, values: [...leaf.values, ...present] };
}

/** The same of every condition on the field `app` in a filter. */
export function followApps(catalog: PackedCatalog, tree: FilterTree): FilterTree {
  const inner = (one: FilterTree): FilterTree => followApps(catalog, one);
  if (isAnd(tree)) return { and: tree.and.map(inner) };
  if (isOr(tree)) return { or: tree.or.map(inner) };
  return isNot(tree) ? { not: inner(tree.not) } : followIds(catalog, tree, tree.field);
}

/** What is held by apps' ids by present ones. What is held of the present id itself stands before what is held of a former one. */
export function byPresentId<T>(catalog: PackedCatalog, held: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  const moved = renamedApps(catalog, [...held.keys()]);
  if (moved.length === 0) return held;
  const result = new Map(held);
  for (const [former, id] of moved) {
    const value = result.get(former);
    if (value !== undefined && !held.has(id)) result.set(id, value);
    result.delete(former);
  }
  return result;
}
