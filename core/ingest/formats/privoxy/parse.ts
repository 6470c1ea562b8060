/**
 * Privoxy's log: `Mon dd HH:mm:ss Privoxy(thread) Request: host/path [crunch!]` up to 3.0.6,
 * `yyyy-MM-dd HH:mm:ss.fff thread Request: host/path` and `… Crunch: Blocked: url` since. It names no client.
 * Source: https://www.privoxy.org/user-manual/config.html (debug levels 1, 1024)
 *
 * To the syslog stripper the thread is a host and the message's kind a tag; both are looked for behind its back.
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
import { untilCode, wordAt } from '../shared/fields.ts';
import { isDigit } from '../shared/numbers.ts';
import { setDestinationFromUrl } from '../shared/url.ts';
import { reject, skip } from '../shared/verdict.ts';

const SPACE = 32;
const COLON = 58;
const CLOSE = 41;
const CRUNCH = ' crunch!';

export const NO_KIND = 0;
export const REQUEST = 1;
export const CRUNCHED = 2;
export const OTHER = 3;

/** What the words in front of the message say: which kind it is and that a Privoxy thread wrote it. */
export function kindBefore(text: string, start: number): number {
  const kind = wordBefore(text, start);
  if (kind === NO_KIND) return NO_KIND;
  let at = start - KIND_LENGTH[kind === REQUEST ? 0 : kind === CRUNCHED ? 1 : 2] - 1;
  if (text.charCodeAt(at) !== SPACE) return NO_KIND;
  at--;
  if (text.charCodeAt(at) === CLOSE) {
    const open = at - 8;
    return text.startsWith('Privoxy(', open - 8) ? kind : NO_KIND;
  }
  // Threads are eight or more hexadecimal digits; other programs may write such words, but not in front of these kinds.
  let digits = 0;
  while (at >= 0 && isHex(text.charCodeAt(at))) {
    digits++;
    at--;
  }
  return digits >= 6 && text.charCodeAt(at) === SPACE ? kind : NO_KIND;
}

const KIND_LENGTH = ['Request: '.length, 'Crunch: '.length, 'Info: '.length] as const;

function wordBefore(text: string, start: number): number {
  if (start >= 9 && text.startsWith('Request: ', start - 9)) return REQUEST;
  if (start >= 8 && text.startsWith('Crunch: ', start - 8)) return CRUNCHED;
  return start >= 6 && text.startsWith('Info: ', start - 6) ? OTHER : NO_KIND;
}

function isHex(code: number): boolean {
  return isDigit(code) || ((code | 32) >= 97 && (code | 32) <= 102);
}

export function createPrivoxyParser(): LineParser {
  return { parse };
}

function parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
  const kind = kindBefore(text, start);
  if (kind === NO_KIND || start >= end) return reject(out, 'shape');
  if (kind === OTHER) return skip(out, 'message-type');
  out.timeMs = header.timeMs;
  out.timeIsLocal = header.timeIsLocal;
  out.timeIsYearless = header.timeIsYearless;
  let at = start;
  if (kind === CRUNCHED) {
    // `Blocked: http://…`
    const colon = untilCode(text, COLON, start, end);
    at = Math.min(end, colon + 2);
  }
  const stop = untilCode(text, SPACE, at, end);
  if (wordAt(text, stop, end, ' cgi call') || wordAt(text, at, end, 'config.privoxy.org/'))
    return skip(out, 'message-type');
  if (!setDestinationFromUrl(text, at, stop, out)) return reject(out, 'shape');
  const isBlocked = kind === CRUNCHED || wordAt(text, stop, end, CRUNCH);
  out.action = isBlocked ? ACTION_BLOCKED : ACTION_ALLOWED;
  if (out.wantDetail) out.url = text.substring(at, stop);
  return PARSED;
}
