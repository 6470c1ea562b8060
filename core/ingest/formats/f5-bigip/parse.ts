/**
 * F5 BIG-IP: what its iRules and modules send as key=value (HTTP and DNS request logging, ASM, AFM), and the lines of its own log that name both
 * ends of a connection. Its CEF lines are read as CEF.
 * Source: F5 "Splunk iRules and logging profiles"; K16197 (BIG-IP log messages)
 *
 * What a BIG-IP balances is published by the organisation: visits to it are inbound. Access Policy Manager's ACLs are about its own users.
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
import { createKvParser, type KvLine } from '../keyed/kv-line.ts';
import { setHostFromUrl } from '../kv/url-host.ts';
import { looksLikeIp } from '../kv/window.ts';
import { findLastCode, findUnquoted, findWord, untilCode, wordAt } from '../shared/fields.ts';
import { isDigit, parseUint, skipDigits } from '../shared/numbers.ts';
import { headerOf } from '../shared/request-headers.ts';
import { readClfTime, skipSpaces } from '../shared/time.ts';
import { setSource } from '../shared/url.ts';
import { reject, skip } from '../shared/verdict.ts';
import { createF5Bytes } from './read-bytes.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN = 91;
const ARROW = ' -> ';
const SSL_ACCESS = '[ssl_acc]';
/** Host, level and process stand in front of what identifies a line. */
const LOOK = 160;

const KV_LINE: KvLine = {
  spec: {
    time: ['date_time', 'req_start_time', 'res_start_time', 'timestamp'],
    sourceIp: ['src_ip', 'ip_client', 'client_ip', 'x_forwarded_for_header_value'],
    sourceUser: ['user', 'username'],
    destinationIp: ['dest_ip', 'vip', 'dns_server_ip'],
    destinationHost: ['question_name'],
    destinationPort: ['dest_port'],
    url: ['http_url', 'uri', 'client_request_uri'],
    method: ['http_method', 'method'],
    status: ['http_status', 'response_code'],
    action: ['request_status', 'action', 'acl_policy_action'],
    bytesSent: ['bytes_in'],
    bytesReceived: ['bytes_out'],
    userAgent: ['http_user_agent'],
    contentType: ['http_content_type'],
  },
  noted: ['request', 'http_request'],
  judge(pairs, out) {
    const request = pairs.note(REQUEST) || pairs.note(BOT_REQUEST);
    if (request !== '') {
      if (out.destinationHost === '') out.destinationHost = headerOf(request, 'Host');
      if (out.wantDetail && out.userAgent === '') out.userAgent = headerOf(request, 'User-Agent');
    }
    if (out.destinationIp === '' && out.destinationHost === '' && out.url === '') return skip(out, 'message-type');
    out.reason = 'inbound';
    return PARSED;
  },
};

/** What was asked for, whole. */
const REQUEST = 0;
/** As the bot defense calls it. */
const BOT_REQUEST = 1;

/** Network and DNS events of the Advanced Firewall Manager. */
const AFM_LINE: KvLine = {
  spec: {
    time: ['date_time'],
    sourceIp: ['source_ip', 'src_ip'],
    sourceUser: ['source_user'],
    destinationIp: ['dest_ip'],
    destinationPort: ['dest_port'],
    destinationHost: ['dns_query_name'],
    action: ['action'],
  },
  noted: ['dos_attack_id', 'dns_query_name'],
  actions: new Map([
    ['open', ACTION_ALLOWED],
    ['established', ACTION_ALLOWED],
    ['closed', ACTION_ALLOWED],
  ]),
  judge(pairs, out) {
    if (pairs.hasNote(DOS_ATTACK) || out.sourceIp === '') return skip(out, 'message-type');
    // What a resolver was asked for, at its own address.
    if (pairs.hasNote(DNS_QUERY)) out.destinationIp = '';
    return out.destinationIp === '' && out.destinationHost === '' ? skip(out, 'message-type') : PARSED;
  },
};
const DOS_ATTACK = 0;
const DNS_QUERY = 1;
const AFM = '[F5@';
/** The policy's names stand in front of what identifies a line of pairs. */
const AFM_LOOK = 600;
const NEW_SESSION = ': New session from client IP ';
const RESET = ': RST sent from ';

/** Words of which a line of any layout holds one; the last are what stands behind a message's code. */
export const SHAPE_WORDS: readonly string[] = [
  AFM,
  'bigip_mgmt_ip="',
  ',policy_name="',
  'f5_irule=',
  'f5_asm=',
  '[ssl_req][',
  '[ssl_acc]',
  'Rule /',
  ...Array.from({ length: 10 }, (_, level) => `:${level}: `),
];

export type Shape = 'kv' | 'asm' | 'afm' | 'acl' | 'ends' | 'session' | 'reset' | 'request' | 'rule' | 'other' | '';

