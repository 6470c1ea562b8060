/**
 * Filters mix two kinds of question: what a cell of the cube is (category, user, host), decided before anything is summed,
 * and what a finished row comes to (users, bytes). The two are told apart here.
 */
import { badFilter } from './bad-filter.ts';
import type { FieldTable } from './fields.ts';
import { printFilter } from './print.ts';
import { expandSearch } from './search.ts';
import { type FilterTree, isAnd, isNot, isOr } from './tree.ts';

export interface LevelSplit {
  /** Keeps cells; null keeps all. Search conditions are expanded to real fields. */
  readonly cell: FilterTree | null;
  /** Keeps rows of the finished table, asked with `recordPredicate`; null keeps all. */
  readonly row: FilterTree | null;
}

/**
 * Splits a checked tree at its top-level `and`s. Where a condition stands under an `or`, all of its alternatives must be of
 * one level, or fields that each row of the table has one value of; anything else would have no single meaning and is
 * `query.badFilter`.
 */
export function splitLevels(tree: FilterTree, fields: FieldTable): LevelSplit {
  const cell: FilterTree[] = [];
  const row: FilterTree[] = [];
  for (const part of conjuncts(tree, false)) {
    const levels = levelsOf(expandSearch(part, fields), fields);
    if (!levels.hasRow) cell.push(expandSearch(part, fields));
    else if (!levels.hasCellOnly) row.push(expandSearch(part, fields));
    else throw mixed(part, fields);
  }
  return { cell: joined(cell), row: joined(row) };
}

function joined(parts: readonly FilterTree[]): FilterTree | null {
  const [first] = parts;
  return first === undefined ? null : parts.length === 1 ? first : { and: parts };
}

/** The parts that must all hold; `not (a or b)` counts as `not a` and `not b`. */
function conjuncts(tree: FilterTree, isNegated: boolean): readonly FilterTree[] {
  if (isNot(tree)) return conjuncts(tree.not, !isNegated);
  if (!isNegated && isAnd(tree)) return tree.and.flatMap((part) => conjuncts(part, false));
  if (isNegated && isOr(tree)) return tree.or.flatMap((part) => conjuncts(part, true));
  return [isNegated ? { not: tree } : tree];
}

function levelsOf(tree: FilterTree, fields: FieldTable): { readonly hasRow: boolean; readonly hasCellOnly: boolean } {
  const open: FilterTree[] = [tree];
  let hasRow = false;
  let hasCellOnly = false;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isAnd(node)) open.push(...node.and);
    else if (isOr(node)) open.push(...node.or);
    else if (isNot(node)) open.push(node.not);
    else {
      const field = fields.find(node.field);
      if (field?.level === 'row') hasRow = true;
      else if (field?.alsoRow !== true) hasCellOnly = true;
    }
  }
  return { hasRow, hasCellOnly };
}

function mixed(part: FilterTree, fields: FieldTable): Error {
  const text = printFilter(part, fields);
  const shown = text.length > 120 ? `${text.slice(0, 120)}…` : text;
  return badFilter(
    `"${shown}" joins a figure of the table's rows with a property of single log lines by "or". Join them with "and" instead.`,
  );
}
