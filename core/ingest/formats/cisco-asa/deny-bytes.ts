/**
 * In: the text of a message about one packet or one request as bytes. Out: where its ends stand and what became of it, or "not plain".
 * Plain: IPv4 addresses without users, and of a URL the host in small letters:
 * `Deny tcp src IF:A/P dst IF:B/P …`, `… denied … from [IF:]A/P to [IF:]B/P …`, `access-list L denied udp IF/A(P) -> IF/B(P) hit-cnt 1 …`,
 * `A Accessed URL B:http://HOST/…`.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type LineWindows } from '../api.ts';
import {
  findHostIn,
  findWordAt,
  ipv4EndOf,
  isPlainHost,
  isWordAt,
  span,
  untilByte,
  untilNoDigit,
} from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';
import { LAYOUT_ACCESS_LIST, LAYOUT_FROM_TO, LAYOUT_SRC_DST, LAYOUT_URL, ROLE_DENIED } from './messages.ts';

const SPACE = 32;
const OPEN = 40;
const CLOSE = 41;
const COMMA = 44;
const SLASH = 47;
const COLON = 58;
const SEMICOLON = 59;
const ACCESSED = ' Accessed URL ';
const HITS = 'hit-cnt ';

/** @param start where the text begins, behind the message's number */
export function readPacketBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
  layout: number,
  role: number,
  out: LineWindows,
): boolean {
  switch (layout) {
    case LAYOUT_SRC_DST:
      return role === ROLE_DENIED && readPair(bytes, start, end, 'src ', ' dst ', out);
    case LAYOUT_FROM_TO:
      return role === ROLE_DENIED && readPair(bytes, start, end, 'from ', ' to ', out);
    case LAYOUT_ACCESS_LIST:
      return readAccessList(bytes, start, end, out);
    case LAYOUT_URL:
      return readUrl(bytes, start, end, out);
    default:
      return false;
  }
}

/** The address read last. */
const found = { start: 0, end: 0 };

function readPair(
  bytes: Uint8Array,
  start: number,
  end: number,
  before: string,
  between: string,
  out: LineWindows,
): boolean {
  const from = findWordAt(bytes, before, start, end);
  let at = from < 0 ? -1 : behindEnd(bytes, from + before.length, end);
  if (at < 0 || !standsAt(bytes, at, end, between)) return false;
  out.sourceStart = found.start;
  out.sourceEnd = found.end;
  at = behindEnd(bytes, at + between.length, end);
  out.action = ACTION_BLOCKED;
  out.destStart = found.start;
  out.destEnd = found.end;
  return at >= 0;
}

/** Behind `[IF:]A[/P]` and in front of a blank, a comma or the end, -1 where something else stands. */
function behindEnd(bytes: Uint8Array, start: number, end: number): number {
  found.start = isDigit(bytes[start]) ? start : behindInterface(bytes, start, end);
  found.end = found.start < 0 ? -1 : ipv4EndOf(bytes, found.start, end);
  if (found.end < 0) return -1;
  let at = found.end;
  if (at < end && bytes[at] === SLASH) {
    at++;
    while (at < end && isPortByte(bytes[at] ?? 0)) at++;
    // A number or a service's name.
    if (at === found.end + 1) return -1;
  }
  return at >= end || bytes[at] === SPACE || bytes[at] === COMMA ? at : -1;
}

function behindInterface(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isPortByte(bytes[at] ?? 0)) at++;
  return at > start && at < end && bytes[at] === COLON ? at + 1 : -1;
}

function isPortByte(code: number): boolean {
  return (
    code > SPACE &&
    code < 127 &&
    code !== SLASH &&
    code !== COLON &&
    code !== OPEN &&
    code !== COMMA &&
    code !== SEMICOLON
  );
}

function readAccessList(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const list = untilByte(bytes, SPACE, start, end) + 1;
  const verdict = untilByte(bytes, SPACE, list, end) + 1;
  const protocol = untilByte(bytes, SPACE, verdict, end) + 1;
  const from = untilByte(bytes, SPACE, protocol, end) + 1;
  if (list >= end || bytes[list] === SPACE || bytes[verdict] === SPACE || bytes[protocol] === SPACE) return false;
  let at = behindListed(bytes, from, end);
  if (at < 0 || !standsAt(bytes, at, end, ' -> ')) return false;
  out.sourceStart = found.start;
  out.sourceEnd = found.end;
  at = behindListed(bytes, at + 4, end);
  if (at < 0) return false;
  out.destStart = found.start;
  out.destEnd = found.end;
  out.action = isWordAt(bytes, verdict, 'denied') ? ACTION_BLOCKED : ACTION_ALLOWED;
  const hits = findWordAt(bytes, HITS, at, end);
  // More than one: a line that counts for several.
  return (
    hits < 0 ||
    (bytes[hits + HITS.length] === 49 && hits + HITS.length + 1 < end && bytes[hits + HITS.length + 1] === SPACE)
  );
}

/** Behind `IF/A(P)`. */
function behindListed(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isPortByte(bytes[at] ?? 0)) at++;
  if (at === start || bytes[at] !== SLASH) return -1;
  found.start = at + 1;
  found.end = ipv4EndOf(bytes, found.start, end);
  if (found.end < 0 || bytes[found.end] !== OPEN) return -1;
  at = untilNoDigit(bytes, found.end + 1, end);
  return at < end && bytes[at] === CLOSE ? at + 1 : -1;
}

function readUrl(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const client = ipv4EndOf(bytes, start, end);
  if (client < 0 || !standsAt(bytes, client, end, ACCESSED)) return false;
  const server = client + ACCESSED.length;
  const colon = ipv4EndOf(bytes, server, end);
  if (colon < 0 || !standsAt(bytes, colon, end, ':http') || !findHostIn(bytes, colon + 1, end)) return false;
  out.sourceStart = start;
  out.sourceEnd = client;
  out.action = ACTION_ALLOWED;
  out.destStart = span.start;
  out.destEnd = span.end;
  return span.start > colon + 6 && isPlainHost(bytes, span.start, span.end);
}

function standsAt(bytes: Uint8Array, at: number, end: number, word: string): boolean {
  return at + word.length <= end && isWordAt(bytes, at, word);
}
