/**
 * In: a line of Citrix ADC as bytes. Out: its figures and where its names stand, or "not plain".
 * Plain: the device's own date and clock in front of the packet engine, or a date within the event, addresses of IPv4. What feature, event and the words of a verdict come to is learned from lines read as text.
 */
import type { LineWindows } from '../api.ts';
import { isPlaceholderAt } from '../keyed/byte-values.ts';
import { isSpelledHost } from '../keyed/json-values.ts';
import { ByteWords } from '../shared/byte-words.ts';
import {
  behindPri,
  clearWindows,
  clockOf,
  dayOf,
  findHostIn,
  findUrlHost,
  findWordAt,
  ipv4EndOf,
  isDay,
  isHostByte,
  isWordAt,
  monthAt,
  span,
  uintOf,
  untilByte,
  untilSpaces,
} from '../shared/bytes.ts';
import { daysFromCivil } from '../shared/calendar.ts';
import { isDigit } from '../shared/numbers.ts';
import { looksRelayed } from '../shared/relayed-bytes.ts';
import { takeVisit } from '../shared/visit-bytes.ts';
import { front, isBareLine } from './front-bytes.ts';
import { ALLOWED, BLOCKED, FEATURES, LOOK, OTHERS, TIME_NAMES } from './words.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const SLASH = 47;
const COLON = 58;
const LESS = 60;
const GREATER = 62;
const AT = 64;
const DAY_MS = 86_400_000;
/** `yyyy/MM/dd:HH:mm:ss` or `MM/dd/yyyy:HH:mm:ss` */
const STAMP = 19;
const REQUEST = 'HTTPREQUEST ';
/** Behind the feature, within which the event of a request stands. */
const EVENT_LOOK = 40;

const ACCOUNT_NAME = ' username:domainname ';
/** Names of fields, those that are believed first before others; as parse.ts has them. */
const NAMES = [
  ...['Client_ip ', 'Srcip: ', 'Source ', 'ClientIP '],
  ...['Destination ', 'Dstip: ', 'Vserver ', 'VserverServiceIP '],
  ...['Context ', ACCOUNT_NAME],
  ...[' User ', ' User: ', ' username:'],
  ...[' URL ', ' Domain: ', ' Domain '],
  ...['Total_bytes_send ', ' BytesSent '],
  ...['Total_bytes_recv ', ' BytesReceived '],
  ...TIME_NAMES,
] as const;
const at = (name: (typeof NAMES)[number]): number => NAMES.indexOf(name);
const SOURCE = [at('Client_ip '), at('ClientIP ')] as const;
const TARGET = [at('Destination '), at('VserverServiceIP ')] as const;
const CONTEXT = at('Context ');
const ACCOUNT = at(ACCOUNT_NAME);
const USER = [at(' User '), at(' username:')] as const;
const URL = at(' URL ');
const DOMAIN = [at(' Domain: '), at(' Domain ')] as const;
const SENT = [at('Total_bytes_send '), at(' BytesSent ')] as const;
const RECEIVED = [at('Total_bytes_recv '), at(' BytesReceived ')] as const;
const TIMES = [at(TIME_NAMES[0]), at(TIME_NAMES[TIME_NAMES.length - 1] ?? TIME_NAMES[0])] as const;
/** A clock alone, `HH:mm:ss`. */
const CLOCK = 8;

const words = new ByteWords([...NAMES, ...BLOCKED, ...ALLOWED]);
const VERDICTS = BLOCKED.length + ALLOWED.length;
/** Which of them a line holds, and whether it names a destination; never a line feed. */
const marks = new Uint8Array(3);
const BITS = 64;
const SIX = 6;

