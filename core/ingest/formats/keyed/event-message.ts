/**
 * In: the event of a Windows provider as its message, behind whatever a forwarder puts in front of it (Snare, OSSEC, Splunk). Out: its id, and
 * its data as pairs that a DraftFiller takes.
 */
import type { EventDraft } from '../api.ts';
import { findWord } from '../shared/fields.ts';
import { readAnyTime, readIsoDate } from '../shared/time.ts';
import type { DraftFiller } from './draft-filler.ts';
import type { FieldTable } from './field-table.ts';

/** An event's message as text. */
export interface EventMessage {
  /** How messages begin, and the event that each is of. */
  readonly begins: readonly (readonly [text: string, id: string])[];
  /** What messages call the event's data, all of them one word long. */
  readonly labels: readonly (readonly [label: string, name: string])[];
}

/** How far into a line its message, or its provider's name, is looked for. */
export const EVENT_LOOK = 3000;

const TAB = 9;
const SPACE = 32;
const DAY_LENGTH = 'yyyy-MM-dd'.length;

export interface MessageBegin {
  readonly at: number;
  readonly id: string;
}

/** Where a line's message begins, and which event it is of. */
export function findBegin(
  { begins }: EventMessage,
  text: string,
  start: number,
  end: number,
): MessageBegin | undefined {
  for (const [words, id] of begins) {
    const at = findWord(text, words, start, Math.min(end, start + EVENT_LOOK));
    if (at >= 0) return { at, id };
  }
  return undefined;
}

/** A message of these, with data. */
export function isMessage(message: EventMessage, text: string, start: number, end: number): boolean {
  const begin = findBegin(message, text, start, end);
  return begin !== undefined && message.labels.some(([label]) => findWord(text, `${label}:`, begin.at, end) > 0);
}

/**
 * Gives `filler` the data of the message that begins at `at`.
 * @returns the value that goes by the name of `direction`
 */
export function putMessage(
  { labels }: EventMessage,
  direction: string,
  table: FieldTable,
  filler: DraftFiller,
  text: string,
  at: number,
  end: number,
  out: EventDraft,
): string {
  let way = '';
  for (const [label, name] of labels) {
    const place = findWord(text, `${label}:`, at, end);
    const from = place < 0 ? end : skipBlanks(text, place + label.length + 1, end);
    const to = valueEnd(text, from, end);
    if (to === from) continue;
    if (name === direction) way = text.substring(from, to);
    const entry = table.find(name, 0, name.length);
    if (entry >= 0) filler.put(entry, text, from, to, out);
  }
  return way;
}

function skipBlanks(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB)) at++;
  return at;
}

/** Behind the word at `start`, and behind the clock that follows a day. */
function valueEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) !== SPACE && text.charCodeAt(at) !== TAB) at++;
  const isDay = at - start === DAY_LENGTH && !Number.isNaN(readIsoDate(text, start, at)) && at + 1 < end;
  return isDay ? valueEnd(text, at + 1, end) : at;
}

/** `Thu Mar 06 12:14:14 2025` among Snare's columns. */
const SNARE_TIME = /\t\w{3} (?=\w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}\t)/;

/** The event's own time in front of its message: the line begins with it, or it is a column. */
export function readFrontTime(text: string, start: number, end: number, out: EventDraft): void {
  if (readAnyTime(text, start, end, out) >= 0) return;
  const front = text.substring(start, end);
  const column = SNARE_TIME.exec(front);
  if (column !== null) readAnyTime(front, column.index + column[0].length, front.length, out);
}
