import type { HostMatch, Matcher } from '../ingest/match/index.ts';
import type { AppKind, AppScore, CloudApp } from '../model/app.ts';

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
 * @param entryAt The app at a place of the apps that the matcher was built from.
 */
export function lookupHost(
  input: string,
  matcher: Matcher,
  entryAt: (index: number) => { readonly app: CloudApp; readonly score: AppScore },
): LookupResult {
  const host = hostOf(input);
  const match = matcher.match(host);
  if (match.appIndex < 0)
    return { host, app: null, matched: '', reason: 'unmatched: no app of the catalog lists this host' };
  const { app, score } = entryAt(match.appIndex);
  const { id, name, category } = app;
  return {
    host,
    app: { id, name, category, score: score.display },
    matched: match.matched,
    reason: reasonOf(match, app),
  };
}

/** Kinds of entries that explain traffic nobody chose. */
const NOT_CHOSEN: Readonly<Partial<Record<AppKind, string>>> = {
  infrastructure: 'infrastructure',
  tracker: 'tracker',
  mailSender: 'known as a sender of mail',
};

function reasonOf(match: HostMatch, app: CloudApp): string {
  const how = {
    suffix: `longest listed suffix is ${match.matched}`,
    wildcard: `fits the pattern ${match.matched}`,
    range: `address lies in ${match.matched}`,
    custom: `custom app lists ${match.matched}`,
  };
  const kind = NOT_CHOSEN[app.kind];
  return match.basis === null
    ? 'unmatched'
    : `${how[match.basis]}${kind === undefined ? '' : `; ${kind}, not an app in its own right`}`;
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