export function readCitrixBytes(bytes: Uint8Array, from: number, end: number, out: LineWindows): boolean {
  clearWindows(out);
  if (isBareLine(bytes, from, end, out)) return readBare(bytes, end, out);
  // A priority alone stands in front of most.
  const pri = behindPri(bytes, from, end);
  const start = behindHeader(bytes, pri, end);
  const isTimed = !isClockAlone(bytes, from, pri);
  if (!isDigit(bytes[start]) || (isTimed && looksRelayed(bytes, start, end))) return false;
  const limit = Math.min(end, start + LOOK);
  const gap = findWordAt(bytes, ' : ', start, limit);
  if (gap < 0) return false;
  let feature = untilSpaces(bytes, gap + 3, end);
  if (isWordBefore(bytes, feature, end, 'default ')) feature += 8;
  if (isTimed && !takeTime(bytes, start, feature, out)) return false;
  const featureEnd = untilByte(bytes, SPACE, feature, end) + 1;
  if (featureEnd > end) return false;
  if (!isTimed) {
    words.find(bytes, feature, end);
    if (!takeNamedTime(bytes, end, out) || Number.isNaN(out.timeMs)) return false;
  }
  if (isWordAt(bytes, feature, 'APPFW ')) return isFirewallVisit(bytes, featureEnd, end) && takeVisit(out);
  if (OTHERS.some((word) => isWordAt(bytes, feature, word))) return out.addVerdict(bytes, feature, featureEnd);
  if (!FEATURES.some((word) => isWordAt(bytes, feature, word))) return false;
  if (isTimed) words.find(bytes, feature, end);
  if (!takeConnection(bytes, feature, end, out)) return false;
  const eventEnd = untilByte(bytes, SPACE, featureEnd, end);
  return out.addVerdict(bytes, feature, eventEnd) && addMarks(out);
}

/** A line whose feature is a header's program. */
function readBare(bytes: Uint8Array, end: number, out: LineWindows): boolean {
  const { feature, featureEnd, event, eventEnd } = front;
  words.find(bytes, event, end);
  if (!takeNamedTime(bytes, end, out)) return false;
  if (isWordAt(bytes, feature, 'APPFW ')) return isFirewallVisit(bytes, event, end) && takeVisit(out);
  if (OTHERS.some((word) => isWordAt(bytes, feature, word))) return out.addVerdict(bytes, feature, featureEnd);
  if (!FEATURES.some((word) => isWordAt(bytes, feature, word))) return false;
  // Its host is looked for no further than some letters behind the feature.
  if (findWordAt(bytes, REQUEST, event, Math.min(end, event + EVENT_LOOK)) >= 0) return false;
  if (!takeConnection(bytes, event, end, out)) return false;
  return out.addVerdict(bytes, feature, featureEnd) && out.addVerdict(bytes, event, eventEnd) && addMarks(out);
}

/** Ends, user, site and figures, after the words were looked for. */
function takeConnection(bytes: Uint8Array, feature: number, end: number, out: LineWindows): boolean {
  if (!takeEnds(bytes, feature, end, out) || !takeUser(bytes, end, out) || !takeSite(bytes, end, out)) return false;
  out.bytesSent = numberAt(bytes, words.behind(...SENT), end);
  out.bytesReceived = numberAt(bytes, words.behind(...RECEIVED), end);
  return out.bytesSent >= -1 && out.bytesReceived >= -1;
}

/** `HH:mm:ss GMT host`, right behind a priority. */
function isClockAlone(bytes: Uint8Array, from: number, start: number): boolean {
  if (bytes[from] !== LESS || clockOf(bytes, start) < 0 || !isWordAt(bytes, start + CLOCK, ' GMT ')) return false;
  return isHostLike(bytes, start + CLOCK + 5);
}

/** A time that the event names; what was found in front of it stays where it names none. @returns false when it is not plain */
function takeNamedTime(bytes: Uint8Array, end: number, out: LineWindows): boolean {
  const from = words.behind(...TIMES);
  if (from < 0) return true;
  const stop = from + STAMP;
  if (stop + 4 >= end || bytes[from + 10] !== COLON) return false;
  const day = monthFirstDay(bytes, from);
  const clock = clockOf(bytes, from + 11);
  const behind = bytes[stop + 4];
  if (day < 0 || clock < 0 || !isWordAt(bytes, stop, ' GMT') || (behind !== SPACE && behind !== DQUOTE)) return false;
  out.timeMs = day + clock;
  out.timeIsLocal = false;
  out.timeIsYearless = false;
  return true;
}

