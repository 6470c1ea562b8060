/**
 * Cisco IOS, IOS XE and NX-OS routers and switches: access list hits (`%SEC-6-IPACCESSLOGP`, `%IPV6_ACL-6-ACCESSLOGP`), sessions of the
 * zone based firewall (`%FW-6-SESS_AUDIT_TRAIL`) and packets that it let through or not (`%FW-6-LOG_SUMMARY`, `%FW-6-DROP_PKT`), flows of NX-OS
 * (`%ACLLOG-5-ACLLOG_FLOW_INTERVAL`), events of the security engine (utd.ts), alerts of the intrusion prevention (`%IPS-4-SIGNATURE`).
 * Source: "Cisco IOS System Message Guide".
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { looksLikeIp, skipBlank } from '../kv/window.ts';
import { findLastCode, findWord, untilCode, wordAt } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { parseLeadingUint, parseUint } from '../shared/numbers.ts';
import { reject, skip } from '../shared/verdict.ts';
import { isUtd, readUtd } from './utd.ts';

const SPACE = 32;
const PERCENT = 37;
const OPEN = 40;
const CLOSE = 41;
const COMMA = 44;
const COLON = 58;
const BRACKET = 91;
const CLOSE_BRACKET = 93;
const LOOK = 160;

const KIND_ACCESS_LIST = 1;
const KIND_SESSION = 2;
const KIND_SESSION_START = 3;
const KIND_FLOW = 4;
const KIND_PACKETS = 5;
const KIND_SIGNATURE = 6;

export const MARKS: readonly (readonly [string, number])[] = [
  ['IPACCESSLOG', KIND_ACCESS_LIST],
  ['IPV6_ACL-6-ACCESSLOG', KIND_ACCESS_LIST],
  ['IPV6-6-ACCESSLOG', KIND_ACCESS_LIST],
  ['SESS_AUDIT_TRAIL_START', KIND_SESSION_START],
  ['SESS_AUDIT_TRAIL', KIND_SESSION],
  ['ACLLOG_FLOW_INTERVAL', KIND_FLOW],
  ['ACLLOG_NEW_FLOW', KIND_SESSION_START],
  ['IPS-4-SIGNATURE', KIND_SIGNATURE],
  ['FW-6-LOG_SUMMARY', KIND_PACKETS],
  ['FW-6-DROP_PKT', KIND_PACKETS],
  ['FW-6-PASS_PKT', KIND_PACKETS],
];

/** What `markOf` found: the kind, and where the text behind the mnemonic begins. */
export const mark = { kind: 0, body: 0 };

export function markOf(text: string, start: number, end: number): boolean {
  const limit = Math.min(end, start + LOOK);
  const first = untilCode(text, PERCENT, start, limit);
  if (first >= limit) return false;
  if (markAt(text, first, end)) return true;
  // What a forwarding plane says stands in a message of the platform.
  const second = wordAt(text, first, end, '%IOSXE') ? untilCode(text, PERCENT, first + 1, limit) : limit;
  return second < limit && markAt(text, second, end);
}

function markAt(text: string, percent: number, end: number): boolean {
  const colon = untilCode(text, COLON, percent, Math.min(end, percent + 48));
  for (const [word, kind] of MARKS) {
    const at = findWord(text, word, percent, colon);
    if (at < 0) continue;
    mark.kind = kind;
    mark.body = Math.min(colon + 1, end);
    return true;
  }
  return false;
}

