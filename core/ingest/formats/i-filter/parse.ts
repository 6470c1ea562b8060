/**
 * i-FILTER: `[Mon dd HH:mm:ss pid] version/revision/ proxy server peer client computer user [time] status sent received action reason … "request"
 * referer agent type …`. Versions 1 and 2 of D-SPA leave out two of the addresses and put the request directly behind the time. The time
 * in front is taken for a syslog header by then, its process for the host, so columns are counted from the version on. The block log beside it is
 * read by block-row.ts.
 * Source: https://www.pa-solution.net/daj/bs/faq/detail.aspx?id=4301 (35 columns), id=2196 (29 columns).
 */
import { type EventDraft, type LineParser, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { looksLikeIp } from '../kv/window.ts';
import { findCode, isBlank, untilSpace } from '../shared/fields.ts';
import { isDigit, parseUint, skipDigits } from '../shared/numbers.ts';
import { readClfTime, skipSpaces } from '../shared/time.ts';
import { setDestinationFromAuthority, setDestinationFromUrl } from '../shared/url.ts';
import { reject } from '../shared/verdict.ts';
import { isBlockRow, readBlockRow } from './block-row.ts';
import { createIFilterBytes } from './read-bytes.ts';
import { actionOf } from './words.ts';

const SLASH = 47;
const SPACE = 32;
const DQUOTE = 34;
const OPEN = 91;
const LOOK = 80;
/** Words between the version and the time: proxy, server, peer, client, computer, user. */
const FULL_HEAD = 6;
const SHORT_HEAD = 4;
/** Far enough for addresses and names, near enough to give up early. */
const HEAD_LOOK = 600;

const starts = new Int32Array(FULL_HEAD + 1);
const ends = new Int32Array(FULL_HEAD + 1);

/** Where the words behind `1000/01/ ` begin, -1 when the line has no such version with a time in brackets behind it. */
export function versionAt(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + LOOK);
  for (let at = start; at < limit; at = untilSpace(text, at, end) + 1) {
    const slash = skipDigits(text, at, limit);
    if (slash === at || text.charCodeAt(slash) !== SLASH) continue;
    const close = skipDigits(text, slash + 1, limit);
    if (close === slash + 1 || text.charCodeAt(close) !== SLASH || text.charCodeAt(close + 1) !== SPACE) continue;
    const open = findCode(text, OPEN, close, Math.min(end, close + HEAD_LOOK));
    const isTime = open > 0 && isDigit(text.charCodeAt(open + 1)) && text.charCodeAt(open + 3) === SLASH;
    return isTime ? close + 2 : -1;
  }
  return -1;
}

export class IFilterParser implements LineParser {
  readonly readBytes = createIFilterBytes({ look: LOOK, headLook: HEAD_LOOK, full: FULL_HEAD, short: SHORT_HEAD });

  parse(text: string, start: number, end: number, out: EventDraft, _header: SyslogHeader): Verdict {
    const head = versionAt(text, start, end);
    if (head < 0) {
      const reason = isBlockRow(text, start, end) ? readBlockRow(text, end, out) : 'shape';
      return reason === '' ? PARSED : reject(out, reason);
    }
    const open = findCode(text, OPEN, head, end);
    const timeEnd = readClfTime(text, open + 1, end, out);
    if (timeEnd < 0) return reject(out, 'time');
    if (!readHead(text, head, open, out)) return reject(out, 'columns');
    const behind = skipSpaces(text, timeEnd + 1, end);
    const isOld = text.charCodeAt(behind) === DQUOTE;
    const request = isOld ? behind : findCode(text, DQUOTE, behind, end);
    const requestEnd = request < 0 ? -1 : findCode(text, DQUOTE, request + 1, end);
    if (requestEnd < 0) return reject(out, 'truncated');
    if (!readRequest(text, request + 1, requestEnd, out)) return reject(out, 'address');
    if (isOld) readOldTail(text, requestEnd + 1, end, out);
    else {
      readFigures(text, behind, request, out);
      if (out.wantDetail) readTail(text, requestEnd + 1, end, out);
    }
    return PARSED;
  }
}