/** Behind `Mon dd HH:mm:ss 192.0.2.1  ` or `Mon dd HH:mm:ss <local0.info> `; where the line begins for any other. */
function behindHeader(bytes: Uint8Array, start: number, end: number): number {
  if (isDigit(bytes[start]) || monthAt(bytes, start) === 0) return start;
  const isStamp = bytes[start + 3] === SPACE && bytes[start + 6] === SPACE && bytes[start + 15] === SPACE;
  if (!isStamp || !isDigit(bytes[start + 5]) || clockOf(bytes, start + 7) < 0) return start;
  const host = start + 16;
  if (bytes[host] === LESS) {
    let close = host + 1;
    while (close < end && isHostByte(bytes[close] ?? 0)) close++;
    return isWordAt(bytes, host, '<local') && isWordAt(bytes, close, '> ') ? close + 2 : start;
  }
  const hostEnd = ipv4EndOf(bytes, host, end);
  return hostEnd > 0 && isWordAt(bytes, hostEnd, '  ') && isDigit(bytes[hostEnd + 2]) ? hostEnd + 2 : start;
}

/** `APPFW_STARTURL 1 0 :  client id - profile text: http://host/…` */
function isFirewallVisit(bytes: Uint8Array, event: number, end: number): boolean {
  const message = findWordAt(bytes, ' : ', event, end);
  if (message < 0 || !isWordAt(bytes, event, 'APPFW_')) return false;
  const url = findWordAt(bytes, 'http', message, end);
  return url >= 0 && findUrlHost(bytes, url, end, false) > 0 && isName(bytes, span.start, span.end);
}

function isWordBefore(bytes: Uint8Array, from: number, end: number, word: string): boolean {
  return from + word.length <= end && isWordAt(bytes, from, word);
}

/** At the start, or behind the device's address. */
function takeTime(bytes: Uint8Array, start: number, feature: number, out: LineWindows): boolean {
  let from = start;
  if (bytes[start + 2] !== SLASH && bytes[start + 4] !== SLASH) {
    const stop = untilByte(bytes, SPACE, start, feature);
    if (ipv4EndOf(bytes, start, stop) !== stop) return false;
    from = untilSpaces(bytes, stop, feature);
  }
  const isYearFirst = bytes[from + 4] === SLASH;
  const day = isYearFirst ? dayOf(bytes, from) : monthFirstDay(bytes, from);
  const clock = bytes[from + 10] === COLON ? clockOf(bytes, from + 11) : -1;
  const stop = from + STAMP;
  if (day < 0 || clock < 0 || bytes[stop] !== SPACE || stop >= feature) return false;
  const isUtc = findWordAt(bytes, ' GMT ', start, feature) >= 0;
  // Other words behind the clock may be a zone, or half of a day.
  const isBare = isUtc ? isWordAt(bytes, stop, ' GMT ') : isHostLike(bytes, untilSpaces(bytes, stop, feature));
  out.timeMs = day + clock;
  out.timeIsLocal = !isUtc;
  return isBare;
}

/** `NS1 `, `ADC `: no sign, no `UTC` or `GMT`, no `AM` or `PM`. */
function isHostLike(bytes: Uint8Array, from: number): boolean {
  const first = (bytes[from] ?? 0) | 32;
  const second = (bytes[from + 1] ?? 0) | 32;
  const isLetter = first >= 97 && first < 122;
  return isLetter && first !== 117 && first !== 103 && second !== 109;
}

function monthFirstDay(bytes: Uint8Array, from: number): number {
  if (bytes[from + 2] !== SLASH || bytes[from + 5] !== SLASH) return -1;
  const month = uintOf(bytes, from, from + 2);
  const day = uintOf(bytes, from + 3, from + 5);
  const year = uintOf(bytes, from + 6, from + 10);
  return isDay(month, day) && year >= 1990 ? daysFromCivil(year, month, day) * DAY_MS : -1;
}

function takeEnds(bytes: Uint8Array, feature: number, end: number, out: LineWindows): boolean {
  const source = words.behind(...SOURCE);
  if (source >= 0) {
    out.sourceStart = source;
    out.sourceEnd = endpointEnd(bytes, source, end);
  }
  const target = words.behind(...TARGET);
  if (target >= 0) {
    out.destStart = target;
    out.destEnd = endpointEnd(bytes, target, end);
  }
  if (out.sourceEnd < 0 || out.destEnd < 0) return false;
  const request = findWordAt(bytes, REQUEST, feature, Math.min(end, feature + EVENT_LOOK));
  return request < 0 || takeRequest(bytes, request, end, out);
}

/** Behind an address of IPv4 that a port may follow; -1 for anything else. */
function endpointEnd(bytes: Uint8Array, from: number, end: number): number {
  const quad = ipv4EndOf(bytes, from, end);
  if (quad < 0) return -1;
  let stop = quad;
  if (bytes[stop] === COLON && stop < end) {
    stop++;
    while (stop < end && stop < quad + 7 && isDigit(bytes[stop])) stop++;
    if (stop === quad + 1) return -1;
  }
  const next = bytes[stop];
  return stop === end || next === SPACE || next === COMMA || next === DQUOTE ? quad : -1;
}

