/**
 * In: one line. Out: where its message starts, and what the syslog header in front of it said.
 *
 * Understood: `<PRI>` alone; RFC 3164 with or without `<PRI>`, with year, zone word, `*`/`:` marks and sequence numbers as network
 * gear adds them, and BSD's `<local0.info>`; RFC 5424 with structured data; ISO 8601 stamps in front (rsyslog, syslog-ng);
 * `yyyy Mon dd`; `yyyy:MM:dd-HH:mm:ss`; octet counts (RFC 6587); Kiwi's files (`yyyy-MM-dd HH:mm:ss`, `Local7.Info`, the device); the words of
 * a container runtime (`ISO stdout F`); `program[12]:` of a header that was cut in front of it; a word in front of an object; and a relay's header in front of the device's own, where the inner one wins.
 *
 * A line that does not begin like syslog costs one look at its first character (for digits: at its first few).
 */
import type { SyslogHeader } from '../formats/api.ts';
import { findCode, untilCode, wordAt } from '../formats/shared/fields.ts';
import { isDigit, skipDigits } from '../formats/shared/numbers.ts';
import {
  readColonTime,
  readIsoTime,
  readMonthTime,
  readYearFirstTime,
  skipSpaces,
  type TimeTarget,
} from '../formats/shared/time.ts';
import { takeProgram } from './program.ts';
import {
  bareTagEnd,
  beginsMessage,
  facilityEnd,
  isHostName,
  isMessageToken,
  isNil,
  objectBehindTabs,
  objectBehindWord,
  skipBom,
  skipStructuredData,
  streamEnd,
  tagEnd,
  tokenEnd,
} from './syslog-words.ts';

const TAB = 9;
const SPACE = 32;
const PERCENT = 37;
const ASTERISK = 42;
const MINUS = 45;
const DOT = 46;
const COLON = 58;
const LESS = 60;
const GREATER = 62;
const OPEN = 91;
const COMMA = 44;

/** Relays in front of relays: more than three headers are not seen in practice. */
const MAX_HEADERS = 3;

/** BIG-IP's data are the message; what stands behind them says the same without names. */
const SELF_TOLD = '[F5@';

/** Longest host name or tag; anything longer is message text. */
const MAX_TOKEN = 255;

/** Behind spaces and tabs. */
function skipBlanks(text: string, at: number, end: number): number {
  let from = at;
  while (from < end && (text.charCodeAt(from) === SPACE || text.charCodeAt(from) === TAB)) from++;
  return from;
}

/** A time read on trial: it becomes the header's only once the header is known to be one. */
const stamp: TimeTarget = { timeMs: Number.NaN, timeIsLocal: false, timeIsYearless: false };

function keepStamp(header: SyslogHeader): void {
  header.timeMs = stamp.timeMs;
  header.timeIsLocal = stamp.timeIsLocal;
  header.timeIsYearless = stamp.timeIsYearless;
}

export function createSyslogHeader(): SyslogHeader {
  return { start: 0, timeMs: Number.NaN, timeIsLocal: false, timeIsYearless: false, host: '', tag: '' };
}

/**
 * Finds where the message of the line text[start, end) begins and fills `header` with what stood before it.
 * Never throws; `header.start` is always within [start, end].
 */
export function stripSyslog(text: string, start: number, end: number, header: SyslogHeader): void {
  header.start = start;
  header.timeMs = Number.NaN;
  header.timeIsLocal = false;
  header.timeIsYearless = false;
  header.host = '';
  header.tag = '';
  if (start >= end) return;
  stripHeaders(text, start, end, header);
  takeProgram(text, end, header);
  const object = objectBehindWord(text, header.start, end);
  if (object < 0) return;
  const word = tokenEnd(text, header.start, end);
  if (header.host === '')
    header.host = text.substring(header.start, text.charCodeAt(word - 1) === COLON ? word - 1 : word);
  header.start = object;
}

function stripHeaders(text: string, start: number, end: number, header: SyslogHeader): void {
  const first = text.charCodeAt(start);
  // Everything syslog begins with a digit, a letter of a month or weekday, or `<`.
  if (first !== LESS && !isDigit(first) && !beginsMonth(text, start, end)) return;
  let at = start;
  for (let round = 0; round < MAX_HEADERS; round++) {
    const next = stripOne(text, at, end, header);
    if (next === at) break;
    at = next;
    header.start = at;
    if (at >= end) break;
    const mark = text.charCodeAt(at);
    if (mark !== LESS && !beginsMonth(text, at, end) && !isDigit(mark)) break;
  }
}

/** Cheap: three letters and a space (or a comma, after a weekday). */
function beginsMonth(text: string, at: number, end: number): boolean {
  if (at + 6 > end) return false;
  const code = text.charCodeAt(at);
  if (code < 65 || code > 90) return false;
  const after = text.charCodeAt(at + 3);
  return after === SPACE || after === COMMA;
}

