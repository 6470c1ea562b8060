import type { HostMatch, Matcher } from '../ingest/match/index.ts';
import type { AppKind, AppScore, CloudApp } from '../model/app.ts';
import { type CloudResource, resourceOf } from './resource.ts';

/** What `catalog lookup` says of one host. */
export interface LookupResult {
  readonly host: string;
  readonly app: {
    readonly id: string;
    readonly name: string;
    readonly category: string;
    /** As shown, 0–10; null when unscored. */
    readonly score: number | null;
    /** What the unknown leaves open. */
    readonly scoreLow: number;
    readonly scoreHigh: number;
    readonly scoreBasis: AppScore['basis'];
    /** Known share of the score's weight, 0..1. */
    readonly coverage: number;
  } | null;
  /** What of a customer's the host stands for on a shared platform; null for other hosts. */
  readonly resource: CloudResource | null;
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
  const resource = resourceOf(host);
  if (match.appIndex < 0)
    return { host, app: null, resource, matched: '', reason: 'unmatched: no app of the catalog lists this host' };
  const { app, score } = entryAt(match.appIndex);
  const { id, name, category } = app;
  return {
    host,
    app: {
      id,
      name,
      category,
      score: score.display,
      scoreLow: score.low,
      scoreHigh: score.high,
      scoreBasis: score.basis,
      coverage: score.coverage,
    },
    resource,
    matched: match.matched,
    reason: `${reasonOf(match, app)}${roleOf(host, match, app)}`,
  };
}

/** Words in a label that tell what a host does for its app. */
const ROLES: readonly (readonly [RegExp, string])[] = [
  [/cdn|static|asset|edge|img|image|media|content|download/, 'content delivery'],
  [/login|logon|signin|auth|sso|accounts?$|^id$|identity/, 'sign-in'],
  [/telemetry|events?$|metrics|ingest|beacon|logs?$|collector|analytics/, 'telemetry'],
  [/^api|api$|gateway|^graph$/, 'interface'],
];

/** What a host does for its app, by the labels before what matched and by a further domain's own label. */
function roleOf(host: string, match: HostMatch, app: CloudApp): string {
  if (match.basis !== 'suffix' || (app.kind !== 'saas' && app.kind !== 'consumer')) return '';
  const before = host.slice(0, -match.matched.length).split('.');
  const own = match.matched === app.domains[0] ? [] : match.matched.split('.').slice(0, 1);
  const role = ROLES.find(([words]) => [...before, ...own].some((label) => words.test(label)));
  return role === undefined ? '' : `; service host: ${role[1]}`;
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
    custom: app.custom ? `custom app lists ${match.matched}` : `this workspace lists ${match.matched}`,
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
