/**
 * In: a session of StoneOS as bytes: `… SESSION: A:P->B:P(TCP), application X, …, user U@local, host -, send bytes N,…,session end,TCP FIN`.
 * Out: its figures and where its names stand, or "not plain".
 * Plain: IPv4 addresses, and each part once. What a session's state and policy come to is learned from lines read as text.
 */
import type { LineWindows } from '../api.ts';
import { anyTimeOf, byteTime } from '../keyed/byte-values.ts';
import {
  clearWindows,
  findWordAt,
  ipv4EndOf,
  isWordAt,
  mayBeHeader,
  uintOf,
  untilByte,
  untilNoDigit,
  untilSpaces,
} from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';

const OPEN = 40;
const COMMA = 44;
const DASH = 45;
const COLON = 58;
const LESS = 60;
const AT = 64;
const STAMP = 19;
/** As in parse.ts. */
const LOOK = 200;
const SESSION = 'SESSION: ';
const NAT = 'NAT: ';

const SENT = 'send bytes ';
const RECEIVED = 'receive bytes ';
const CLOSED = 'close time ';
const USER = 'user ';
const HOST = 'host ';
const WORDS = [SENT, RECEIVED, CLOSED, USER, HOST] as const;

const froms = new Int32Array(WORDS.length);
const tos = new Int32Array(WORDS.length);

export function readHillstoneBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  if (isHeaderNext(bytes, start)) return false;
  const limit = Math.min(end, start + LOOK);
  const session = findWordAt(bytes, SESSION, start, limit);
  const stop = session < 0 ? limit : session;
  // A number may be the time of a relay, with a header behind it.
  if (untilByte(bytes, LESS, start, stop) < stop) return false;
  clearWindows(out);
  if (session < 0) return readTranslation(bytes, start, end, limit, out);
  const parts = readEnds(bytes, session + SESSION.length, end, out);
  if (parts < 0 || !findParts(bytes, parts, end, out)) return false;
  if (tos[0] !== 0) out.bytesSent = uintOf(bytes, froms[0] ?? 0, tos[0] ?? 0);
  if (tos[1] !== 0) out.bytesReceived = uintOf(bytes, froms[1] ?? 0, tos[1] ?? 0);
  if ((tos[0] !== 0 && out.bytesSent < 0) || (tos[1] !== 0 && out.bytesReceived < 0)) return false;
  takeNames(bytes, out);
  if (tos[2] === 0) return true;
  const closed = froms[2] ?? 0;
  if ((tos[2] ?? 0) - closed !== STAMP || !anyTimeOf(bytes, closed, closed + STAMP) || !byteTime.isLocal) return false;
  out.timeMs = byteTime.ms;
  out.timeIsLocal = true;
  return true;
}

/** A translation repeats the ends of a session. */
function readTranslation(bytes: Uint8Array, start: number, end: number, limit: number, out: LineWindows): boolean {
  const at = findWordAt(bytes, NAT, start, limit);
  return at >= 0 && readEnds(bytes, at + NAT.length, end, out) >= 0 && out.addVerdict(bytes, at, at + NAT.length);
}

/** A header begins here, which is to be read first. A message begins with the number of its device. */
function isHeaderNext(bytes: Uint8Array, start: number): boolean {
  return !isDigit(bytes[start]) && mayBeHeader(bytes, start);
}

/** `10.1.2.3:50345->192.0.2.10:443(TCP)`. @returns the position of the comma behind, -1 */
function readEnds(bytes: Uint8Array, start: number, end: number, out: LineWindows): number {
  out.sourceStart = start;
  out.sourceEnd = ipv4EndOf(bytes, start, end);
  const arrow = behindPort(bytes, out.sourceEnd, end);
  if (arrow < 0 || !isWordAt(bytes, arrow, '->')) return -1;
  out.destStart = arrow + 2;
  out.destEnd = ipv4EndOf(bytes, arrow + 2, end);
  const open = behindPort(bytes, out.destEnd, end);
  return open < 0 || bytes[open] !== OPEN ? -1 : untilByte(bytes, COMMA, open, end);
}

function behindPort(bytes: Uint8Array, colon: number, end: number): number {
  if (colon < 0 || colon + 1 >= end || bytes[colon] !== COLON || !isDigit(bytes[colon + 1])) return -1;
  const at = untilNoDigit(bytes, colon + 1, end);
  return at < end ? at : -1;
}

/** Notes where the parts behind the ends stand; those that judge a session become its verdict. */
function findParts(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  froms.fill(0);
  tos.fill(0);
  for (let part = start + 1; part < end; part = untilByte(bytes, COMMA, part, end) + 1) {
    const from = untilSpaces(bytes, part, end);
    const stop = untilByte(bytes, COMMA, from, end);
    if (isPart(bytes, from, stop, 'session ') || isPart(bytes, from, stop, 'policy ')) {
      if (!out.addVerdict(bytes, from, stop)) return false;
      continue;
    }
    const word = WORDS.findIndex((name) => isPart(bytes, from, stop, name));
    if (word < 0) continue;
    if (tos[word] !== 0) return false;
    froms[word] = from + (WORDS[word]?.length ?? 0);
    tos[word] = stop;
  }
  // Without any the action is known, and so is what became of it.
  return out.addVerdict(bytes, start, start);
}

function isPart(bytes: Uint8Array, from: number, stop: number, word: string): boolean {
  return from + word.length <= stop && isWordAt(bytes, from, word);
}

function takeNames(bytes: Uint8Array, out: LineWindows): void {
  const user = froms[3] ?? 0;
  const name = untilByte(bytes, AT, user, tos[3] ?? 0);
  if (name > user && !(name === user + 1 && bytes[user] === DASH)) {
    out.userStart = user;
    out.userEnd = name;
  }
  const host = froms[4] ?? 0;
  if ((tos[4] ?? 0) - host > 1) {
    out.deviceStart = host;
    out.deviceEnd = tos[4] ?? 0;
  }
}
