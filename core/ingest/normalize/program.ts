/**
 * In: a line whose syslog header was cut off in front of the program's name. Out: where its message begins.
 * Looks no further than the first character that no such name has.
 */
import type { SyslogHeader } from '../formats/api.ts';
import { findCode, untilCode } from '../formats/shared/fields.ts';
import { isDigit } from '../formats/shared/numbers.ts';

const TAB = 9;
const SPACE = 32;
const COLON = 58;
const OPEN = 91;
const CLOSE = 93;
/** As in syslog-words.ts. */
const LONGEST_NAME = 64;
const LONGEST_PID = 10;

const NAME = new Uint8Array(256);
for (const char of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./') NAME[char.charCodeAt(0)] = 1;

/** Behind `program[123]: `, perhaps with the host in front of it, with which the line begins; -1 when it begins otherwise. */
export function programEnd(line: string | Uint8Array, start: number, end: number): number {
  const first = nameEnd(line, start, end);
  if (first === start) return -1;
  const name = codeAt(line, first) === SPACE ? first + 1 : start;
  const stop = name === start ? first : nameEnd(line, name, end);
  if (stop === name || codeAt(line, stop) !== OPEN) return -1;
  let at = stop + 1;
  while (at < end && at - stop <= LONGEST_PID && isDigit(codeAt(line, at))) at++;
  const isNumbered = at > stop + 1 && codeAt(line, at) === CLOSE && codeAt(line, at + 1) === COLON;
  if (!isNumbered || at + 2 >= end || codeAt(line, at + 2) !== SPACE) return -1;
  at += 2;
  while (at < end && (codeAt(line, at) === SPACE || codeAt(line, at) === TAB)) at++;
  return at < end ? at : -1;
}

/** The same of bytes. Asked of every line: nearly all begin otherwise, as their first word tells. */
export function programEndIn(bytes: Uint8Array, start: number, end: number): number {
  const limit = Math.min(end, start + LONGEST_NAME);
  let at = start;
  while (at < limit && NAME[bytes[at] ?? 0] === 1) at++;
  const next = bytes[at];
  const mayBegin = next === OPEN || (next === SPACE && NAME[bytes[at + 1] ?? 0] === 1);
  return mayBegin ? programEnd(bytes, start, end) : -1;
}

/** Passes over the program at `header.start`: what is left of a header that was cut, or stands behind a word too many. */
export function takeProgram(text: string, end: number, header: SyslogHeader): void {
  const { start } = header;
  const message = programEnd(text, start, end);
  if (message < 0) return;
  header.start = message;
  const open = untilCode(text, OPEN, start, message);
  const blank = findCode(text, SPACE, start, open);
  if (blank > 0 && header.host === '') header.host = text.substring(start, blank);
  header.tag = text.substring(blank < 0 ? start : blank + 1, open);
}

function nameEnd(line: string | Uint8Array, start: number, end: number): number {
  const limit = Math.min(end, start + LONGEST_NAME);
  let at = start;
  while (at < limit && NAME[codeAt(line, at)] === 1) at++;
  return at;
}

function codeAt(line: string | Uint8Array, at: number): number {
  return typeof line === 'string' ? line.charCodeAt(at) : (line[at] ?? 0);
}
