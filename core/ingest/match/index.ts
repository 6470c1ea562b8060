export { type AddressRange, parseIpv4, parseIpv6, parseRange } from './ip.ts';
export { buildMatcher, type HostMatch, type Matcher, type RejectedRule } from './matcher.ts';
export { type HostPattern, type PatternProblem, parseHostPattern } from './pattern.ts';
export { buildRangeIndex, type RangeIndex } from './range-index.ts';
