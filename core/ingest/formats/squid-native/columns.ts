/**
 * In: a line of Squid's own layout behind its time. Out: where the client and the result code stand, and what an administrator's own
 * `logformat` put between the columns that all have: no elapsed time or one with a fraction, a user before the client (Cisco WSA's
 * columns of W3C), the client's port behind it, and then figures behind the reply's size and a version behind the URL.
 */
import { ipKind } from '../../../kit/ip.ts';
import type { EventDraft } from '../api.ts';
import { untilCode } from '../shared/fields.ts';
import { isDigit, parseUint, skipDigits } from '../shared/numbers.ts';
import { skipSpaces } from '../shared/time.ts';

const SPACE = 32;
const MINUS = 45;
const DOT = 46;

const LONGEST_CLIENT = 256;

/** What `findColumns` found last. */
export const columns = {
  client: 0,
  code: 0,
  hasPort: false,
  /** A column for the user stands before the client; its window is empty when it says nobody. */
  hasUser: false,
  user: 0,
  userEnd: 0,
};

/** @param start behind the time. @returns false when this is no line of Squid's */
export function findColumns(text: string, start: number, end: number): boolean {
  columns.hasPort = false;
  columns.hasUser = false;
  columns.user = 0;
  columns.userEnd = 0;
  let client = start;
  const stop = elapsedEnd(text, start, end);
  if (stop >= 0) client = skipSpaces(text, stop, end);
  else if (ipKind(text, start, untilCode(text, SPACE, start, Math.min(end, start + 64))) === 0) return false;
  let clientEnd = untilCode(text, SPACE, client, Math.min(end, client + LONGEST_CLIENT));
  let code = skipSpaces(text, clientEnd, end);
  const codeEnd = untilCode(text, SPACE, code, Math.min(end, code + 64));
  if (code < end && isPort(text, code, codeEnd)) {
    columns.hasPort = true;
    code = skipSpaces(text, codeEnd, end);
  } else if (mayBeAddress(text, code, end) && ipKind(text, code, codeEnd) !== 0) {
    columns.hasUser = true;
    const isNobody = clientEnd - client === 1 && text.charCodeAt(client) === MINUS;
    columns.user = client;
    columns.userEnd = isNobody ? client : clientEnd;
    client = code;
    clientEnd = codeEnd;
    code = skipSpaces(text, clientEnd, end);
  }
  columns.client = client;
  columns.code = code;
  return true;
}

/** Behind a client's port stand sizes: of the reply, which was read, of the request, and of parts of both. @returns where they end */
export function readFigures(text: string, start: number, end: number, out: EventDraft): number {
  let at = start;
  for (let column = 0; column < MAX_FIGURES; column++) {
    const stop = untilCode(text, SPACE, at, Math.min(end, at + 24));
    const figure = parseUint(text, at, stop);
    const isNone = stop - at === 1 && text.charCodeAt(at) === MINUS;
    if (figure < 0 && !isNone) break;
    if (column === 0 && figure >= 0) out.bytesSent = figure;
    at = skipSpaces(text, stop, end);
  }
  return at;
}

const MAX_FIGURES = 8;

/** Behind `1.1`, the version that a layout with the client's port may have behind the URL. */
export function skipVersion(text: string, at: number, end: number): number {
  const isVersion =
    columns.hasPort &&
    at + 4 < end &&
    isDigit(text.charCodeAt(at)) &&
    text.charCodeAt(at + 1) === DOT &&
    isDigit(text.charCodeAt(at + 2)) &&
    text.charCodeAt(at + 3) === SPACE;
  return isVersion ? skipSpaces(text, at + 3, end) : at;
}

/** Behind the server's port, which a layout with the client's port may have before the content type. */
export function skipPort(text: string, at: number, end: number): number {
  if (!columns.hasPort) return at;
  const stop = untilCode(text, SPACE, at, Math.min(end, at + 8));
  const isEmpty = stop - at === 1 && text.charCodeAt(at) === MINUS;
  return isEmpty || isPort(text, at, stop) ? skipSpaces(text, stop, end) : at;
}

/** Behind empty columns, which a layout with the client's port may have before the referer. */
export function behindBlanks(text: string, at: number, end: number): number {
  let from = at;
  while (columns.hasPort && from + 1 < end && text.charCodeAt(from) === MINUS && text.charCodeAt(from + 1) === SPACE) {
    from = skipSpaces(text, from + 1, end);
  }
  return from;
}

function isPort(text: string, start: number, end: number): boolean {
  return end > start && end - start <= 5 && skipDigits(text, start, end) === end;
}

/** Result codes are capitals; a look at one character spares most lines more. */
function mayBeAddress(text: string, at: number, end: number): boolean {
  if (at >= end) return false;
  const code = text.charCodeAt(at);
  return isDigit(code) || (code >= 97 && code <= 102) || code === 58;
}

/** Position behind a number of milliseconds that a space follows, else -1; negative ones occur when the clock was set back. */
function elapsedEnd(text: string, start: number, end: number): number {
  const from = start < end && text.charCodeAt(start) === MINUS ? start + 1 : start;
  let stop = skipDigits(text, from, end);
  if (stop > from && stop < end && text.charCodeAt(stop) === DOT) {
    const fraction = skipDigits(text, stop + 1, end);
    if (fraction < end && fraction > stop + 1 && text.charCodeAt(fraction) === SPACE) stop = fraction;
  }
  return stop > from && stop < end && text.charCodeAt(stop) === SPACE ? stop : -1;
}