/** Strips one header. @returns the position of what follows; `at` when there is no header */
function stripOne(text: string, at: number, end: number, header: SyslogHeader): number {
  const first = text.charCodeAt(at);
  if (first === LESS) return stripPri(text, at, end, header);
  if (!isDigit(first)) return stripMonth(text, at, end, header, false);
  return stripDigits(text, at, end, header);
}

/** Headers that begin with a digit and carry no `<PRI>`; told from formats that begin with a number or a date. */
function stripDigits(text: string, at: number, end: number, header: SyslogHeader): number {
  if (at + 20 > end) return at;
  const fifth = text.charCodeAt(at + 4);
  if (fifth === MINUS) return stripBareIso(text, at, end, header);
  if (fifth === COLON) {
    const next = readColonTime(text, at, end, stamp);
    if (next < 0 || next >= end || text.charCodeAt(next) !== SPACE) return at;
    keepStamp(header);
    return hostAndTag(text, next, end, header);
  }
  const stop = skipDigits(text, at, Math.min(at + 10, end));
  if (stop >= end) return at;
  if (text.charCodeAt(stop) === COLON) return stripSequence(text, at, end, header);
  if (text.charCodeAt(stop) !== SPACE) return at;
  if (text.charCodeAt(stop + 1) === LESS) return stripPri(text, stop + 1, end, header);
  if (stop === at + 1 && text.charCodeAt(at) === 49 && isDigit(text.charCodeAt(at + 2))) {
    const next = stripVersion1(text, at, end, header);
    return next < 0 ? at : next;
  }
  if (stop !== at + 4) return at;
  const next = readYearFirstTime(text, at, end, stamp);
  if (next < 0) return at;
  keepStamp(header);
  return hostAndTag(text, next, end, header);
}

/** `<134>` and whatever header follows it. A `<PRI>` alone is stripped as well. */
function stripPri(text: string, at: number, end: number, header: SyslogHeader): number {
  const digits = skipDigits(text, at + 1, Math.min(at + 4, end));
  if (digits === at + 1 || digits >= end || text.charCodeAt(digits) !== GREATER) return at;
  let from = skipSpaces(text, digits + 1, end);
  if (from >= end) return end;
  if (text.charCodeAt(from) === 49 && from + 2 < end && text.charCodeAt(from + 1) === SPACE) {
    const next = stripVersion1(text, from, end, header);
    if (next >= 0) return next;
  }
  const sequenced = stripSequence(text, from, end, header);
  if (sequenced > from) return sequenced;
  from = skipMarks(text, from, end);
  if (isDigit(text.charCodeAt(from))) {
    const next = readDigitStamp(text, from, end);
    if (next < 0) return from;
    keepStamp(header);
    return hostAndTag(text, next, end, header);
  }
  const next = stripMonth(text, from, end, header, true);
  if (next !== from) return next;
  return tagAt(text, from, end, header);
}

function readDigitStamp(text: string, at: number, end: number): number {
  if (at + 19 > end) return -1;
  const fifth = text.charCodeAt(at + 4);
  if (fifth === MINUS) {
    const next = readIsoTime(text, at, end, stamp);
    if (next < 0 || next >= end) return -1;
    // Cisco's gear ends its time with a colon.
    const isEnded = text.charCodeAt(next) === COLON && text.charCodeAt(next + 1) === SPACE;
    return isEnded || text.charCodeAt(next) === SPACE ? next : -1;
  }
  if (fifth === COLON) return readColonTime(text, at, end, stamp);
  return fifth === SPACE ? readYearFirstTime(text, at, end, stamp) : -1;
}

/**
 * Cisco gear that counts its messages: `45: rtr1: 000123: *Mon dd HH:mm:ss.SSS: `, each part but the time left out at will.
 * @returns `at` when no time follows
 */
function stripSequence(text: string, at: number, end: number, header: SyslogHeader): number {
  const from = skipMarks(text, at, end);
  const hostEnd = tokenEnd(text, from, end) - 1;
  const isHost = hostEnd > from && hostEnd - from < MAX_TOKEN && text.charCodeAt(hostEnd) === COLON;
  const time = isHost ? skipMarks(text, skipSpaces(text, hostEnd + 1, end), end) : from;
  if (time === at) return at;
  const next = stripMonth(text, time, end, header, false);
  if (next === time) return at;
  if (isHost && header.host === '') header.host = text.substring(from, hostEnd);
  return next;
}

