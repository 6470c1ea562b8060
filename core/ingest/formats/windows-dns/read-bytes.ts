/**
 * In: a packet of the Windows DNS server's debug log as bytes. Out: its figures and where its names stand, or "not plain".
 * Plain: `time THREAD PACKET … Rcv A id   Q [flags] TYPE (3)app(7)example(3)com(0)`, with a name in small letters; and answers.
 */
import type { LineWindows } from '../api.ts';
import { anyTimeOf, byteTime } from '../keyed/byte-values.ts';
import { bytesOf, clearWindows, findWordAt, isHostByte, untilByte, untilSpaces } from '../shared/bytes.ts';
import { takeClient } from '../shared/dns-bytes.ts';
import { looksRelayed } from '../shared/relayed-bytes.ts';

const SPACE = 32;
const OPEN = 40;
const CLOSE = 41;
const UPPER_Q = 81;
const UPPER_R = 82;
const BRACKET = 91;
const LOWER_M = 109;
const PACKET = ' PACKET ';
/** As in format.ts. */
const LOOK = 60;
const FLAGS_LOOK = 20;
const ANSWER = bytesOf('answer');

export function readPacket(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const packet = findWordAt(bytes, PACKET, start, Math.min(end, start + LOOK));
  if (packet < 0 || looksRelayed(bytes, start, end)) return false;
  clearWindows(out);
  let thread = packet;
  while (thread > start && bytes[thread - 1] !== SPACE) thread--;
  // A thread is hexadecimal: what looks like `AM` or `PM` in it belongs to the time in front.
  if (((bytes[thread + 1] ?? 0) | 32) === LOWER_M) return false;
  if (thread === start || !anyTimeOf(bytes, start, thread - 1)) return false;
  out.timeMs = byteTime.ms;
  out.timeIsLocal = byteTime.isLocal;
  const limit = Math.min(end, packet + LOOK);
  const received = findWordAt(bytes, ' Rcv ', packet, limit);
  const way = received < 0 ? findWordAt(bytes, ' Snd ', packet, limit) : received;
  if (way < 0) return false;
  const client = untilSpaces(bytes, way + 5, end);
  const clientEnd = untilByte(bytes, SPACE, client, end);
  if (!takeClient(bytes, client, clientEnd, out)) return false;
  const id = untilSpaces(bytes, clientEnd, end);
  const kind = untilSpaces(bytes, untilByte(bytes, SPACE, id, end), end);
  if (received < 0 || bytes[kind] === UPPER_R) return out.addVerdict(ANSWER, 0, ANSWER.length);
  if (bytes[kind] !== UPPER_Q) return false;
  const bracket = untilByte(bytes, BRACKET, kind, Math.min(end, kind + FLAGS_LOOK));
  if (bytes[bracket] !== BRACKET) return false;
  const name = untilByte(bytes, OPEN, bracket, end);
  if (!isCounted(bytes, name, end)) return false;
  out.destStart = name;
  out.destEnd = end;
  return true;
}

/** Labels with their lengths in front, the first of them not empty. */
function isCounted(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && (isHostByte(bytes[at] ?? 0) || bytes[at] === OPEN || bytes[at] === CLOSE)) at++;
  const digit = bytes[start + 1] ?? 0;
  const close = untilByte(bytes, CLOSE, start, Math.min(end, start + 4));
  return at === end && digit > 48 && digit <= 57 && bytes[close] === CLOSE && close + 1 < end;
}
