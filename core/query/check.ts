/**
 * In: a filter's JSON form from anywhere. Out: the canonical tree: field names as the table spells them, values of the
 * field's type, nested `and`/`or` flattened, double `not` gone, lists without repeats. Two filters with the same
 * canonical tree have the same text. Throws `query.badFilter` for whatever does not fit.
 */
import { badFilter } from './bad-filter.ts';
import { checkLeaf } from './check-leaf.ts';
import type { FieldTable } from './fields.ts';
import { closest } from './suggest.ts';
import { EVERYTHING, type FilterTree, filterTreeSchema, isAnd, isNot, isOr, limitProblem } from './tree.ts';

/** Checks an untrusted value against the schema, the field table and the limits. */
export function checkTree(value: unknown, fields: FieldTable): FilterTree {
  const parsed = filterTreeSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const custom = issue?.code === 'custom' ? issue.message : null;
    throw badFilter(custom ?? 'This is no filter: expected {and}, {or}, {not} or {field, op, values}.');
  }
  return canonicalTree(parsed.data, fields);
}

/** The canonical form of a tree that already has the right shape. */
export function canonicalTree(tree: FilterTree, fields: FieldTable): FilterTree {
  const canonical = walk(tree, fields);
  // Checking leaves can add a level (a date for an instant becomes a range), so the limits are asked again.
  const problem = limitProblem(canonical);
  if (problem !== null) throw badFilter(problem);
  return canonical;
}

function walk(tree: FilterTree, fields: FieldTable): FilterTree {
  if (isAnd(tree)) {
    const parts = tree.and.map((part) => walk(part, fields)).flatMap((part) => (isAnd(part) ? part.and : [part]));
    return parts.length === 0 ? EVERYTHING : (only(parts) ?? { and: parts });
  }
  if (isOr(tree)) {
    const parts = tree.or.map((part) => walk(part, fields)).flatMap((part) => (isOr(part) ? part.or : [part]));
    // True for every row, so nothing else in the list matters.
    if (parts.some(isEverything)) return EVERYTHING;
    return only(parts) ?? { or: parts };
  }
  if (isNot(tree)) {
    const inner = walk(tree.not, fields);
    if (isEverything(inner)) throw badFilter('A filter may not exclude everything.');
    return isNot(inner) ? inner.not : { not: inner };
  }
  const field = fields.find(tree.field);
  if (field === undefined) throw badFilter(unknownField(tree.field, fields));
  return checkLeaf(tree.op, tree.values, field);
}

function only(parts: readonly FilterTree[]): FilterTree | null {
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? first : null;
}

export function isEverything(tree: FilterTree): boolean {
  return isAnd(tree) && tree.and.length === 0;
}

/** What tables call the names of their rows. */
const NAMES = ['app', 'user', 'host', 'device'];

export function unknownField(name: string, fields: FieldTable): string {
  const names = NAMES.filter((field) => fields.find(field) !== undefined);
  if (name.toLowerCase() === 'name' && names.length > 1) {
    return `There is no field named "${name}". Names are asked by ${names.slice(0, -1).join(', ')} or ${names.at(-1)}.`;
  }
  const near = closest(
    name,
    fields.list.flatMap((field) => [field.name, ...(field.aliases ?? [])]),
  );
  const hint =
    near === null
      ? `Fields are ${fields.list
          .slice(0, 8)
          .map((f) => f.name)
          .join(', ')} …`
      : `Did you mean ${near}?`;
  return `There is no field named "${name}". ${hint}`;
}
