/**
 * Olfeo web security. Its SaaS service writes one JSON object a request; the appliance a line in the manner of a web server, with the day
 * before the month in digits and the category at the end:
 * `client - user [dd/MM/yyyy HH:mm:ss] "METHOD url HTTP/x" status bytes - duration category`.
 */
import { type EventDraft, type LineParser, type LineWindows, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { type JsonLine, JsonPairs } from '../keyed/json-line.ts';
import { readDayMonthTime } from '../shared/day-month-time.ts';
import { findWord, untilCode, untilSpace } from '../shared/fields.ts';
import { parseUint } from '../shared/numbers.ts';
import { skipSpaces } from '../shared/time.ts';
import { setDestinationFromUrl, setSource, setUser } from '../shared/url.ts';
import { reject, skip } from '../shared/verdict.ts';

const SPACE = 32;
const DQUOTE = 34;
const OPEN_BRACKET = 91;
const OPEN_BRACE = 123;
const CLOSING = '] "';
/** Client, identity and user stand in front of the time. */
const LOOK = 400;

const JSON_LINE: JsonLine = {
  spec: {
    time: ['timestamp'],
    sourceIp: ['src_ip'],
    sourceUser: ['display_name', 'external_id'],
    destinationIp: ['dest_ip'],
    destinationHost: ['domain'],
    url: ['url'],
    method: ['http_method'],
    status: ['user_status_code'],
    action: ['action'],
    bytesSent: ['user_sent_bytes'],
    bytesReceived: ['user_received_bytes'],
    vendorCategory: ['category_label'],
    vendorApp: ['applications'],
  },
  judged: [],
  judge: (_pairs, out) =>
    out.destinationHost === '' && out.destinationIp === '' && out.url === '' ? skip(out, 'message-type') : PARSED,
};

export function createOlfeoParser(): LineParser {
  const json = new JsonPairs(JSON_LINE);
  return {
    parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
      if (text.charCodeAt(start) === OPEN_BRACE) return json.parse(text, start, end, out, header);
      return readText(text, start, end, out);
    },
    readBytes: (bytes: Uint8Array, start: number, end: number, out: LineWindows) =>
      json.readBytes(bytes, start, end, out),
  };
}

/** Position of the bracket in front of a time with the month in digits, -1 when the line has none. */
export function olfeoTime(text: string, start: number, end: number): number {
  const open = untilCode(text, OPEN_BRACKET, start, Math.min(end, start + LOOK));
  const isTime = open + 22 < end && text.charCodeAt(open) === OPEN_BRACKET && text.startsWith(CLOSING, open + 20);
  return isTime && text.charCodeAt(open + 6) === 47 && text.charCodeAt(open + 11) === SPACE ? open : -1;
}

function readText(text: string, start: number, end: number, out: EventDraft): Verdict {
  const open = olfeoTime(text, start, end);
  if (open < 0 || readDayMonthTime(text, open + 1, open + 20, out, 'day-first') < 0) return reject(out, 'shape');
  const clientEnd = untilSpace(text, start, open);
  setSource(text, start, clientEnd, out);
  const ident = skipSpaces(text, clientEnd, open);
  const user = skipSpaces(text, untilSpace(text, ident, open), open);
  let userEnd = open;
  while (userEnd > user && text.charCodeAt(userEnd - 1) === SPACE) userEnd--;
  if (userEnd > user) setUser(text, user, userEnd, out);
  const request = open + 20 + CLOSING.length;
  const requestEnd = untilCode(text, DQUOTE, request, end);
  const methodEnd = untilCode(text, SPACE, request, requestEnd);
  const url = skipSpaces(text, methodEnd, requestEnd);
  const version = findWord(text, ' HTTP/', url, requestEnd);
  const urlEnd = version < 0 ? requestEnd : version;
  if (!setDestinationFromUrl(text, url, urlEnd, out)) return reject(out, 'shape');
  if (requestEnd < end) readTail(text, requestEnd + 1, end, out);
  if (out.wantDetail) {
    out.method = text.substring(request, methodEnd);
    out.url = text.substring(url, urlEnd);
  }
  return PARSED;
}

/** ` status bytes - duration category words`. */
function readTail(text: string, start: number, end: number, out: EventDraft): void {
  let at = skipSpaces(text, start, end);
  for (let column = 0; column < 4 && at < end; column++) {
    const stop = untilCode(text, SPACE, at, end);
    const number = parseUint(text, at, stop);
    if (column === 0) out.status = number;
    else if (column === 1) out.bytesReceived = number;
    at = skipSpaces(text, stop, end);
  }
  if (out.wantDetail) out.vendorCategory = text.substring(at, end);
}