/** Which of the layouts the line has. */
export function shapeOf(text: string, start: number, end: number): Shape {
  if (isAfm(text, start, end)) return 'afm';
  if (isStored(text, start, end) || isBotDefense(text, start, end)) return 'asm';
  const limit = Math.min(end, start + LOOK);
  if (findUnquoted(text, 'f5_irule=', start, limit) >= 0 || findUnquoted(text, 'f5_asm=', start, limit) >= 0)
    return 'kv';
  if (findUnquoted(text, '[ssl_req][', start, limit) >= 0 || findUnquoted(text, '[ssl_acc]', start, limit) >= 0)
    return 'request';
  const rule = findUnquoted(text, 'Rule /', start, limit);
  if (rule >= 0 && findWord(text, ' <', rule, Math.min(end, rule + 200)) >= 0) return 'rule';
  const code = messageCode(text, start, limit);
  if (code < 0) return '';
  if (findWord(text, ' packet: ', code, end) >= 0 && findWord(text, ' ACL: ', code, end) >= 0) return 'acl';
  if (findWord(text, NEW_SESSION, code, end) >= 0) return 'session';
  if (findWord(text, RESET, code, end) >= 0) return 'reset';
  return findWord(text, ARROW, code, end) >= 0 ? 'ends' : 'other';
}

function isAfm(text: string, start: number, end: number): boolean {
  // Behind a header of RFC 3164 the process and the message's number stand in front.
  if (findUnquoted(text, AFM, start, Math.min(end, start + LOOK)) >= 0) return true;
  const isPairs = wordAt(text, start, end, 'acl_policy_name="') || wordAt(text, start, end, 'action="');
  return isPairs && findWord(text, 'bigip_mgmt_ip="', start, Math.min(end, start + AFM_LOOK)) >= 0;
}

/** Application Security Manager's own storage format: pairs in quotes behind `ASM:`. */
function isStored(text: string, start: number, end: number): boolean {
  const from = wordAt(text, start, end, 'ASM:') ? start + 4 : start;
  if (!wordAt(text, from, end, 'unit_hostname="')) return false;
  return findWord(text, ',policy_name="', from, Math.min(end, from + AFM_LOOK)) >= 0;
}

/** The bot defense names the device first: `hostname="…",bigip_mgmt_ip="…",…,client_ip="…"`. */
function isBotDefense(text: string, start: number, end: number): boolean {
  if (!wordAt(text, start, end, 'hostname="')) return false;
  const limit = Math.min(end, start + AFM_LOOK);
  const device = findWord(text, '",bigip_mgmt_ip="', start, limit);
  return device >= 0 && findWord(text, '",client_ip="', device, limit) >= 0;
}

/**
 * Position of `01490500:5: `: eight hexadecimal digits, a level, two colons. -1 when there is none. A message may stand in quotes, but only
 * the first text of a line in quotes is one.
 */
function messageCode(text: string, start: number, limit: number): number {
  let quotes = 0;
  for (let at = start; at + 11 < limit; at++) {
    if (text.charCodeAt(at) === DQUOTE) quotes++;
    if (quotes > 1) return -1;
    if (text.charCodeAt(at) !== 48) continue;
    if (at > start && text.charCodeAt(at - 1) !== SPACE && text.charCodeAt(at - 1) !== DQUOTE) continue;
    let stop = at;
    while (stop < at + 8 && isHex(text.charCodeAt(stop))) stop++;
    const level = text.charCodeAt(stop + 1);
    const isCode =
      stop === at + 8 && text.charCodeAt(stop) === COLON && isDigit(level) && text.charCodeAt(stop + 2) === COLON;
    if (isCode && text.charCodeAt(stop + 3) === SPACE) return at;
  }
  return -1;
}

function isHex(code: number): boolean {
  return isDigit(code) || ((code | 32) >= 97 && (code | 32) <= 102);
}

export function createF5Parser(): LineParser {
  const kv = createKvParser(KV_LINE);
  const afm = createKvParser(AFM_LINE);
  return {
    readBytes: createF5Bytes(KV_LINE.spec),
    parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
      const shape = shapeOf(text, start, end);
      switch (shape) {
        case '':
          return reject(out, 'shape');
        case 'kv':
        case 'asm':
          return kv.parse(text, start, end, out, header);
        case 'afm':
          return readAfm(afm, text, start, end, out, header);
        case 'request':
          return readRequest(text, start, end, out);
        case 'other':
          return skip(out, 'message-type');
      }
      out.timeMs = header.timeMs;
      out.timeIsLocal = header.timeIsLocal;
      out.timeIsYearless = header.timeIsYearless;
      if (shape === 'rule') return readRule(text, start, end, out);
      if (shape === 'session') return readSession(text, start, end, out);
      if (shape === 'reset') return readReset(text, start, end, out);
      if (!readEnds(text, start, end, out)) return skip(out, 'message-type');
      if (shape === 'ends') return skip(out, 'message-type');
      const isAllowed = findWord(text, ': allow ACL: ', start, end) >= 0;
      out.action = isAllowed ? ACTION_ALLOWED : ACTION_BLOCKED;
      return PARSED;
    },
  };
}

