/**
 * In: the body of a Firepower Threat Defense event (430001 to 430005): `Key: value, Key: value`, values with commas included.
 * Out: a verdict and the draft. 430003 ends a connection. 430002 begins one, and counts only when it was blocked: then no end
 * follows. Intrusion, file and malware events repeat a connection, so they are skipped.
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  ACTION_UNKNOWN,
  type ActionCode,
  type EventDraft,
  PARSED,
  REJECTED,
  SKIPPED,
  type Verdict,
} from '../api.ts';
import { setHostFromUrl } from '../kv/url-host.ts';
import { findWord } from '../shared/fields.ts';
import { parseUint } from '../shared/numbers.ts';
import { readIsoTime } from '../shared/time.ts';

const COMMA = 44;
const COLON = 58;
const SPACE = 32;

/** Longest key there is, with room to spare. */
const KEY = 40;

const CONNECTION_START = 430002;
const CONNECTION_END = 430003;

/** What stands in `User` when nobody is known. */
const NO_USER: ReadonlySet<string> = new Set([
  'No Authentication Required',
  'Unknown',
  'Not Found',
  'Authentication Failed',
]);

export class FtdEventReader {
  read(text: string, start: number, end: number, id: number, out: EventDraft): Verdict {
    let at = start;
    while (at < end) {
      const colon = keyEnd(text, at, end);
      if (colon < 0) break;
      const valueStart = colon + 2;
      const valueEnd = valueStop(text, valueStart, end);
      this.take(text, at, colon, valueStart, valueEnd, out);
      at = valueEnd + 2;
    }
    if (out.destinationHost === '') setHostFromUrl(out);
    if (out.sourceIp === '' && out.destinationIp === '') return refuse(out, REJECTED, 'shape');
    if (id === CONNECTION_END) return PARSED;
    if (id !== CONNECTION_START) return refuse(out, SKIPPED, 'message-type');
    return out.action === ACTION_BLOCKED ? PARSED : refuse(out, SKIPPED, 'session-start');
  }

  private take(text: string, key: number, keyStop: number, start: number, end: number, out: EventDraft): void {
    if (end <= start) return;
    switch (text.substring(key, keyStop)) {
      case 'SrcIP':
        out.sourceIp = text.substring(start, end);
        break;
      case 'DstIP':
        out.destinationIp = text.substring(start, end);
        break;
      case 'DstPort':
        out.destinationPort = parseUint(text, start, end);
        break;
      case 'User':
      case 'UserName': {
        const user = text.substring(start, end);
        if (!NO_USER.has(user)) out.sourceUser = user;
        break;
      }
      case 'AccessControlRuleAction':
        out.action = ruleAction(text, start, end);
        break;
      case 'InlineResult':
      case 'FileAction':
        // What was seen but not stopped does not say what became of the connection.
        if (ruleAction(text, start, end) === ACTION_BLOCKED) out.action = ACTION_BLOCKED;
        break;
      case 'InitiatorBytes':
        out.bytesSent = parseUint(text, start, end);
        break;
      case 'ResponderBytes':
        out.bytesReceived = parseUint(text, start, end);
        break;
      case 'FirstPacketSecond':
        if (Number.isNaN(out.timeMs)) readIsoTime(text, start, end, out);
        break;
      case 'URL':
      case 'URI':
        out.url = text.substring(start, end);
        break;
      case 'HTTP_URI':
        if (out.url === '') out.url = text.substring(start, end);
        break;
      case 'HTTP_Hostname':
      case 'ReferencedHost':
      case 'DNSQuery':
        out.destinationHost = text.substring(start, end);
        break;
      case 'SSLServerName':
        if (out.destinationHost === '') out.destinationHost = text.substring(start, end);
        break;
      case 'UserAgent':
        out.userAgent = text.substring(start, end);
        break;
      case 'URLCategory':
        out.vendorCategory = text.substring(start, end);
        break;
      case 'HTTPResponse':
        out.status = parseUint(text, start, end);
        break;
      case 'WebApplication':
        out.vendorApp = text.substring(start, end);
        break;
    }
  }
}

/** `Allow`, `Trust`, `Fastpath`, `Monitor` let through; `Block`, `Block with reset`, `Interactive Block` and `Dropped` do not. */
function ruleAction(text: string, start: number, end: number): ActionCode {
  if (findWord(text, 'Block', start, end) >= 0 || text.startsWith('Drop', start)) return ACTION_BLOCKED;
  const first = text.charCodeAt(start);
  return first === 65 || first === 70 || first === 77 || first === 84 ? ACTION_ALLOWED : ACTION_UNKNOWN;
}

/** Position of the colon that ends a key at `at` (a blank follows it), -1 when no key stands there. */
function keyEnd(text: string, at: number, end: number): number {
  const limit = Math.min(end - 1, at + KEY);
  for (let stop = at; stop < limit; stop++) {
    const code = text.charCodeAt(stop);
    if (code === COLON) return stop > at && text.charCodeAt(stop + 1) === SPACE ? stop : -1;
    if (code === COMMA) return -1;
  }
  return -1;
}

/** End of a value: the comma and blank in front of the next key, or the end of the line. */
function valueStop(text: string, start: number, end: number): number {
  for (let at = start; at + 2 < end; at++) {
    if (text.charCodeAt(at) !== COMMA || text.charCodeAt(at + 1) !== SPACE) continue;
    if (keyEnd(text, at + 2, end) >= 0) return at;
  }
  return end;
}

function refuse(out: EventDraft, verdict: Verdict, reason: string): Verdict {
  out.reason = reason;
  return verdict;
}
