/**
 * In: a query of BIND's as bytes. Out: its figures and where its names stand, or "not plain".
 * Plain: `[01-Jan-2025 00:00:00.123 ][queries: info: ][01-Jan-2025 00:00:00.123 ]client [@0x… ]A#port …: query: name IN A …`, with a name in small letters and nothing of a
 * policy zone behind the client.
 */
import type { LineWindows } from '../api.ts';
import {
  clearWindows,
  clockOf,
  findWordAt,
  isDay,
  isWordAt,
  monthAt,
  uintOf,
  untilByte,
  untilSpaces,
} from '../shared/bytes.ts';
import { daysFromCivil } from '../shared/calendar.ts';
import { takeClient, takeName } from '../shared/dns-bytes.ts';
import { isDigit } from '../shared/numbers.ts';

const SPACE = 32;
const QUOTE = 39;
const HASH = 35;
const CLOSE = 41;
const DASH = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const AT = 64;
const CLIENT = 'client ';
const QUERY = 'query: ';
/** `01-Jan-2025 00:00:00.123 ` */
const OWN_TIME = 25;
/** As in parse.ts. */
const LOOK = 120;
const ADDRESS_LOOK = 60;
const CLAIM_LOOK = 400;
const DAY_MS = 86_400_000;

export function readBindBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  clearWindows(out);
  const isTimed = isDigit(bytes[start]);
  if (isTimed && !readOwnTime(bytes, start, end, out)) return false;
  const prefix = isTimed ? start + OWN_TIME : start;
  const word = findWordAt(bytes, CLIENT, prefix, Math.min(end, start + LOOK));
  if (word < 0) return false;
  // A category may stand in front of the time.
  const category = !isTimed && word >= start + OWN_TIME ? word - OWN_TIME : word;
  if (category < word && !readOwnTime(bytes, category, end, out)) return false;
  if (!isCategory(bytes, prefix, category)) return false;
  let client = untilSpaces(bytes, word + CLIENT.length, end);
  if (bytes[client] === AT) client = untilSpaces(bytes, untilByte(bytes, SPACE, client, end), end);
  const hash = untilByte(bytes, HASH, client, Math.min(end, client + ADDRESS_LOOK));
  if (bytes[hash] !== HASH || !takeClient(bytes, client, hash, out)) return false;
  return readQuery(bytes, hash, Math.min(end, start + CLAIM_LOOK), end, out);
}

/** `queries: info: `; nothing, or words in small letters with colons, and a blank in front of the client. */
function isCategory(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = bytes[at] ?? 0;
    if ((code < 97 || code > 122) && code !== SPACE && code !== COLON && code !== DASH) return false;
  }
  return end === start || bytes[end - 1] === SPACE;
}

function readQuery(bytes: Uint8Array, from: number, limit: number, end: number, out: LineWindows): boolean {
  let query = -1;
  for (let at = from; at < end; at++) {
    const code = bytes[at];
    if (code === 114 && isWordAt(bytes, at, 'rpz ')) return false;
    if (code === 113 && query < 0 && at < limit && isWordAt(bytes, at, QUERY)) query = at + QUERY.length;
  }
  if (query < 0) return false;
  let stop = query;
  while (stop < end && !isNameEnd(bytes[stop])) stop++;
  return takeName(bytes, query, stop, out);
}

function isNameEnd(code: number | undefined): boolean {
  return code === SPACE || code === SLASH || code === QUOTE || code === CLOSE;
}

/** `01-Jan-2025 00:00:00.123 ` */
function readOwnTime(bytes: Uint8Array, at: number, end: number, out: LineWindows): boolean {
  if (at + OWN_TIME >= end || bytes[at + 2] !== DASH || bytes[at + 6] !== DASH || bytes[at + 11] !== SPACE)
    return false;
  if (bytes[at + 20] !== DOT || bytes[at + 24] !== SPACE) return false;
  const day = uintOf(bytes, at, at + 2);
  const month = monthAt(bytes, at + 3);
  const year = uintOf(bytes, at + 7, at + 11);
  const clock = clockOf(bytes, at + 12);
  const fraction = uintOf(bytes, at + 21, at + 24);
  if (!isDay(month, day) || year < 1990 || clock < 0 || fraction < 0) return false;
  out.timeMs = daysFromCivil(year, month, day) * DAY_MS + clock + fraction;
  out.timeIsLocal = true;
  return true;
}
