/**
 * In: what BIG-IP sent, in bytes. Out: its figures and where its names stand, or "not plain".
 * Plain: pairs parted by commas (`lb1,f5_irule=…,src_ip=…`; see scan-pairs.ts), none in front of the one that names the sender, requests to the
 * device's own web server and what an iRule logs of a URL, all visits to a server of one's own; decisions of Access Policy Manager's ACLs; and
 * messages that are no traffic.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type LineParser, type LineWindows } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { type PairScan, scanPairs } from '../keyed/scan-pairs.ts';
import { clearWindows, findWordAt, ipv4EndOf, isWordAt, mayBeHeader, untilByte } from '../shared/bytes.ts';
import { clfStampOf } from '../shared/clf-bytes.ts';
import { isDigit } from '../shared/numbers.ts';
import { takePassed, takeVisit } from '../shared/visit-bytes.ts';

const SPACE = 32;
const COMMA = 44;
const DQUOTE = 34;
const COLON = 58;
const EQUALS = 61;
/** As in parse.ts. */
const LOOK = 160;
const RULE_LOOK = 200;
/** `01490500:5: ` */
const CODE = 8;
const STAMP = 28;

const SCAN: PairScan = { separator: COMMA, marks: [], hasWords: true };

/** @param spec of pairs that tell of visits */
export function createF5Bytes({ time = [], destinationIp = [] }: FieldSpec): NonNullable<LineParser['readBytes']> {
  const windows = new PairWindows({ spec: { time, destinationIp }, judged: [] });
  return (bytes, start, end, out) => {
    if (mayBeHeader(bytes, start) || isPairs(bytes, start) || isWordAt(bytes, start, 'ASM:u')) return false;
    const limit = Math.min(end, start + LOOK);
    if (findWordAt(bytes, '[F5@', start, limit) >= 0) return false;
    const rule = findWordAt(bytes, 'f5_irule=', start, limit);
    const at = rule < 0 ? findWordAt(bytes, 'f5_asm=', start, limit) : rule;
    if (at < 0) return readMessage(bytes, start, end, out);
    for (let code = start; code < at; code++) if (bytes[code] === EQUALS || bytes[code] === DQUOTE) return false;
    windows.begin(out);
    if (!scanPairs(bytes, at, end, end, SCAN, windows, out) || !windows.finish(bytes, out)) return false;
    return windows.isFilled('destinationIp') && takeVisit(out);
  };
}

/** What the Advanced Firewall Manager may send. */
function isPairs(bytes: Uint8Array, start: number): boolean {
  return (
    isWordAt(bytes, start, 'acl_policy_name="') || isWordAt(bytes, start, 'action="') || isWordAt(bytes, start, 'unit_')
  );
}

function readMessage(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  clearWindows(out);
  const limit = Math.min(end, start + LOOK);
  const request = findWordAt(bytes, '[ssl_req][', start, limit);
  if (request >= 0) return !isBehindQuote(bytes, start, request) && readRequest(bytes, start, request, end, out);
  if (findWordAt(bytes, '[ssl_acc]', start, limit) >= 0) return false;
  const rule = findWordAt(bytes, 'Rule /', start, limit);
  if (rule >= 0 && findWordAt(bytes, ' <', rule, Math.min(end, rule + RULE_LOOK)) >= 0) {
    return !isBehindQuote(bytes, start, rule) && readRule(bytes, start, end, out);
  }
  const code = messageCode(bytes, start, limit);
  if (code < 0 || isBehindQuote(bytes, start, code)) return false;
  const isDecision = findWordAt(bytes, ' packet: ', code, end) >= 0 && findWordAt(bytes, ' ACL: ', code, end) >= 0;
  return isDecision ? readDecision(bytes, start, end, out) : takePassed(out);
}

/** Of what stands in quotes a client may be the author: parse.ts tells. */
function isBehindQuote(bytes: Uint8Array, start: number, at: number): boolean {
  return untilByte(bytes, DQUOTE, start, at) < at;
}

/** `[ssl_req][31/Jul/2024:16:36:53 +0200] client protocol cipher "/path" bytes` */
function readRequest(bytes: Uint8Array, start: number, request: number, end: number, out: LineWindows): boolean {
  const stamp = findWordAt(bytes, '][', start, end) + 1;
  const behind = stamp + STAMP;
  if (stamp < request || behind >= end || bytes[behind] !== SPACE) return false;
  out.timeMs = clfStampOf(bytes, stamp);
  return !Number.isNaN(out.timeMs) && untilByte(bytes, DQUOTE, behind, end) < end && takeVisit(out);
}

/** An iRule's own words, or `<EVENT>: client:port: … URL: host/path`. */
function readRule(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const event = findWordAt(bytes, '>: ', start, end);
  if (event < 0) return takePassed(out);
  if (findWordAt(bytes, ' URL: ', event, end) < 0) {
    // An author's own words, which may name what a client asked for.
    const hasTarget = findWordAt(bytes, ' -> ', event, end) >= 0 || findWordAt(bytes, ' http', event, end) >= 0;
    return !hasTarget && takePassed(out);
  }
  const address = ipv4EndOf(bytes, event + 3, end);
  return address > 0 && bytes[address] === COLON && isDigit(bytes[address + 1]) && takeVisit(out);
}

/** Eight hexadecimal digits, a level, two colons, as in parse.ts; -1 when there are none. */
function messageCode(bytes: Uint8Array, start: number, limit: number): number {
  for (let at = start; at + 11 < limit; at++) {
    if (bytes[at] !== 48 || (at > start && bytes[at - 1] !== SPACE && bytes[at - 1] !== DQUOTE)) continue;
    let stop = at;
    while (stop < at + CODE && isHex(bytes[stop] ?? 0)) stop++;
    const isCode = stop === at + CODE && bytes[stop] === COLON && isDigit(bytes[stop + 1]);
    if (isCode && bytes[stop + 2] === COLON && bytes[stop + 3] === SPACE) return at;
  }
  return -1;
}

function isHex(code: number): boolean {
  return isDigit(code) || ((code | 32) >= 97 && (code | 32) <= 102);
}

/** `: allow ACL: name packet: tcp A:p -> B:p` */
function readDecision(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const arrow = findWordAt(bytes, ' -> ', start, end);
  let source = arrow - 1;
  while (source > start && bytes[source - 1] !== SPACE) source--;
  const target = arrow + 4;
  if (arrow < 0 || !isPeer(bytes, source, arrow) || !isPeer(bytes, target, untilByte(bytes, SPACE, target, end))) {
    return false;
  }
  out.sourceStart = source;
  out.sourceEnd = ipv4EndOf(bytes, source, end);
  out.destStart = target;
  out.destEnd = ipv4EndOf(bytes, target, end);
  out.action = findWordAt(bytes, ': allow ACL: ', start, end) >= 0 ? ACTION_ALLOWED : ACTION_BLOCKED;
  return true;
}

/** `A:p`, of IPv4. */
function isPeer(bytes: Uint8Array, start: number, end: number): boolean {
  const address = ipv4EndOf(bytes, start, end);
  if (address < 0 || bytes[address] !== COLON || address + 1 >= end) return false;
  for (let at = address + 1; at < end; at++) if (!isDigit(bytes[at])) return false;
  return true;
}
