/**
 * In: a destination (host name, address, or both). Out: the app it belongs to and why, or "unmatched".
 * Guaranteed: custom apps win over the catalog, the longest suffix wins within each, and a look-up allocates nothing.
 */
import type { CloudApp } from '../../model/app.ts';
import { parseIpv4, parseRange } from './ip.ts';
import { type PatternProblem, parseCatalogPattern } from './pattern.ts';
import { buildRangeIndex, type RangeIndex, type RangeRule } from './range-index.ts';
import {
  buildSuffixIndex,
  openSuffixIndex,
  type SuffixIndex,
  type SuffixRule,
  type SuffixTable,
} from './suffix-index.ts';

export interface HostMatch {
  /** Index into `apps`, then `customApps`: a custom app's index is `apps.length` plus its own. -1 when unmatched. */
  readonly appIndex: number;
  /** The suffix, pattern or range that matched; empty when unmatched. */
  readonly matched: string;
  /** Null when unmatched. */
  readonly basis: 'suffix' | 'wildcard' | 'range' | 'custom' | null;
}

/** A domain or range that can never be used, and why; the rest of its app still matches. */
export interface RejectedRule {
  readonly appIndex: number;
  readonly text: string;
  readonly problem: PatternProblem | 'notARange';
}

export interface Matcher {
  /**
   * @param host Host name or address literal, lower case or not, without port; '' when the log gives none.
   * @param ip Destination address, used when no host pattern matches.
   */
  match(host: string, ip?: string): HostMatch;
  readonly rejected: readonly RejectedRule[];
  /** Trie nodes and address pieces, for sizing. */
  readonly size: number;
}

const UNMATCHED: HostMatch = Object.freeze({ appIndex: -1, matched: '', basis: null });

interface Tier {
  readonly hosts: SuffixIndex<HostMatch>;
  readonly ranges: RangeIndex<HostMatch>;
}

type AppRules = Pick<CloudApp, 'domains' | 'ipRanges'>;

/** Builds the look-up over the catalog and the workspace's own apps. Where two apps list the same, the first wins. */
export function buildMatcher(apps: readonly AppRules[], customApps: readonly AppRules[] = []): Matcher {
  const rejected: RejectedRule[] = [];
  const builtIn = buildTier(apps, 0, false, rejected);
  return matcherOver(builtIn, apps.length, customApps, rejected);
}

/** The rules of a stored catalog, whose host tables were made when it was built. */
export interface StoredRules {
  readonly apps: number;
  readonly hosts: SuffixTable;
  /** Index of the app, and the domain as listed, of each rule of `hosts`. */
  appOf(rule: number): number;
  textOf(rule: number): string;
  /** Whether nobody chooses a rule's app: the certificate checks of a known authority, and the pixels of a known tracker, are its own. */
  isBackground(rule: number): boolean;
  readonly ranges: readonly { readonly appIndex: number; readonly range: string }[];
}

/** As `buildMatcher`, over tables that need no building. */
export function openMatcher(stored: StoredRules, customApps: readonly AppRules[] = []): Matcher {
  const matches: (HostMatch | undefined)[] = new Array(stored.hosts.rules.length);
  const pick = (rule: number): HostMatch => {
    const known = matches[rule];
    if (known !== undefined) return known;
    const matched = stored.textOf(rule);
    const basis = matched.includes('*') ? 'wildcard' : 'suffix';
    const match: HostMatch = Object.freeze({ appIndex: stored.appOf(rule), matched, basis });
    matches[rule] = match;
    return match;
  };
  const rejected: RejectedRule[] = [];
  const ranges: RangeRule<HostMatch>[] = [];
  for (const { appIndex, range } of stored.ranges) {
    if (parseRange(range) === null) rejected.push({ appIndex, text: range, problem: 'notARange' });
    else ranges.push({ range, value: Object.freeze({ appIndex, matched: range, basis: 'range' }) });
  }
  const builtIn = {
    hosts: openSuffixIndex(stored.hosts, pick, (rule) => stored.isBackground(rule)),
    ranges: buildRangeIndex(ranges),
  };
  return matcherOver(builtIn, stored.apps, customApps, rejected);
}

function matcherOver(builtIn: Tier, apps: number, customApps: readonly AppRules[], rejected: RejectedRule[]): Matcher {
  const custom = customApps.length === 0 ? null : buildTier(customApps, apps, true, rejected);
  const match = (host: string, ip?: string): HostMatch => {
    if (custom !== null) {
      const own = find(custom, host, ip);
      if (own !== undefined) return own;
    }
    return find(builtIn, host, ip) ?? UNMATCHED;
  };
  const sizeOf = (tier: Tier | null): number => (tier === null ? 0 : tier.hosts.size + tier.ranges.size);
  return { match, rejected, size: sizeOf(custom) + sizeOf(builtIn) };
}

function buildTier(apps: readonly AppRules[], offset: number, own: boolean, rejected: RejectedRule[]): Tier {
  const hosts: SuffixRule<HostMatch>[] = [];
  const ranges: RangeRule<HostMatch>[] = [];
  for (const [index, app] of apps.entries()) {
    const appIndex = index + offset;
    for (const text of app.domains) {
      const pattern = parseCatalogPattern(text);
      if (typeof pattern === 'string') {
        rejected.push({ appIndex, text, problem: pattern });
      } else {
        const basis = own ? 'custom' : text.includes('*') ? 'wildcard' : 'suffix';
        hosts.push({ pattern, value: Object.freeze({ appIndex, matched: text, basis }) });
      }
    }
    for (const range of app.ipRanges ?? []) {
      if (parseRange(range) === null) rejected.push({ appIndex, text: range, problem: 'notARange' });
      else ranges.push({ range, value: Object.freeze({ appIndex, matched: range, basis: own ? 'custom' : 'range' }) });
    }
  }
  return { hosts: buildSuffixIndex(hosts), ranges: buildRangeIndex(ranges) };
}

function find(tier: Tier, host: string, ip: string | undefined): HostMatch | undefined {
  const byHost = tier.hosts.find(host);
  if (byHost !== undefined || tier.ranges.size === 0) return byHost;
  const address = isAddress(host) ? host : ip;
  return address === undefined ? undefined : tier.ranges.find(address);
}

function isAddress(host: string): boolean {
  const first = host.charCodeAt(0);
  if (first >= 48 && first <= 57 && parseIpv4(host) >= 0) return true;
  return host.includes(':');
}
