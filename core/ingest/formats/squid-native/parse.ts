/**
 * In: `epoch.ms elapsed client RESULT/status bytes METHOD url user HIERARCHY/peer type`, with what devices add:
 * an `Info: ` in front and an access decision behind (Cisco WSA), quoted columns behind (referer, user agent),
 * and a missing first column when a relay turned it into its own header. What administrators add between them: columns.ts.
 */
import { ipKind } from '../../../kit/ip.ts';
import {
  ACTION_BLOCKED,
  ACTION_UNKNOWN,
  type EventDraft,
  type LineParser,
  PARSED,
  REJECTED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { fieldEnd, fieldText, findCode, isBlank, untilCode, untilSpace, wordAt } from '../shared/fields.ts';
import { isDigit, parseUint } from '../shared/numbers.ts';
import { squidAction, wsaAction } from '../shared/squid-result.ts';
import { readEpochTime, skipSpaces } from '../shared/time.ts';
import { readSource, setDestinationFromAuthority, setDestinationFromUrl, setUser } from '../shared/url.ts';
import { behindBlanks, columns, findColumns, readFigures, skipPort, skipVersion } from './columns.ts';
import { readSquidBytes } from './read-bytes.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const SLASH = 47;
const UPPER_C = 67;
const UPPER_I = 73;

const LONGEST_CATEGORY = 64;

/** Cisco WSA marks access log lines with their level. */
const WSA_PREFIX = 'Info: ';

export function createSquidNativeParser(): LineParser {
  return { parse, readBytes: readSquidBytes, readFirst: readSquidBytes };
}

function parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
  out.reset();
  let at = skipPrefix(text, start, end);
  // The first words are read in loops: a line that is none of ours may hold no space at all.
  let stop = readEpochTime(text, at, end, out);
  if (stop < 0) {
    // A first word as long as a time that is none is damage; a short one is the elapsed time, when a relay took the time away.
    stop = untilCode(text, SPACE, at, end);
    if (stop - at >= 9) return reject(out, 'shape');
    out.timeMs = header.timeMs;
    out.timeIsLocal = header.timeIsLocal;
    out.timeIsYearless = header.timeIsYearless;
  } else {
    if (stop >= end || text.charCodeAt(stop) !== SPACE) return reject(out, 'shape');
    at = skipSpaces(text, stop, end);
  }
  if (!findColumns(text, at, end)) return reject(out, 'shape');
  readSource(text, columns.client, end, out);
  const code = columns.code;
  const codeEnd = untilSpace(text, code, end);
  const slash = resultEnd(text, code, codeEnd);
  const status = slash < 0 ? -1 : parseUint(text, slash + 1, codeEnd);
  if (status < 0) return reject(out, 'shape');
  out.status = status;
  out.action = squidAction(text, code, slash);

  const bytes = skipSpaces(text, codeEnd, end);
  const bytesEnd = untilCode(text, SPACE, bytes, end);
  out.bytesReceived = parseUint(text, bytes, bytesEnd);
  if (out.bytesReceived < 0 && !isBlank(text, bytes, bytesEnd)) return reject(out, 'shape');
  const next = skipSpaces(text, bytesEnd, end);
  return readRequest(text, columns.hasPort ? readFigures(text, next, end, out) : next, end, out);
}

/** `METHOD url user HIERARCHY/peer type …` */
function readRequest(text: string, method: number, end: number, out: EventDraft): Verdict {
  // A digit here means columns of another layout.
  if (method < end && isDigit(text.charCodeAt(method))) return reject(out, 'shape');
  const methodEnd = untilCode(text, SPACE, method, end);
  const url = skipSpaces(text, methodEnd, end);
  const urlEnd = untilSpace(text, url, end);
  const user = skipVersion(text, skipSpaces(text, urlEnd, end), end);
  const userEnd =
    text.charCodeAt(user) === DQUOTE ? fieldEnd(text, user, end, SPACE) : untilCode(text, SPACE, user, end);
  const peer = skipSpaces(text, userEnd, end);
  // Fewer columns than a user and a peer: the line was cut off.
  if (peer >= end) return reject(out, 'truncated');
  const isConnect = methodEnd - method === 7 && text.charCodeAt(method) === UPPER_C;
  // WSA names the tunnels it opens like URLs.
  const isAuthority = isConnect && !wordAt(text, url, urlEnd, 'tunnel://');
  let found = isAuthority && setDestinationFromAuthority(text, url, urlEnd, out);
  if (!found) found = setDestinationFromUrl(text, url, urlEnd, out);
  const peerEnd = untilSpace(text, peer, end);
  // Where the user stands before the client, the server's name and how it was reached stand in two columns here.
  const hasServer = columns.hasUser && findCode(text, SLASH, peer, peerEnd) < 0;
  if (columns.userEnd > columns.user) setUser(text, columns.user, columns.userEnd, out);
  else if (!hasServer) setUser(text, user, userEnd, out);
  if (out.wantDetail || !found) readPeer(text, peer, peerEnd, out);
  const type = skipPort(text, skipSpaces(text, peerEnd, end), end);
  if (type < end) readRest(text, type, end, out);
  if (out.wantDetail) {
    out.method = fieldText(text, method, methodEnd);
    out.url = fieldText(text, url, urlEnd);
  }
  return PARSED;
}

