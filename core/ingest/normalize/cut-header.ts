/**
 * In: a line that no format reads as it stands, and somebody who reads. Out: whether a record begins further behind, when words in front are taken
 * for what is left of a header that was cut or for parts of one that we do not know (a time, a device, a program), or further in front, when what
 * was taken for the header's was the message's own.
 */

import { ipKind } from '../../kit/ip.ts';
import type { SyslogHeader } from '../formats/api.ts';
import { findCode } from '../formats/shared/fields.ts';
import { readIsoTime, type TimeTarget } from '../formats/shared/time.ts';
import { stripSyslog } from './syslog.ts';
import { tagEnd, tokenEnd } from './syslog-words.ts';

const TAB = 9;
const SPACE = 32;
const COLON = 58;
const LESS = 60;
const GREATER = 62;
/** Longer words are messages. */
const LONGEST = 255;
const DEVICE = /^[a-z\d](?:[\w.-]*[a-z\d])?$/i;
const NUMBER = /^\d+$/;

const stamp: TimeTarget = { timeMs: Number.NaN, timeIsLocal: false, timeIsYearless: false };

/** Time, device and program. */
const MOST_WORDS = 3;

/**
 * @param header what is found is put there, with `start` where the record may begin
 * @param read whether one begins there
 */
export function readBehindWords(
  text: string,
  start: number,
  end: number,
  header: SyslogHeader,
  read: () => boolean,
): boolean {
  stripSyslog(text, start, end, header);
  const known = { ...header };
  if (readInFront(text, start, end, header, read)) return true;
  for (let word = 0; word < MOST_WORDS; word++) {
    known.start = behindHeaderWord(text, known.start, end, known);
    if (known.start < 0) return false;
    stripSyslog(text, known.start, end, header);
    if (Number.isNaN(header.timeMs)) {
      header.timeMs = known.timeMs;
      header.timeIsLocal = known.timeIsLocal;
      header.timeIsYearless = known.timeIsYearless;
    }
    if (header.host === '') header.host = known.host;
    if (read()) return true;
  }
  return false;
}

/** The message's own name or time may have been taken for the header's program or time. */
function readInFront(text: string, start: number, end: number, header: SyslogHeader, read: () => boolean): boolean {
  const { start: behind, tag } = header;
  const name = tag === '' ? -1 : text.lastIndexOf(tag, behind - 1);
  const priority = text.charCodeAt(start) === LESS ? findCode(text, GREATER, start, end) + 1 : 0;
  for (const at of [name, priority]) {
    if (at <= start || at >= behind) continue;
    header.start = at;
    if (read()) return true;
  }
  return false;
}

/** Gives `header` what the word at `at` says. @returns behind that word and the blanks that follow it; -1 when it is no part of a header */
function behindHeaderWord(text: string, at: number, end: number, header: SyslogHeader): number {
  const program = tagEnd(text, at, end);
  if (program > 0) return behindBlanks(text, program, end);
  const stop = tokenEnd(text, at, end);
  if (stop === at || stop >= end || stop - at > LONGEST) return -1;
  if (readIsoTime(text, at, stop, stamp) === stop) {
    header.timeMs = stamp.timeMs;
    header.timeIsLocal = stamp.timeIsLocal;
    header.timeIsYearless = false;
    return behindBlanks(text, stop, end);
  }
  const word = text.substring(at, text.charCodeAt(stop - 1) === COLON ? stop - 1 : stop);
  const isDevice = ipKind(word, 0, word.length) !== 0 || (DEVICE.test(word) && !NUMBER.test(word));
  if (!isDevice) return -1;
  if (header.host === '') header.host = word;
  return behindBlanks(text, stop, end);
}

function behindBlanks(text: string, at: number, end: number): number {
  let from = at;
  while (from < end && (text.charCodeAt(from) === SPACE || text.charCodeAt(from) === TAB)) from++;
  return from > at && from < end ? from : -1;
}