/** Sequence number (`45: `), and the marks that Cisco gear puts before a time (`*`, `.`, `:`). */
function skipMarks(text: string, at: number, end: number): number {
  let from = at;
  const digits = skipDigits(text, from, Math.min(from + 10, end));
  if (digits > from && digits + 1 < end && text.charCodeAt(digits) === COLON && text.charCodeAt(digits + 1) === SPACE) {
    from = skipSpaces(text, digits + 1, end);
  }
  if (from < end) {
    const mark = text.charCodeAt(from);
    if (mark === ASTERISK || mark === DOT || mark === COLON) from = skipSpaces(text, from + 1, end);
  }
  return from < end ? from : at;
}

/** `Mon dd [yyyy] HH:mm:ss[ zone[:]] host tag: `. Without a time there is no header. */
function stripMonth(text: string, at: number, end: number, header: SyslogHeader, hasPri: boolean): number {
  let next = readMonthTime(text, at, end, stamp);
  if (next < 0 || (next >= end && !hasPri)) return at;
  if (next < end && text.charCodeAt(next) === COLON) next++;
  if (next < end && text.charCodeAt(next) !== SPACE) return at;
  keepStamp(header);
  return hostAndTag(text, behindFacility(text, zoneWord(text, next, end), end), end, header);
}

/** Behind ` <local0.info>`, the facility and severity that a verbose BSD syslogd writes between time and host. */
function behindFacility(text: string, at: number, end: number): number {
  const open = skipSpaces(text, at, end);
  if (open >= end || text.charCodeAt(open) !== LESS) return at;
  const stop = tokenEnd(text, open, end);
  const dot = findCode(text, DOT, open, stop);
  return dot > open + 1 && stop - open < 24 && text.charCodeAt(stop - 1) === GREATER ? stop : at;
}

/** Skips a zone word that ends in a colon (` CEST:`); words that mean UTC were read with the time. */
function zoneWord(text: string, at: number, end: number): number {
  const from = skipSpaces(text, at, end);
  let stop = from;
  while (stop < end && stop < from + 6 && text.charCodeAt(stop) >= 65 && text.charCodeAt(stop) <= 90) stop++;
  const isZone =
    stop - from >= 3 && stop + 1 < end && text.charCodeAt(stop) === COLON && text.charCodeAt(stop + 1) === SPACE;
  // A firewall rule's own word in front of a packet (`DROP: IN=eth0`) looks the same.
  if (!isZone || text.startsWith('IN=', stop + 2)) return at;
  return text.startsWith('CEF', from) || text.startsWith('LEEF', from) ? at : stop + 1;
}

/**
 * An ISO stamp without `<PRI>` also begins many formats' own lines (W3C, load balancers), so it is a header only when a known
 * message start or a tag with colon follows the host.
 */
function stripBareIso(text: string, at: number, end: number, header: SyslogHeader): number {
  const tabbed = objectBehindTabs(text, at, end);
  if (tabbed > 0 && readIsoTime(text, at, end, stamp) >= 0) {
    keepStamp(header);
    return tabbed;
  }
  const facility = facilityEnd(text, at + 19, end);
  if (facility > 0) return stripKiwi(text, at, facility, end, header);
  const stampEnd = findCode(text, SPACE, at + 11, Math.min(end, at + 40));
  if (stampEnd < 0) return at;
  const withT = text.charCodeAt(at + 10) === 84;
  const from = withT ? stampEnd : at + 19 < end && text.charCodeAt(at + 19) === SPACE ? at + 19 : stampEnd;
  const host = skipSpaces(text, from, end);
  const stream = streamEnd(text, host, end);
  if (stream > 0 && readIsoTime(text, at, end, stamp) >= 0) {
    keepStamp(header);
    return stream;
  }
  const hostEnd = tokenEnd(text, host, end);
  if (hostEnd >= end || text.charCodeAt(hostEnd) !== SPACE) return at;
  const message = behindSameHost(text, skipSpaces(text, hostEnd, end), end, text.substring(host, hostEnd));
  const known =
    wordAt(text, message, end, 'CEF:') ||
    wordAt(text, message, end, 'LEEF:') ||
    wordAt(text, message, end, '%') ||
    // Sensors of Firepower put a word in between: `Alerts %NGIPS-0-430003: `.
    wordAt(text, skipSpaces(text, tokenEnd(text, message, end), end), end, '%NGIPS') ||
    tagEnd(text, message, end) > 0 ||
    // A day and a clock with a blank between them begin rows of many kinds.
    (withT &&
      isHostName(text, host, hostEnd) &&
      (beginsMessage(text, message, end) || bareTagEnd(text, message, end) > 0));
  if (!known) return at;
  const next = readIsoTime(text, at, end, stamp);
  if (next < 0) return at;
  keepStamp(header);
  return hostAndTag(text, next, end, header);
}