/** Position of the slash in `TCP_MISS/200`, -1 when what stands before it is no result code. */
function resultEnd(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === SLASH) return at - start >= 4 ? at : -1;
    if (!((code >= 65 && code <= 90) || code === 95 || (code >= 48 && code <= 57))) return -1;
  }
  return -1;
}

function reject(out: EventDraft, reason: string): Verdict {
  out.reason = reason;
  return REJECTED;
}

export function skipPrefix(text: string, start: number, end: number): number {
  const at = skipSpaces(text, start, end);
  return at < end && text.charCodeAt(at) === UPPER_I && wordAt(text, at, end, WSA_PREFIX)
    ? skipSpaces(text, at + WSA_PREFIX.length, end)
    : at;
}

/** `HIER_DIRECT/192.0.2.1`: the origin server's address. Parents' and siblings' addresses are other proxies'. */
function readPeer(text: string, start: number, end: number, out: EventDraft): void {
  const slash = findCode(text, SLASH, start, end);
  if (slash < 0 || out.destinationIp !== '' || !isDirect(text, start, slash)) return;
  if (ipKind(text, slash + 1, end) !== 0) out.destinationIp = text.substring(slash + 1, end);
}

function isDirect(text: string, start: number, end: number): boolean {
  const from = wordAt(text, start, end, 'HIER_') ? start + 5 : start;
  return wordAt(text, from, end, 'DIRECT') || wordAt(text, from, end, 'ORIGINAL_DST');
}

/** Content type, then a decision tag (WSA), or quoted referer and user agent. */
function readRest(text: string, type: number, end: number, out: EventDraft): void {
  const typeEnd = untilSpace(text, type, end);
  if (out.wantDetail && text.charCodeAt(type) !== DQUOTE) out.contentType = fieldText(text, type, typeEnd);
  let at = behindBlanks(text, skipSpaces(text, typeEnd, end), end);
  if (at >= end) return;
  if (text.charCodeAt(at) === DQUOTE) {
    if (out.wantDetail) readUserAgent(text, at, end, out);
    return;
  }
  // WSA may put custom columns before the decision; it stands right before `<`.
  const verdicts = findCode(text, 60, at, end);
  if (verdicts < 0) return;
  if (out.wantDetail) readCategory(text, verdicts + 1, end, out);
  while (at < verdicts) {
    const stop = untilCode(text, SPACE, at, verdicts);
    readDecision(text, at, stop, out);
    at = skipSpaces(text, stop, verdicts);
  }
}

/** `<IW_comp,6.9,…`: the category's short name; `nc` and `err` say that there is none. */
function readCategory(text: string, start: number, end: number, out: EventDraft): void {
  const stop = findCode(text, COMMA, start, Math.min(end, start + LONGEST_CATEGORY));
  const name = stop < 0 ? '' : fieldText(text, start, stop).replaceAll('"', '');
  if (name !== 'nc' && name !== 'err') out.vendorCategory = name;
}

/** Quoted columns behind the content type are the referer and then the user agent; a single one is the user agent. */
function readUserAgent(text: string, start: number, end: number, out: EventDraft): void {
  let at = start;
  for (let index = 0; index < 2 && at < end && text.charCodeAt(at) === DQUOTE; index++) {
    const stop = fieldEnd(text, at, end, SPACE);
    if (stop - at >= 2) out.userAgent = fieldText(text, at + 1, stop - 1);
    at = skipSpaces(text, stop, end);
  }
}

/** A refusal that the result code says already stays one. */
function readDecision(text: string, start: number, end: number, out: EventDraft): void {
  const action = wsaAction(text, start, end);
  if (action !== ACTION_UNKNOWN && out.action !== ACTION_BLOCKED) out.action = action;
}

/**
 * 1 for a time, an elapsed time, a client and `TCP_…/nnn`; 0.9 with another result code; 0.85 behind a relay that took the time away.
 */
export function claimSquidNative(text: string, start: number, end: number): number {
  let at = skipPrefix(text, start, end);
  if (at >= end || !isDigit(text.charCodeAt(at))) return 0;
  const first = untilCode(text, SPACE, at, Math.min(end, at + 64));
  const hasTime = first - at >= 9;
  if (hasTime) at = skipSpaces(text, first, end);
  if (!findColumns(text, at, end)) return 0;
  const code = columns.code;
  const codeEnd = untilCode(text, SPACE, code, Math.min(end, code + 64));
  const slash = resultEnd(text, code, codeEnd);
  if (slash < 0 || parseUint(text, slash + 1, codeEnd) < 0) return 0;
  if (!hasTime) return 0.85;
  return wordAt(text, code, slash, 'TCP_') || wordAt(text, code, slash, 'UDP_') ? 1 : 0.9;
}
