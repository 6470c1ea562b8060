/**
 * The one filter language of tables, saved queries and policies, as a tree. It has a JSON form (this file), a text form
 * (parse-text.ts, print.ts), an SQL form (to-sql.ts) and compiled predicates (predicate.ts).
 */
import { z } from 'zod';

export const FILTER_OPERATORS = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'in',
  'notIn',
  'contains',
  'startsWith',
  'endsWith',
  'matches',
  'inRange',
  'exists',
] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/** Times are milliseconds since the epoch, bytes are bytes, shares are 0..1. */
export type FilterScalar = string | number | boolean;

export interface FilterLeaf {
  readonly field: string;
  readonly op: FilterOperator;
  /** One value; two for `between` (both inclusive); one or more for `in`, `notIn`, `inRange`; true/false for `exists`. */
  readonly values: readonly FilterScalar[];
}
export interface FilterAnd {
  readonly and: readonly FilterTree[];
}
export interface FilterOr {
  readonly or: readonly FilterTree[];
}
export interface FilterNot {
  readonly not: FilterTree;
}
export type FilterTree = FilterAnd | FilterOr | FilterNot | FilterLeaf;

/** The filter that keeps everything; its text form is empty. */
export const EVERYTHING: FilterTree = Object.freeze({ and: Object.freeze([]) });

/** Bounds that keep every walk over a tree shallow and every SQL statement inside SQLite's own limits. */
export const FILTER_LIMITS = {
  textLength: 20_000,
  depth: 64,
  leaves: 2_000,
  /** Values of all leaves together (SQLite binds at most 32,766). */
  values: 20_000,
  valueLength: 2_000,
} as const;

export function isAnd(tree: FilterTree): tree is FilterAnd {
  return 'and' in tree;
}
export function isOr(tree: FilterTree): tree is FilterOr {
  return 'or' in tree;
}
export function isNot(tree: FilterTree): tree is FilterNot {
  return 'not' in tree;
}

const scalar = z.union([z.string().max(FILTER_LIMITS.valueLength), z.number(), z.boolean()]);

const leaf = z.strictObject({
  field: z.string().min(1).max(100),
  op: z.enum(FILTER_OPERATORS),
  values: z.array(scalar).max(FILTER_LIMITS.values),
});

const node: z.ZodType<FilterTree> = z.lazy(() =>
  z.union([
    z.strictObject({ and: z.array(node) }),
    z.strictObject({ or: z.array(node).min(1) }),
    z.strictObject({ not: node }),
    leaf,
  ]),
);

/** Says which limit an untrusted value breaks, without recursion (it may be nested deeper than the call stack). */
function brokenLimit(value: unknown): string | null {
  let leaves = 0;
  let values = 0;
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 1 }];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (item.depth > FILTER_LIMITS.depth) return `The filter is nested deeper than ${FILTER_LIMITS.depth} levels.`;
    if (typeof item.value !== 'object' || item.value === null) continue;
    const branch = item.value as Readonly<Record<string, unknown>>;
    for (const key of ['and', 'or', 'not'] as const) {
      const child = branch[key];
      if (child === undefined) continue;
      const children: readonly unknown[] = Array.isArray(child) ? child : [child];
      if (children.length > FILTER_LIMITS.leaves) return `The filter has more than ${FILTER_LIMITS.leaves} conditions.`;
      for (const next of children) open.push({ value: next, depth: item.depth + 1 });
    }
    if (branch.field !== undefined) leaves += 1;
    if (Array.isArray(branch.values)) values += branch.values.length;
    if (leaves > FILTER_LIMITS.leaves || open.length > FILTER_LIMITS.leaves * 2) {
      return `The filter has more than ${FILTER_LIMITS.leaves} conditions.`;
    }
    if (values > FILTER_LIMITS.values) return `The filter has more than ${FILTER_LIMITS.values} values.`;
  }
  return null;
}

/** The JSON form's shape and size. Whether fields exist and values fit them is `checkTree`'s question. */
export const filterTreeSchema: z.ZodType<FilterTree> = z
  .unknown()
  .superRefine((value, context) => {
    const broken = brokenLimit(value);
    if (broken !== null) context.addIssue({ code: 'custom', message: broken });
  })
  .pipe(node);

/** Depth, leaves and values of a well-formed tree against the limits; null when it fits. */
export function limitProblem(tree: FilterTree): string | null {
  return brokenLimit(tree);
}