/** The host that was asked for stands in front of the user. */
function takeRequest(bytes: Uint8Array, request: number, end: number, out: LineWindows): boolean {
  const user = findWordAt(bytes, ' User ', request, end);
  if (user < 0) return true;
  if (user < request + REQUEST.length) return false;
  let host = user;
  while (host > request && bytes[host - 1] !== SPACE) host--;
  out.destStart = host;
  out.destEnd = user;
  return isName(bytes, host, user) || ipv4EndOf(bytes, host, user) === user;
}

function isName(bytes: Uint8Array, from: number, to: number): boolean {
  return isSpelledHost(bytes, from, to) && !isPlaceholderAt(bytes, from, to);
}

/** `Context user@192.0.2.1`, and the user by name. */
function takeUser(bytes: Uint8Array, end: number, out: LineWindows): boolean {
  const context = words.behind(CONTEXT, CONTEXT);
  if (context >= 0) {
    const stop = untilByte(bytes, SPACE, context, end);
    let mark = stop - 1;
    while (mark >= context && bytes[mark] !== AT) mark--;
    if (mark >= context) {
      out.userStart = context;
      out.userEnd = mark;
      if (out.sourceEnd === 0) {
        if (ipv4EndOf(bytes, mark + 1, stop) !== stop) return false;
        out.sourceStart = mark + 1;
        out.sourceEnd = stop;
      }
    }
  }
  const account = words.behind(ACCOUNT, ACCOUNT);
  if (account >= 0) {
    // With its name in front: the same word behind another name is an account without a domain.
    out.userStart = account - ACCOUNT_NAME.length;
    out.userEnd = untilByte(bytes, SPACE, account, end);
    return out.userEnd > account;
  }
  const user = words.behind(...USER);
  if (user < 0) return true;
  if (bytes[user] === LESS) {
    out.userStart = user + 1;
    out.userEnd = untilByte(bytes, GREATER, user, end);
    return out.userEnd < end;
  }
  out.userStart = user;
  out.userEnd = wordEnd(bytes, user, end);
  return out.userEnd > user;
}

/** A comma at its end is none of the word's. */
function wordEnd(bytes: Uint8Array, from: number, end: number): number {
  const stop = untilByte(bytes, SPACE, from, end);
  return stop > from && bytes[stop - 1] === COMMA ? stop - 1 : stop;
}

/** A URL's host, or a domain, goes before the address. */
function takeSite(bytes: Uint8Array, end: number, out: LineWindows): boolean {
  const url = words.behind(URL, URL);
  const domain = words.behind(...DOMAIN);
  if (url < 0 && domain < 0) return true;
  // Beside a request, whose host is another.
  if (out.destEnd > 0 && ipv4EndOf(bytes, out.destStart, out.destEnd) !== out.destEnd) return false;
  if (domain >= 0) {
    span.start = domain;
    span.end = wordEnd(bytes, domain, end);
  } else if (!findHostIn(bytes, url, wordEnd(bytes, url, end))) return false;
  out.destStart = span.start;
  out.destEnd = span.end;
  return isName(bytes, span.start, span.end);
}

/** -1 when the line does not say, -2 when what it says is no plain number. */
function numberAt(bytes: Uint8Array, from: number, end: number): number {
  if (from < 0) return -1;
  let stop = from;
  while (stop < end && isDigit(bytes[stop])) stop++;
  const value = uintOf(bytes, from, stop);
  return value < 0 ? -2 : value;
}

/** Which words of a verdict the line holds, and whether it names a destination. */
function addMarks(out: LineWindows): boolean {
  marks.fill(BITS);
  for (let index = 0; index < VERDICTS; index++) {
    if ((words.places[NAMES.length + index] ?? -1) < 0) continue;
    const mark = Math.floor(index / SIX);
    marks[mark] = (marks[mark] ?? 0) | (1 << (index % SIX));
  }
  // Six and one more in the last.
  if (out.destEnd > 0) marks[2] = (marks[2] ?? 0) | (1 << (SIX - 1));
  return out.addVerdict(marks, 0, marks.length);
}
