import type { HostMatch, Matcher } from '../ingest/match/index.ts';
import type { AppScore, CloudApp } from '../model/app.ts';

/** What `catalog lookup` says of one host. */
export interface LookupResult {
  readonly host: string;
  readonly app: {
    readonly id: string;
    readonly name: string;
    readonly category: string;
    /** As shown, 0–10; null when unscored. */
    readonly score: number | null;
  } | null;
  /** Suffix, pattern or range that matched; empty when unmatched. */
  readonly matched: string;
  readonly reason: string;
}

/**
 * Looks a host name, web address or IP address up.
 * @param apps The apps the matcher was built from: catalog first, then custom apps.
 */
export function lookupHost(
  input: string,
  matcher: Matcher,
  apps: readonly CloudApp[],
  score: (app: CloudApp) => AppScore,
): LookupResult {
  const host = hostOf(input);
  const match = matcher.match(host);
  const app = apps[match.appIndex];
  if (app === undefined)
    return { host, app: null, matched: '', reason: 'unmatched: no app of the catalog lists this host' };
  const { id, name, category } = app;
  return {
    host,
    app: { id, name, category, score: score(app).display },
    matched: match.matched,
    reason: reasonOf(match, app),
  };
}

function reasonOf(match: HostMatch, app: CloudApp): string {
  const how = {
    suffix: `longest listed suffix is ${match.matched}`,
    wildcard: `fits the pattern ${match.matched}`,
    range: `address lies in ${match.matched}`,
    custom: `custom app lists ${match.matched}`,
  };
  const kind =
    app.kind === 'infrastructure' || app.kind === 'tracker' ? `; ${app.kind}, not an app in its own right` : '';
  return match.basis === null ? 'unmatched' : `${how[match.basis]}${kind}`;
}

/** Host of a web address, `host:port`, or the text itself; lower case. */
function hostOf(input: string): string {
  const text = input.trim().toLowerCase();
  const afterScheme = text.includes('://') ? text.slice(text.indexOf('://') + 3) : text;
  const authority = afterScheme.split(/[/?#]/, 1)[0] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const bracketed = /^\[([^\]]+)\]/.exec(host);
  if (bracketed?.[1] !== undefined) return bracketed[1];
  return /^[^:]+:\d+$/.test(host) ? host.slice(0, host.lastIndexOf(':')) : host;
}
