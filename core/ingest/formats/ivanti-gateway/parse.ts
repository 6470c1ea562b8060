/**
 * In: `2025-01-01 00:00:00 - GATEWAY - [ADDRESS] USER(REALM)[ROLES] - SENTENCE`, perhaps with the message's id in front of the sentence.
 * Out: requests and connections through the gateway; a tunnel is a connection to the gateway itself. Sign-ins and the like are skipped, and so
 * is a connection's beginning, which its end repeats with its bytes.
 */
import { ACTION_ALLOWED, type EventDraft, type LineParser, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { looksLikeIp } from '../kv/window.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { readIsoTime } from '../shared/time.ts';
import { setDestinationFromUrl } from '../shared/url.ts';
import { reject, skip } from '../shared/verdict.ts';

/** Longest head, and longest sentence. */
const HEAD_LOOK = 700;
const LONGEST = 9000;

const OPEN = 91;
/** What stands in front of the address; a relay may have left its own fields of RFC 5424. */
const FRONT = /^(?:(?:- ){0,3}(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) - (\S{1,100}) - )?\[([\da-f.:]{2,45})\] /i;
const WHO = /^(?:(?:Root|Default Network)::)?([^()[\]]{0,200})\([^()]{0,200}\)\[[^\]]{0,300}\] - (?:[A-Z]{3}\d{5}: )?/;
const REQUEST =
  /^WebRequest completed, ([A-Z]{3,10}) to (\S+) from \S+ result=(\d{3}) sent=(\d{1,15}) received=(\d{1,15})/;
const PASSED = /^WebRequest ok : Host: ([^\s,]+), Request: ([A-Z]{3,10}) (\S+)/;
const CLOSED =
  /^\*?Closed connection to (\S+) port (\d{1,5}) after \d+ seconds, with (\d{1,15}) bytes read.*? and (\d{1,15}) bytes written/;
const OPENED = /^\*?Connected to \S+ port \d/;
/** The gateway's name for the end of a tunnel. */
const TUNNEL = 'TUN-VPN';
/** Who acts where nobody does. */
const NOBODY = 'System';
const MAX_PORT = 65_535;

interface Head {
  readonly time: string;
  readonly gateway: string;
  readonly address: string;
  readonly user: string;
  readonly length: number;
}

function headOf(text: string, start: number, end: number): Head | undefined {
  const line = text.substring(start, Math.min(end, start + HEAD_LOOK));
  const front = FRONT.exec(line);
  if (front === null) return undefined;
  const who = WHO.exec(line.slice(front[0].length));
  if (who === null) return undefined;
  const [, time = '', gateway = '', address = ''] = front;
  return { time, gateway, address, user: who[1]?.trim() ?? '', length: front[0].length + who[0].length };
}

/** A date, a relay's dashes or a bracket begins the line, and a realm and roles in brackets follow the user. */
export function claimGateway(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start);
  if (first !== OPEN && first !== 45 && (first < 48 || first > 57)) return 0;
  return headOf(text, start, end) === undefined ? 0 : 1;
}

export function createGatewayParser(): LineParser {
  return {
    parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
      const head = headOf(text, start, end);
      if (head === undefined || !looksLikeIp(head.address, 0, head.address.length)) return reject(out, 'shape');
      const sentence = text.substring(start + head.length, Math.min(end, start + head.length + LONGEST));
      readTime(head, out, header);
      out.sourceIp = head.address;
      if (head.user !== NOBODY) out.sourceUser = head.user;
      if (OPENED.test(sentence)) return skip(out, 'session-start');
      return readRequest(sentence, out) || readPassed(sentence, out) || readClosed(sentence, head, out)
        ? PARSED
        : skip(out, 'message-type');
    },
  };
}

/** The gateway writes its own wall clock; a header that names a zone says the same and more. */
function readTime(head: Head, out: EventDraft, header: SyslogHeader): void {
  const isZoned = !Number.isNaN(header.timeMs) && !header.timeIsLocal;
  if (isZoned || readIsoTime(head.time, 0, head.time.length, out) < 0) takeHeaderTime(out, header);
}

function readRequest(sentence: string, out: EventDraft): boolean {
  const match = REQUEST.exec(sentence);
  if (match === null) return false;
  const [, method = '', url = '', status, sent, received] = match;
  out.method = method;
  out.url = url;
  setDestinationFromUrl(url, 0, url.length, out);
  out.status = Number(status);
  out.bytesSent = Number(sent);
  out.bytesReceived = Number(received);
  out.action = ACTION_ALLOWED;
  return out.destinationHost !== '' || out.destinationIp !== '';
}

function readPassed(sentence: string, out: EventDraft): boolean {
  const match = PASSED.exec(sentence);
  if (match === null) return false;
  const [, host = '', method = '', url = ''] = match;
  setDestinationFromUrl(host, 0, host.length, out);
  out.method = method;
  out.url = url;
  out.action = ACTION_ALLOWED;
  return out.destinationHost !== '' || out.destinationIp !== '';
}

function readClosed(sentence: string, head: Head, out: EventDraft): boolean {
  const match = CLOSED.exec(sentence);
  if (match === null) return false;
  const [, end = '', port, read, written] = match;
  const isTunnel = end === TUNNEL;
  const name = isTunnel ? head.gateway : end;
  if (name === '' || Number(port) > MAX_PORT) return false;
  if (isTunnel) out.reason = 'inbound';
  if (looksLikeIp(name, 0, name.length)) out.destinationIp = name;
  else out.destinationHost = name;
  out.destinationPort = Number(port);
  // Read from what the user opened, written to it.
  out.bytesReceived = Number(read);
  out.bytesSent = Number(written);
  out.action = ACTION_ALLOWED;
  return true;
}
