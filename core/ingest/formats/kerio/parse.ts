/**
 * In: Kerio Control's connection log, `[dd/Mon/yyyy HH:mm:ss] [ID] n [Rule] r [Service] s [User] u [Connection] TCP A:p -> B:p [Duration] n sec
 * [Bytes] sent/received/all [Packets] …`, and what its filter says of packets, `[time] DENY "rule" packet from LAN, proto:TCP, len:48,
 * A:p -> B:p, …`. Out: a verdict and the draft. Its HTTP log is a web server's. Source: Kerio Control administrator's guide, "Logs".
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
import { findCode, findLastCode, findWord, untilCode, wordAt } from '../shared/fields.ts';
import { parseUint, skipDigits } from '../shared/numbers.ts';
import { readClfTime, skipSpaces } from '../shared/time.ts';
import { setDestinationFromUrl, setSource } from '../shared/url.ts';
import { reject } from '../shared/verdict.ts';

const SPACE = 32;
const COMMA = 44;
const SLASH = 47;
const COLON = 58;
const OPEN = 91;
const CLOSE = 93;
const ARROW = ' -> ';
const CONNECTION = '[Connection] ';
const BYTES = '[Bytes] ';
const PACKET = '" packet ';
const LOOK = 400;

export type Kind = 'connection' | 'packet' | '';

/** Behind the time in brackets and the blank that follows it, -1 when none begins the line. */
function behindTime(text: string, start: number, end: number, out: EventDraft | typeof scratch): number {
  if (text.charCodeAt(start) !== OPEN) return -1;
  const stop = readClfTime(text, start + 1, end, out);
  return stop > 0 && text.charCodeAt(stop) === CLOSE ? skipSpaces(text, stop + 1, end) : -1;
}

const scratch = { timeMs: 0, timeIsLocal: false, timeIsYearless: false };

export function kindOf(text: string, start: number, end: number): Kind {
  const at = behindTime(text, start, end, scratch);
  if (at < 0) return '';
  const limit = Math.min(end, start + LOOK);
  if (wordAt(text, at, end, '[ID] ') && findWord(text, CONNECTION, at, limit) > 0) return 'connection';
  const isRule =
    wordAt(text, at, end, 'DENY "') || wordAt(text, at, end, 'PERMIT "') || wordAt(text, at, end, 'DROP "');
  return isRule && findWord(text, PACKET, at, limit) > 0 && findWord(text, ' proto:', at, limit) > 0 ? 'packet' : '';
}

export class KerioParser implements LineParser {
  parse(text: string, start: number, end: number, out: EventDraft, _header: SyslogHeader): Verdict {
    const kind = kindOf(text, start, end);
    if (kind === '') return reject(out, 'shape');
    const at = behindTime(text, start, end, out);
    const arrow = findWord(text, ARROW, at, end);
    if (arrow < 0) return reject(out, 'destination');
    readEnds(text, at, arrow, end, out);
    if (kind === 'packet') {
      out.action = wordAt(text, at, end, 'PERMIT') ? ACTION_ALLOWED : ACTION_BLOCKED;
    } else {
      out.action = ACTION_ALLOWED;
      out.sourceUser = valueAt(text, '[User] ', at, arrow);
      out.vendorApp = valueAt(text, '[Service] ', at, arrow);
      readBytes(text, arrow, end, out);
    }
    const hasDestination = out.destinationIp !== '' || out.destinationHost !== '';
    return out.sourceIp === '' || !hasDestination ? reject(out, 'address') : PARSED;
  }
}

function readEnds(text: string, start: number, arrow: number, end: number, out: EventDraft): void {
  const source = findLastCode(text, SPACE, start, arrow) + 1;
  const colon = findLastCode(text, COLON, source, arrow);
  const stop = colon > source ? colon : arrow;
  setSource(text, source, stop, out);
  const target = arrow + ARROW.length;
  const targetEnd = Math.min(untilCode(text, SPACE, target, end), untilCode(text, COMMA, target, end));
  setDestinationFromUrl(text, target, targetEnd, out);
}

/** What stands between a name in brackets and the next; '' where the line has none. */
function valueAt(text: string, name: string, start: number, end: number): string {
  const at = findWord(text, name, start, end);
  if (at < 0) return '';
  const next = findCode(text, OPEN, at + name.length, end);
  return text.substring(at + name.length, next < 0 ? end : next).trim();
}

/** `sent/received/all`, as the client sees it. */
function readBytes(text: string, start: number, end: number, out: EventDraft): void {
  const mark = findWord(text, BYTES, start, end);
  if (mark < 0) return;
  const sent = mark + BYTES.length;
  const slash = untilCode(text, SLASH, sent, end);
  out.bytesSent = parseUint(text, sent, slash);
  out.bytesReceived = parseUint(text, slash + 1, skipDigits(text, slash + 1, end));
}
