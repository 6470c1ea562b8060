/** In: a user as a device logs it. Out: the same user in one spelling, domain kept. */
import { decodePercent, decodeUtf8 } from '../../kit/text.ts';

const PERCENT = 37;
const QUOTE = 34;
const QUESTION = 63;
const APOSTROPHE = 39;
const OPEN_ROUND = 40;
const MINUS = 45;
const COLON = 58;
const LESS = 60;
const AT = 64;
const BACKSLASH = 92;

/** Words that stand for nobody, lower case. */
const NOBODY: ReadonlySet<string> = new Set([
  '-',
  '--',
  'n/a',
  'na',
  'none',
  'null',
  '(null)',
  'anonymous',
  'unknown',
  'unauthenticated',
  'not authenticated',
  'not available',
  '(empty)',
  '(none)',
  '(unknown)',
  '(noauth)',
  '(unauthenticated)',
  '<n/a>',
  '<none>',
  '<unknown>',
  'undefined',
]);

/** The longest of those words; longer users need no look at the list. */
const LONGEST_NOBODY = 17;

/** `Unknown (SSO failed)`, as SonicWall says why it knows nobody. */
const UNKNOWN_BECAUSE = /^unknown \([^()]*\)$/i;
const LONGEST_REASON = 48;

/** `(unauthenticated)alice`, as proxies say how they know a name; other words there are its domain. */
const IN_ROUND = /^\(([^\s()\\]{1,64})\)\\?([^\s()\\]+)$/;
const MANNERS: ReadonlySet<string> = new Set(['unauthenticated', 'noauth', 'unknown', 'guest', 'sso', 'tui']);
/** `alice@(realm)` */
const REALM = /^([^\s()@]+@)\(([^\s()@]+)\)$/;

/**
 * Strips quotes and the `?` that TMG puts behind an unauthenticated name, decodes percent sequences, takes the name out of
 * `LDAP://server/Name`, round brackets off domains and escapes off their backslash; '' for words that mean nobody. Doing it twice changes nothing.
 */
export function normalizeUser(raw: string): string {
  let user = raw;
  // Every step that changes the name shortens it, so this ends.
  for (;;) {
    const next = normalizeOnce(user);
    if (next === user) return user;
    user = next;
  }
}

function normalizeOnce(raw: string): string {
  const length = raw.length;
  if (length === 0) return '';
  if (length === 1) return raw.charCodeAt(0) === MINUS || raw.charCodeAt(0) === QUESTION ? '' : raw;
  let user = raw;
  if (needsWork(user)) {
    user = stripQuotes(user.trim());
    user = decodeUtf8(decodePercent(user)).trim();
    if (user.charCodeAt(user.length - 1) === QUESTION) user = user.slice(0, -1).trim();
    if (user.includes('://')) user = ldapName(user);
    else user = plainDomain(user);
  }
  if (!beginsLikeNobody(user)) return user;
  const isNobody = user.length <= LONGEST_NOBODY && NOBODY.has(user.toLowerCase());
  return isNobody || (user.length <= LONGEST_REASON && UNKNOWN_BECAUSE.test(user)) ? '' : user;
}

/** Quotes, blanks, percent signs, colons, round brackets and double backslashes about a domain, a closing question mark, or characters beyond ASCII. */
function needsWork(user: string): boolean {
  const last = user.charCodeAt(user.length - 1);
  if (last === QUESTION || last <= 32 || user.charCodeAt(0) <= 32 || user.charCodeAt(0) === OPEN_ROUND) return true;
  for (let at = 0; at < user.length; at++) {
    const code = user.charCodeAt(at);
    if (code === PERCENT || code === QUOTE || code === APOSTROPHE || code === COLON || code > 127) return true;
    if (code === BACKSLASH && user.charCodeAt(at + 1) === BACKSLASH) return true;
    if (code === AT && user.charCodeAt(at + 1) === OPEN_ROUND) return true;
  }
  return false;
}

/** The first two characters of the words in the list; spares most users a look at it. */
function beginsLikeNobody(user: string): boolean {
  const first = user.charCodeAt(0) | 32;
  const second = user.charCodeAt(1) | 32;
  // (first letter: a, u) n…; n followed by / a o u; brackets of both kinds; dashes.
  if (user.charCodeAt(0) === LESS) return true;
  if (second === 110) return first === 97 || first === 117 || first === 40;
  if (first === 110) return second === 47 || second === 97 || second === 111 || second === 117;
  return first === 40 || first === 45;
}

/** `CORP\\\\alice`, `(corp)alice` and `alice@(corp)` with one backslash and no brackets. */
function plainDomain(user: string): string {
  const named = IN_ROUND.exec(user);
  if (named !== null) {
    const [, domain = '', name = ''] = named;
    return MANNERS.has(domain.toLowerCase()) ? name : `${domain}\\${name}`;
  }
  const realm = REALM.exec(user);
  if (realm !== null) return `${realm[1]}${realm[2]}`;
  // One at the beginning is a share's, of which the rest is no name.
  return user.charCodeAt(0) === BACKSLASH ? user : user.replace(/\\{2,}/, '\\');
}

function stripQuotes(user: string): string {
  let from = 0;
  let end = user.length;
  while (end - from >= 2 && isQuote(user.charCodeAt(from)) && user.charCodeAt(end - 1) === user.charCodeAt(from)) {
    from++;
    end--;
  }
  return user.slice(from, end).trim();
}

function isQuote(code: number): boolean {
  return code === QUOTE || code === APOSTROPHE;
}

/** `LDAP://10.0.0.1 OU=Staff/Alice Example` names the user behind the last slash; `WinNT://CORP/alice` the domain as well. */
function ldapName(user: string): string {
  const windows = /^winnt:\/\/([^/]+)\/([^/]+)$/i.exec(user);
  if (windows !== null) return `${windows[1]}\\${windows[2]}`;
  return /^(ldaps?|winnt|radius|local|ntlm):\/\//i.test(user) ? user.slice(user.lastIndexOf('/') + 1) : user;
}
