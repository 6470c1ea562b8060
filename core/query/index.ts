/**
 * The filter language. In: text or JSON from anywhere. Out: one canonical tree, and from it predicates, SQL and the split
 * into cell and row conditions. Guarantee: every form of a tree gives the verdict that `evaluate` gives.
 */
export { ACTIVITY_FILTER_FIELDS, SUGGESTED_QUERIES } from './activity-fields.ts';
export { badFilter } from './bad-filter.ts';
export { canonicalTree, checkTree, isEverything } from './check.ts';
export { ACCOUNT_FIELDS, FILE_FIELDS, OAUTH_FIELDS, POSTURE_FIELDS } from './connected-fields.ts';
export {
  type DiscoveryTable,
  discoveryFields,
  type FactorField,
  factorContent,
} from './discovery-fields.ts';
export { evaluate } from './evaluate.ts';
export { type FieldDef, type FieldSpec, type FieldTable, type FieldType, fieldTable, SEARCH_FIELD } from './fields.ts';
export { foldAscii } from './fold.ts';
export { type HeldTexts, heldTexts } from './held-texts.ts';
export { parseFilter, type TextOptions } from './parse-text.ts';
export { leafPredicate, recordPredicate } from './predicate.ts';
export { type PrintOptions, printFilter } from './print.ts';
export { expandSearch } from './search.ts';
export { type LevelSplit, splitLevels } from './split.ts';
export { mayBeRelative, parseTime, type TimeContext, type TimeSpan } from './times.ts';
export { type SqlColumn, type SqlCondition, type SqlParam, toSql } from './to-sql.ts';
export {
  EVERYTHING,
  FILTER_LIMITS,
  FILTER_OPERATORS,
  type FilterLeaf,
  type FilterOperator,
  type FilterScalar,
  type FilterTree,
  filterTreeSchema,
  isAnd,
  isNot,
  isOr,
} from './tree.ts';
export type { FieldContent, FilterRecord, Verdict } from './values.ts';
export { FALSE, TRUE, UNKNOWN, verdictByte } from './verdict-byte.ts';