/** `[F5@12276 key="value" …] value,value` or `key="value",…`. Its own time names no zone, the header's may. */
function readAfm(
  pairs: LineParser,
  text: string,
  start: number,
  end: number,
  out: EventDraft,
  header: SyslogHeader,
): Verdict {
  const data = findUnquoted(text, AFM, start, Math.min(end, start + LOOK));
  const close = data < 0 ? -1 : findWord(text, '"]', data, end);
  const from = data < 0 ? start : untilCode(text, SPACE, data, end);
  const verdict = pairs.parse(text, from, close < 0 ? end : close + 1, out, header);
  if (out.timeIsLocal && !header.timeIsLocal && !Number.isNaN(header.timeMs)) {
    out.timeMs = header.timeMs;
    out.timeIsLocal = false;
    out.timeIsYearless = false;
  }
  return verdict;
}

/**
 * What an iRule logs is its author's choice; the common one for HTTP says
 * `<EVENT>: client:port: HTTP: 200 response … server:port URL: host/path in …`.
 */
function readRule(text: string, start: number, end: number, out: EventDraft): Verdict {
  const event = findWord(text, '>: ', start, end);
  const url = event < 0 ? -1 : findWord(text, ' URL: ', event, end);
  if (url < 0) return event < 0 ? skip(out, 'message-type') : readRequested(text, event + 3, end, out);
  const client = event + 3;
  const clientEnd = addressEnd(text, client, untilCode(text, SPACE, client, url));
  if (!looksLikeIp(text, client, clientEnd)) return skip(out, 'message-type');
  out.sourceIp = text.substring(client, clientEnd);
  const server = findLastCode(text, SPACE, client, url) + 1;
  const serverEnd = addressEnd(text, server, url);
  if (looksLikeIp(text, server, serverEnd)) {
    out.destinationIp = text.substring(server, serverEnd);
    setPort(text, serverEnd + 1, url, out);
  }
  const status = findWord(text, ' response', client, url);
  if (status > 0) out.status = parseUint(text, findLastCode(text, SPACE, client, status) + 1, status);
  out.url = text.substring(url + 6, untilCode(text, SPACE, url + 6, end));
  setHostFromUrl(out);
  out.reason = 'inbound';
  return PARSED;
}

/** A client's address, and behind it ` -> host/path` or a whole URL, among an author's own words. */
function readRequested(text: string, start: number, end: number, out: EventDraft): Verdict {
  for (let at = start; at < end && out.sourceIp === ''; at = skipSpaces(text, untilCode(text, SPACE, at, end), end)) {
    const stop = addressEnd(text, at, untilCode(text, SPACE, at, end));
    if (looksLikeIp(text, at, stop)) out.sourceIp = text.substring(at, stop);
  }
  const arrow = findWord(text, ARROW, start, end);
  const url = arrow < 0 ? urlAt(text, start, end) : arrow + ARROW.length;
  if (out.sourceIp === '' || url < 0) return skip(out, 'message-type');
  out.url = text.substring(url, untilCode(text, SPACE, url, end));
  setHostFromUrl(out);
  if (out.destinationHost === '' && out.destinationIp === '') return skip(out, 'message-type');
  out.reason = 'inbound';
  return PARSED;
}

function urlAt(text: string, start: number, end: number): number {
  const plain = findWord(text, ' http://', start, end);
  const secured = plain < 0 ? findWord(text, ' https://', start, end) : plain;
  return secured < 0 ? -1 : secured + 1;
}

/** `RST sent from address:port to address:port, [0x2a5b:1] reason`: a remark on a connection. */
function readReset(text: string, start: number, end: number, out: EventDraft): Verdict {
  const source = findWord(text, RESET, start, end) + RESET.length;
  const sourceEnd = findWord(text, ' to ', source, end);
  const target = sourceEnd + 4;
  const stop = untilCode(text, COMMA, target, end);
  const from = sourceEnd < 0 ? source : addressEnd(text, source, sourceEnd);
  const to = sourceEnd < 0 ? target : addressEnd(text, target, stop);
  if (sourceEnd >= 0 && looksLikeIp(text, source, from) && looksLikeIp(text, target, to)) {
    out.sourceIp = text.substring(source, from);
    out.destinationIp = text.substring(target, to);
    setPort(text, to + 1, stop, out);
  }
  return skip(out, 'message-type');
}

