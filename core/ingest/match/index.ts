export { type AddressRange, Ipv6Words, parseIpv4, parseIpv6, parseRange } from './ip.ts';
export {
  buildMatcher,
  type HostMatch,
  type Matcher,
  openMatcher,
  type RejectedRule,
  type StoredRules,
} from './matcher.ts';
export { type HostPattern, type PatternProblem, parseCatalogPattern, parseHostPattern } from './pattern.ts';
export { buildRangeIndex, type RangeIndex } from './range-index.ts';
export { buildSuffixTable, SLOT, type SuffixTable, type WildcardRule } from './suffix-index.ts';