function readHead(text: string, start: number, end: number, out: EventDraft): boolean {
  let count = 0;
  for (let at = skipSpaces(text, start, end); at < end && count <= FULL_HEAD; at = skipSpaces(text, at, end)) {
    const stop = untilSpace(text, at, end);
    starts[count] = at;
    ends[count] = stop;
    count++;
    at = stop;
  }
  if (count !== FULL_HEAD && count !== SHORT_HEAD) return false;
  const client = count - 3;
  if (!looksLikeIp(text, starts[client] ?? 0, ends[client] ?? 0)) return false;
  out.sourceIp = text.substring(starts[client] ?? 0, ends[client] ?? 0);
  out.sourceHost = wordAt(text, count - 2);
  out.sourceUser = wordAt(text, count - 1);
  // The short form has one column for the proxy above and the server.
  if (count === FULL_HEAD && wordAt(text, 1) !== '')
    setDestinationFromAuthority(text, starts[1] ?? 0, ends[1] ?? 0, out);
  return true;
}

function wordAt(text: string, index: number): string {
  const start = starts[index] ?? 0;
  const end = ends[index] ?? 0;
  return isBlank(text, start, end) ? '' : text.substring(start, end);
}

/** `GET http://files.example.com/ HTTP/1.1`, `CONNECT files.example.com:443 HTTP/1.1` */
function readRequest(text: string, start: number, end: number, out: EventDraft): boolean {
  const methodEnd = untilSpace(text, start, end);
  const target = Math.min(methodEnd + 1, end);
  const targetEnd = untilSpace(text, target, end);
  const { destinationIp, destinationPort } = out;
  if (!setDestinationFromUrl(text, target, targetEnd, out)) return destinationIp !== '';
  // The address that was connected to stays beside the name.
  if (destinationIp !== '' && out.destinationIp === '') out.destinationIp = destinationIp;
  if (out.destinationPort < 0) out.destinationPort = destinationPort;
  if (out.wantDetail) {
    out.method = text.substring(start, methodEnd);
    out.url = text.substring(target, targetEnd);
  }
  return true;
}

/** `status sent received action …` */
function readFigures(text: string, start: number, end: number, out: EventDraft): void {
  let at = start;
  for (let column = 0; column < 4 && at < end; column++) {
    const stop = untilSpace(text, at, end);
    if (column === 0) out.status = parseUint(text, at, stop);
    else if (column === 1) out.bytesSent = parseUint(text, at, stop);
    else if (column === 2) out.bytesReceived = parseUint(text, at, stop);
    else out.action = actionOf(text.substring(at, stop));
    at = skipSpaces(text, stop, end);
  }
}

/** `referer agent type …`, percent-encoded */
function readTail(text: string, start: number, end: number, out: EventDraft): void {
  let at = skipSpaces(text, start, end);
  for (let column = 0; column < 3 && at < end; column++) {
    const stop = untilSpace(text, at, end);
    if (!isBlank(text, at, stop)) {
      if (column === 1) out.userAgent = unescaped(text.substring(at, stop));
      else if (column === 2) out.contentType = unescaped(text.substring(at, stop));
    }
    at = skipSpaces(text, stop, end);
  }
}

/** `"referer"agent status sent received action …`, the blanks around the referer left out at times */
function readOldTail(text: string, start: number, end: number, out: EventDraft): void {
  let at = skipSpaces(text, start, end);
  if (text.charCodeAt(at) === DQUOTE) {
    const close = findCode(text, DQUOTE, at + 1, end);
    if (close < 0) return;
    at = skipSpaces(text, close + 1, end);
  } else at = skipSpaces(text, untilSpace(text, at, end), end);
  const stop = untilSpace(text, at, end);
  if (out.wantDetail && !isBlank(text, at, stop)) out.userAgent = unescaped(text.substring(at, stop));
  readFigures(text, skipSpaces(text, stop, end), end, out);
}

function unescaped(word: string): string {
  return word
    .replaceAll('+', ' ')
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
