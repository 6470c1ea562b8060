/** What an organisation knows of its own users and addresses, read from its lists and joined with what logs name. */
export {
  ActivityScope,
  LEFT_OUT,
  PRIVATE,
  type ScopeFacts,
  type ScopeVerdict,
  STORED,
} from './activity-scope.ts';
export {
  type DirectoryColumn,
  type DirectoryProblem,
  type DirectoryText,
  type Person,
  readDirectory,
} from './directory.ts';
export { EXCLUDED, Exclusions, emptyGroups } from './exclusions.ts';
export {
  type AddressFacts,
  BUILT_IN_RANGES,
  createRangeLookUp,
  type IpRange,
  type RangeLookUp,
  rangeProblem,
} from './ip-ranges.ts';
export { AMBIGUOUS_USER, createUserJoin, UNKNOWN_USER, type UserJoin } from './join-users.ts';
export { RANGE_CSV_COLUMNS, type RangesText, rangeCells, readRanges } from './ranges-csv.ts';
export { type CsvText, findColumns, readCsv } from './read-csv.ts';
