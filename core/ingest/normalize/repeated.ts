/**
 * In: what stands behind a syslog header. Out: whether it is rsyslog's or FreeBSD's word for messages that came again, with the message in it:
 * `message repeated 3 times: [ … ]`. The message had been written once before, so that the line stands for as many more.
 */
import type { EventDraft } from '../formats/api.ts';
import { findWordAt, isWordAt } from '../formats/shared/bytes.ts';

const MARK = 'message repeated ';
const M = 109;
const CLOSE = 93;
/** More digits are no number that a daemon counts to between two lines. */
const REPEATED = /^message repeated (\d{1,6}) times: \[ ?/;
const LONGEST = 40;
/** A header and a program's name stand in front. */
const LOOK = 120;

export interface Repeated {
  readonly times: number;
  readonly start: number;
  readonly end: number;
}

export function repeatedMessage(text: string, start: number, end: number): Repeated | undefined {
  if (text.charCodeAt(start) !== M || !text.startsWith(MARK, start)) return undefined;
  const match = REPEATED.exec(text.substring(start, Math.min(end, start + LONGEST)));
  if (match === null) return undefined;
  const isClosed = text.charCodeAt(end - 1) === CLOSE;
  return { times: Math.max(1, Number(match[1])), start: start + match[0].length, end: isClosed ? end - 1 : end };
}

/** Whether the bytes may hold such a message behind a header. */
export function mayBeRepeated(bytes: Uint8Array, start: number, end: number): boolean {
  return findWordAt(bytes, MARK, start, Math.min(end, start + LOOK)) >= 0;
}

export function isRepeated(bytes: Uint8Array, start: number): boolean {
  return bytes[start] === M && isWordAt(bytes, start, MARK);
}

/** The line stands for so many transactions of the same size. */
export function multiply(draft: EventDraft, times: number): void {
  draft.count *= times;
  if (draft.bytesSent > 0) draft.bytesSent *= times;
  if (draft.bytesReceived > 0) draft.bytesReceived *= times;
  if (draft.bytesTotal > 0) draft.bytesTotal *= times;
}