export class CiscoIosParser implements LineParser {
  private port = -1;
  private next = 0;

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (isUtd(text, start, end)) return readUtd(text, start, end, out, header);
    if (!markOf(text, start, end)) return reject(out, 'shape');
    takeHeaderTime(out, header);
    const { kind, body } = mark;
    if (kind === KIND_ACCESS_LIST) return this.readAccessList(text, body, end, out);
    if (kind === KIND_PACKETS) return this.readPackets(text, body, end, out);
    if (kind === KIND_SIGNATURE) return this.readSignature(text, body, end, out);
    const isRead = kind === KIND_FLOW ? readFlow(text, body, end, out) : this.readSession(text, body, end, out);
    if (kind === KIND_SESSION_START) return skip(out, 'session-start');
    return isRead ? PARSED : reject(out, 'address');
  }

  /** `list L denied tcp A(P) [(IF MAC)] -> B(P), N packets`; without protocol and destination for standard lists. */
  private readAccessList(text: string, body: number, end: number, out: EventDraft): Verdict {
    const denied = findWord(text, ' denied ', body, end);
    const verdict = denied >= 0 ? denied : findWord(text, ' permitted ', body, end);
    if (verdict < 0) return reject(out, 'shape');
    out.action = denied >= 0 ? ACTION_BLOCKED : ACTION_ALLOWED;
    // The interface may stand between the source and the arrow.
    const arrow = findWord(text, '-> ', verdict, end);
    // A standard list looks at the source only.
    if (arrow < 0) return skip(out, 'message-type');
    for (
      let at = verdict + 1;
      at < arrow && out.sourceIp === '';
      at = skipBlank(text, untilCode(text, SPACE, at, arrow), arrow)
    ) {
      out.sourceIp = this.readEnd(text, at, arrow);
    }
    out.destinationIp = this.readEnd(text, arrow + 3, end);
    out.destinationPort = this.port;
    return out.sourceIp === '' || out.destinationIp === '' ? reject(out, 'address') : PARSED;
  }

  /** `10 tcp packets were dropped from IF A:P => B:P …`, `Dropping tcp pkt from IF A:P => B:P …` */
  private readPackets(text: string, body: number, end: number, out: EventDraft): Verdict {
    const arrow = findWord(text, ' => ', body, end);
    if (arrow < 0) return reject(out, 'shape');
    out.sourceIp = this.readEnd(text, findLastCode(text, SPACE, body, arrow) + 1, arrow);
    out.destinationIp = this.readEnd(text, arrow + 4, end);
    out.destinationPort = this.port;
    const isPassed = findWord(text, ' passed ', body, arrow) >= 0 || findWord(text, 'Passing ', body, arrow) >= 0;
    out.action = isPassed ? ACTION_ALLOWED : ACTION_BLOCKED;
    return out.sourceIp === '' || out.destinationIp === '' ? reject(out, 'address') : PARSED;
  }

  /** `Sig:1 Subsig:0 Sev:4 NAME [A:P -> B:P]`: an alert about a connection, which counts nothing. */
  private readSignature(text: string, body: number, end: number, out: EventDraft): Verdict {
    const arrow = findWord(text, ' -> ', body, end);
    const open = arrow < 0 ? -1 : findLastCode(text, BRACKET, body, arrow);
    if (open < 0) return reject(out, 'shape');
    out.sourceIp = this.readEnd(text, open + 1, arrow);
    out.destinationIp = this.readEnd(text, arrow + 4, untilCode(text, CLOSE_BRACKET, arrow, end));
    out.destinationPort = this.port;
    return out.sourceIp === '' || out.destinationIp === '' ? reject(out, 'address') : skip(out, 'message-type');
  }

  /** `initiator (A:P) [sent N bytes] -- responder (B:P) [sent M bytes]` */
  private readSession(text: string, body: number, end: number, out: EventDraft): boolean {
    const initiator = findWord(text, 'initiator (', body, end);
    const responder = initiator < 0 ? -1 : findWord(text, 'responder (', initiator, end);
    if (responder < 0) return false;
    out.sourceIp = this.readEnd(text, initiator + 11, responder);
    const sent = findWord(text, ' sent ', this.next, responder);
    if (sent >= 0) out.bytesSent = parseLeadingUint(text, sent + 6, responder);
    out.destinationIp = this.readEnd(text, responder + 11, end);
    out.destinationPort = this.port;
    const received = findWord(text, ' sent ', this.next, end);
    if (received >= 0) out.bytesReceived = parseLeadingUint(text, received + 6, end);
    out.action = ACTION_ALLOWED;
    return out.sourceIp !== '' && out.destinationIp !== '';
  }

  /** `A`, `A(P)` or `A:P)`; '' for anything else. */
  private readEnd(text: string, start: number, end: number): string {
    let stop = start;
    while (stop < end) {
      const code = text.charCodeAt(stop);
      if (code === SPACE || code === OPEN || code === CLOSE || code === COMMA) break;
      stop++;
    }
    this.port = -1;
    this.next = stop;
    if (stop < end && text.charCodeAt(stop) === OPEN) {
      const close = untilCode(text, CLOSE, stop, end);
      this.port = parseUint(text, stop + 1, close);
      this.next = close;
    }
    if (looksLikeIp(text, start, stop) && (this.port >= 0 || text.charCodeAt(stop) !== CLOSE))
      return text.substring(start, stop);
    let colon = stop;
    while (colon > start && text.charCodeAt(colon) !== COLON) colon--;
    if (colon === start || !looksLikeIp(text, start, colon)) return '';
    this.port = parseUint(text, colon + 1, stop);
    return text.substring(start, colon);
  }
}

/** `Src IP: A, Dst IP: B, Src Port: P, Dst Port: Q, …, ACE Action: Permit, …, Hit-count: N` */
function readFlow(text: string, body: number, end: number, out: EventDraft): boolean {
  out.sourceIp = fieldOf(text, 'Src IP: ', body, end);
  out.destinationIp = fieldOf(text, 'Dst IP: ', body, end);
  const port = fieldOf(text, 'Dst Port: ', body, end);
  out.destinationPort = parseUint(port, 0, port.length);
  out.action = fieldOf(text, 'ACE Action: ', body, end) === 'Deny' ? ACTION_BLOCKED : ACTION_ALLOWED;
  return (
    looksLikeIp(out.sourceIp, 0, out.sourceIp.length) && looksLikeIp(out.destinationIp, 0, out.destinationIp.length)
  );
}

function fieldOf(text: string, key: string, start: number, end: number): string {
  const at = findWord(text, key, start, end);
  return at < 0 ? '' : text.substring(at + key.length, untilCode(text, COMMA, at, end));
}
