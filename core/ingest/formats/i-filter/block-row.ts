/**
 * In: a line of i-FILTER's block log: `process client user group number day/Mon/year:time zone url action …`, seventeen words in all.
 * Out: the draft. The address behind the process and a time of the access log's kind behind three more words tell it.
 * Source: https://www.pa-solution.net/daj/bs/faq/detail.aspx?id=2800
 */
import type { EventDraft } from '../api.ts';
import { looksLikeIp } from '../kv/window.ts';
import { isBlank, untilSpace } from '../shared/fields.ts';
import { isDigit, skipDigits } from '../shared/numbers.ts';
import { readClfTime } from '../shared/time.ts';
import { setDestinationFromUrl } from '../shared/url.ts';
import { actionOf } from './words.ts';

const SLASH = 47;
const COLON = 58;
const COLUMNS = 17;
const CLIENT = 1;
const USER = 2;
const STAMP = 5;
const URL = 7;
const ACTION = 8;

const starts = new Int32Array(COLUMNS);
const ends = new Int32Array(COLUMNS);

export function isBlockRow(text: string, start: number, end: number): boolean {
  if (start >= end || !isDigit(text.charCodeAt(start))) return false;
  const process = skipDigits(text, start, end);
  const clientEnd = untilSpace(text, process + 1, end);
  if (untilSpace(text, start, end) !== process || !looksLikeIp(text, process + 1, clientEnd)) return false;
  if (!split(text, start, end)) return false;
  const stamp = starts[STAMP] ?? 0;
  return (
    (ends[STAMP] ?? 0) - stamp === 20 &&
    text.charCodeAt(stamp + 2) === SLASH &&
    text.charCodeAt(stamp + 6) === SLASH &&
    text.charCodeAt(stamp + 11) === COLON
  );
}

/** @returns why it is refused, '' when it is read */
export function readBlockRow(text: string, end: number, out: EventDraft): string {
  if (readClfTime(text, starts[STAMP] ?? 0, end, out) < 0) return 'time';
  out.sourceIp = word(text, CLIENT);
  if (!isBlank(text, starts[USER] ?? 0, ends[USER] ?? 0)) out.sourceUser = word(text, USER);
  out.action = actionOf(word(text, ACTION));
  if (!setDestinationFromUrl(text, starts[URL] ?? 0, ends[URL] ?? 0, out)) return 'address';
  if (out.wantDetail) out.url = word(text, URL);
  return '';
}

/** Words parted by single blanks, as many as the log has. */
function split(text: string, start: number, end: number): boolean {
  let at = start;
  for (let column = 0; column < COLUMNS; column++) {
    const stop = untilSpace(text, at, end);
    if (at >= end || stop === at) return false;
    starts[column] = at;
    ends[column] = stop;
    at = stop + 1;
  }
  return at === end + 1;
}

function word(text: string, column: number): string {
  return text.substring(starts[column] ?? 0, ends[column] ?? 0);
}
