/**
 * In: the body of a Firepower Threat Defense event as bytes: `Key: value, Key: value`. Out: its figures and where its names stand, or "not
 * plain".
 * Plain: both addresses, and no key that counts twice. What number and action come to is learned from lines read as text.
 */
import type { LineWindows } from '../api.ts';
import { numberIn, takeDestination, takeSource } from '../keyed/window-fields.ts';
import { ByteKeys } from '../shared/byte-keys.ts';

const TAB = 9;
const SPACE = 32;
const COMMA = 44;
const COLON = 58;
/** As in ftd-event.ts. */
const KEY = 40;

const SOURCE = 1;
const DESTINATION = 2;
const USER = 3;
const ACTION = 4;
const SENT = 5;
const RECEIVED = 6;
const URL = 7;
const HOST = 8;
/** What became of an intrusion or a file, which goes before what the rule said. */
const RESULT = 9;
/** The server's name in a handshake, where no request names one. */
const SERVER = 10;
const FIELDS = 11;

const keys = new ByteKeys(
  [
    ['SrcIP', SOURCE],
    ['DstIP', DESTINATION],
    ['User', USER],
    ['UserName', USER],
    ['AccessControlRuleAction', ACTION],
    ['InlineResult', RESULT],
    ['FileAction', RESULT],
    ['InitiatorBytes', SENT],
    ['ResponderBytes', RECEIVED],
    ['URL', URL],
    ['URI', URL],
    ['HTTP_Hostname', HOST],
    ['ReferencedHost', HOST],
    ['DNSQuery', HOST],
    ['SSLServerName', SERVER],
  ],
  false,
);

const fields = { froms: new Int32Array(FIELDS), tos: new Int32Array(FIELDS) };

/** @param number where the message's number stands: six digits */
export function readFtdBytes(bytes: Uint8Array, number: number, start: number, end: number, out: LineWindows): boolean {
  const { froms, tos } = fields;
  froms.fill(0);
  tos.fill(0);
  if (bytes[end - 1] === TAB) return false;
  for (let at = start; at < end; ) {
    const colon = keyEnd(bytes, at, end);
    if (colon < 0) break;
    const from = colon + 2;
    const stop = valueStop(bytes, from, end);
    const field = stop > from ? keys.find(bytes, at, colon) : 0;
    if (field > 0) {
      // Of two the last one counts.
      if (tos[field] !== 0) return false;
      froms[field] = from;
      tos[field] = stop;
    }
    at = stop + 2;
  }
  if (tos[SOURCE] === 0 || tos[DESTINATION] === 0) return false;
  if (tos[HOST] === 0) {
    froms[HOST] = froms[SERVER] ?? 0;
    tos[HOST] = tos[SERVER] ?? 0;
  }
  out.bytesSent = numberIn(bytes, fields, SENT);
  out.bytesReceived = numberIn(bytes, fields, RECEIVED);
  if (out.bytesSent < -1 || out.bytesReceived < -1) return false;
  out.userStart = froms[USER] ?? 0;
  out.userEnd = tos[USER] ?? 0;
  return (
    out.addVerdict(bytes, number, number + 6) &&
    out.addVerdict(bytes, froms[ACTION] ?? 0, tos[ACTION] ?? 0) &&
    out.addVerdict(bytes, froms[RESULT] ?? 0, tos[RESULT] ?? 0) &&
    takeSource(bytes, fields, SOURCE, out) &&
    takeDestination(bytes, fields, HOST, URL, DESTINATION, out)
  );
}

function keyEnd(bytes: Uint8Array, at: number, end: number): number {
  const limit = Math.min(end - 1, at + KEY);
  for (let stop = at; stop < limit; stop++) {
    const code = bytes[stop];
    if (code === COLON) return stop > at && bytes[stop + 1] === SPACE ? stop : -1;
    if (code === COMMA) return -1;
  }
  return -1;
}

function valueStop(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at + 2 < end; at++) {
    if (bytes[at] !== COMMA || bytes[at + 1] !== SPACE) continue;
    if (keyEnd(bytes, at + 2, end) >= 0) return at;
  }
  return end;
}