/** `New session from client IP address (…) at VIP address Listener …`: no transaction of its own. */
function readSession(text: string, start: number, end: number, out: EventDraft): Verdict {
  const client = findWord(text, NEW_SESSION, start, end) + NEW_SESSION.length;
  const clientEnd = untilCode(text, SPACE, client, end);
  if (looksLikeIp(text, client, clientEnd)) out.sourceIp = text.substring(client, clientEnd);
  const target = findWord(text, ' at VIP ', clientEnd, end) + 8;
  const targetEnd = untilCode(text, SPACE, target, end);
  if (target >= 8 && looksLikeIp(text, target, targetEnd)) out.destinationIp = text.substring(target, targetEnd);
  return skip(out, 'message-type');
}

/** `192.0.2.1:50992 -> 198.51.100.2:135` */
function readEnds(text: string, start: number, end: number, out: EventDraft): boolean {
  const arrow = findWord(text, ARROW, start, end);
  if (arrow < 0) return false;
  const source = findLastCode(text, SPACE, start, arrow) + 1;
  const sourceEnd = addressEnd(text, source, arrow);
  const target = arrow + ARROW.length;
  const stop = untilCode(text, SPACE, target, end);
  const targetEnd = addressEnd(text, target, stop);
  if (!looksLikeIp(text, source, sourceEnd) || !looksLikeIp(text, target, targetEnd)) return false;
  out.sourceIp = text.substring(source, sourceEnd);
  out.destinationIp = text.substring(target, targetEnd);
  setPort(text, targetEnd + 1, stop, out);
  return true;
}

function setPort(text: string, start: number, end: number, out: EventDraft): void {
  const port = parseUint(text, start, skipDigits(text, start, end));
  if (port >= 0 && port <= 65_535) out.destinationPort = port;
}

/** End of the address in front of its port: the first colon of an IPv4 one, the last (or the dot, F5's own way) of an IPv6 one. */
function addressEnd(text: string, start: number, end: number): number {
  const first = untilCode(text, COLON, start, end);
  if (looksLikeIp(text, start, first)) return first;
  const dot = findLastCode(text, 46, start, end);
  return dot > start ? dot : findLastCode(text, COLON, start, end);
}

/** The device's own web server: `[ssl_req][31/Jul/2024:16:36:53 +0200] client protocol cipher "/path" bytes`. */
function readRequest(text: string, start: number, end: number, out: EventDraft): Verdict {
  const access = findWord(text, SSL_ACCESS, start, Math.min(end, start + LOOK));
  if (access >= 0) return readAccess(text, access + SSL_ACCESS.length, end, out);
  const open = findWord(text, '][', start, end);
  const timeEnd = open < 0 ? -1 : readClfTime(text, open + 2, end, out);
  if (timeEnd < 0) return skip(out, 'message-type');
  const client = skipSpaces(text, timeEnd + 1, end);
  setSource(text, client, untilCode(text, SPACE, client, end), out);
  const quote = untilCode(text, DQUOTE, client, end);
  if (quote >= end) return skip(out, 'message-type');
  out.url = text.substring(quote + 1, untilCode(text, DQUOTE, quote + 1, end));
  setHostFromUrl(out);
  out.reason = 'inbound';
  return PARSED;
}

/** `[ssl_acc] client - user [31/Jul/2024:16:36:53 +0200] "/path" status bytes` */
function readAccess(text: string, start: number, end: number, out: EventDraft): Verdict {
  const open = untilCode(text, OPEN, start, end);
  const timeEnd = open < end ? readClfTime(text, open + 1, end, out) : -1;
  const client = skipSpaces(text, start, end);
  const clientEnd = untilCode(text, SPACE, client, end);
  const quote = timeEnd < 0 ? end : untilCode(text, DQUOTE, timeEnd, end);
  if (quote >= end || clientEnd > open) return skip(out, 'message-type');
  setSource(text, client, clientEnd, out);
  const userEnd = open - 1;
  const user = findLastCode(text, SPACE, clientEnd, userEnd) + 1;
  if (user > clientEnd && userEnd > user) out.sourceUser = text.substring(user, userEnd);
  const close = untilCode(text, DQUOTE, quote + 1, end);
  const gap = untilCode(text, SPACE, quote + 1, close);
  // A request of Apache's has a method in front and the protocol behind, mod_ssl's has the path alone.
  const path = gap < close ? gap + 1 : quote + 1;
  if (gap < close) out.method = text.substring(quote + 1, gap);
  out.url = text.substring(path, untilCode(text, SPACE, path, close));
  setHostFromUrl(out);
  const status = skipSpaces(text, close + 1, end);
  const statusEnd = untilCode(text, SPACE, status, end);
  const code = parseUint(text, status, statusEnd);
  if (code >= 0) out.status = code;
  const size = parseUint(text, statusEnd + 1, end);
  if (size >= 0) out.bytesReceived = size;
  out.reason = 'inbound';
  return PARSED;
}