/** The device behind Kiwi's facility and level; what follows is as the device sent it. */
function stripKiwi(text: string, at: number, facility: number, end: number, header: SyslogHeader): number {
  const host = skipBlanks(text, facility, end);
  const hostEnd = tokenEnd(text, host, end);
  if (hostEnd >= end || readIsoTime(text, at, end, stamp) < 0) return at;
  keepStamp(header);
  header.host = text.substring(host, hostEnd);
  const message = skipBlanks(text, hostEnd, end);
  return tagAt(text, message, end, header);
}

/** ` host tag[pid]: ` after a time; either may be missing. */
function hostAndTag(text: string, at: number, end: number, header: SyslogHeader): number {
  let from = skipSpaces(text, at, end);
  if (from < end && text.charCodeAt(from) === COLON) from = skipSpaces(text, from + 1, end);
  const stop = tokenEnd(text, from, end);
  if (stop === from || stop - from > MAX_TOKEN) return from;
  const isHost = stop < end && text.charCodeAt(stop) === SPACE && !isMessageToken(text, from, stop);
  if (isHost) {
    const colon = text.charCodeAt(stop - 1) === COLON;
    if (!colon || isHostBeforeColon(text, from, stop, end)) {
      header.host = text.substring(from, colon ? stop - 1 : stop);
      from = skipSpaces(text, stop, end);
      if (from + 1 < end && text.charCodeAt(from) === COLON && text.charCodeAt(from + 1) === SPACE) {
        from = skipSpaces(text, from + 1, end);
      }
      const facility = facilityEnd(text, from - 1, end);
      if (facility > 0) from = skipBlanks(text, facility, end);
      from = behindSameHost(text, from, end, header.host);
      const bare = bareTagEnd(text, from, end);
      if (bare > 0) {
        header.tag = text.substring(from, untilCode(text, OPEN, from, tokenEnd(text, from, end)));
        return bare;
      }
    }
  }
  return tagAt(text, from, end, header);
}

/** Behind the host once more, as relays write it that put the program's own line behind theirs (OpenShift's routers). */
function behindSameHost(text: string, at: number, end: number, host: string): number {
  const stop = at + host.length;
  return stop < end && text.charCodeAt(stop) === SPACE && wordAt(text, at, stop, host)
    ? skipSpaces(text, stop, end)
    : at;
}

/** `10.0.0.1: ` and `fw1: %ASA-…` name the device; `squid: …` names the program. */
function isHostBeforeColon(text: string, from: number, stop: number, end: number): boolean {
  if (isDigit(text.charCodeAt(from)) && findCode(text, DOT, from, stop) > 0) return true;
  const next = skipSpaces(text, stop, end);
  return next < end && text.charCodeAt(next) === PERCENT;
}

/** Consumes `tag: ` or `tag[pid]: ` at `at` into the header. @returns the position of the message */
function tagAt(text: string, at: number, end: number, header: SyslogHeader): number {
  const stop = tagEnd(text, at, end);
  if (stop < 0) return at;
  let nameEnd = stop - 1;
  nameEnd = untilCode(text, OPEN, at, nameEnd);
  header.tag = text.substring(at, nameEnd);
  return skipSpaces(text, stop, end);
}

/**
 * RFC 5424 from its version on: `1 TIME HOST APP PROCID MSGID SD [MSG]`. When no message follows the structured data, the data is
 * the message (Juniper SRX), and the message id that names it stays in front of it.
 * @returns the position of the message; -1 when this is no RFC 5424 header
 */
function stripVersion1(text: string, at: number, end: number, header: SyslogHeader): number {
  const hasTime = !wordAt(text, at + 2, end, '- ');
  const from = hasTime ? readIsoTime(text, at + 2, end, stamp) : at + 3;
  if (from < 0) return -1;
  const host = skipSpaces(text, from, end);
  const hostEnd = tokenEnd(text, host, end);
  const app = skipSpaces(text, hostEnd, end);
  const appEnd = tokenEnd(text, app, end);
  const proc = skipSpaces(text, appEnd, end);
  const procEnd = tokenEnd(text, proc, end);
  const id = skipSpaces(text, procEnd, end);
  const idEnd = tokenEnd(text, id, end);
  if (idEnd === id) return -1;
  if (hasTime) keepStamp(header);
  header.host = isNil(text, host, hostEnd) ? '' : text.substring(host, hostEnd);
  header.tag = isNil(text, app, appEnd) ? '' : text.substring(app, appEnd);
  const data = skipSpaces(text, idEnd, end);
  if (wordAt(text, data, end, SELF_TOLD)) return data;
  const message = skipSpaces(text, skipStructuredData(text, data, end), end);
  if (message < end || data >= end) return skipBom(text, message, end);
  return isNil(text, data, end) ? end : isNil(text, id, idEnd) ? data : id;
}
