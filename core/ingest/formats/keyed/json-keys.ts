/**
 * In: a line, and texts that tell JSON objects of one product from those of others (keys with their quotes, as written).
 * Out: which of the texts the line holds. Several dozen formats ask, line after line: a line is looked through once, at its quotes, for
 * the texts of all of them.
 */

const DQUOTE = 34;
const OPEN_BRACE = 123;
const AT = 64;

/** Claims look no further into an object than this: objects of a hundred keys are long, and what identifies one stands in its first part. */
const LOOK = 8192;
const BUCKETS = 2048;
const NOWHERE = 2 ** 40;

/** Texts that must all occur. */
export interface KeySet {
  readonly ids: readonly number[];
}

const texts: string[] = [];
const nexts: number[] = [];
/** Of each text, its last character and how far behind the first that stands. */
const lasts: number[] = [];
const spans: number[] = [];
const heads = new Int16Array(BUCKETS).fill(-1);
/** Where a text that stands inside of values was found last: it does not occur in [from, found). Null for those behind a quote. */
interface Found {
  text: string;
  from: number;
  found: number;
}
const loose: (Found | null)[] = [];
/** By text: the scan that met it last, and where it stands first in that scan's line. */
let scans = new Uint32Array(0);
let places = new Uint32Array(0);
let scan = 0;
/** What the last scan looked through. */
let line = '';
let from = 0;
let to = -1;

function bucketOf(second: number, third: number, fourth: number): number {
  return (second * 113 + third * 31 + fourth) & (BUCKETS - 1);
}

function idOf(text: string): number {
  const known = texts.indexOf(text);
  if (known >= 0) return known;
  const id = texts.push(text) - 1;
  spans.push(text.length - 1);
  lasts.push(text.charCodeAt(text.length - 1));
  const isQuoted = text.length > 3 && text.charCodeAt(0) === DQUOTE;
  const bucket = bucketOf(text.charCodeAt(1), text.charCodeAt(2), text.charCodeAt(3));
  nexts.push(isQuoted ? (heads[bucket] ?? -1) : -1);
  if (isQuoted) heads[bucket] = id;
  loose.push(isQuoted ? null : { text: '', from: 0, found: -1 });
  scans = new Uint32Array(texts.length);
  places = new Uint32Array(texts.length);
  to = -1;
  return id;
}

/**
 * Made once, when a format is.
 * @param words quotes included where they begin a key or a value (`"event_type"`, `"source.`); others cost more
 */
export function keySet(...words: readonly string[]): KeySet {
  return { ids: words.map(idOf) };
}

/** Position of the object's brace: at the start, or behind the `@cee:` that some relays put before JSON. */
export function jsonStart(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) !== AT) return start;
  return text.startsWith('@cee:', start)
    ? Math.min(start + 5 + (text.charCodeAt(start + 5) === 32 ? 1 : 0), end)
    : start;
}

/** True when the line is an object with all of these texts in its first part. */
export function hasKeys(text: string, start: number, end: number, set: KeySet): boolean {
  const at = jsonStart(text, start, end);
  if (at >= end || text.charCodeAt(at) !== OPEN_BRACE) return false;
  lookThrough(text, at, end);
  const limit = Math.min(end, at + LOOK);
  for (const id of set.ids) {
    if (placeOf(id, text, at) + (texts[id] ?? '').length > limit) return false;
  }
  return true;
}

/** True when any of these texts occurs, wherever in the object. */
export function hasAnyKey(text: string, start: number, end: number, set: KeySet): boolean {
  lookThrough(text, start, end);
  for (const id of set.ids) if (placeOf(id, text, start) + (texts[id] ?? '').length <= end) return true;
  return false;
}

/** First place of a text at or behind `start`, beyond any line when there is none. */
function placeOf(id: number, text: string, start: number): number {
  const memo = loose[id];
  if (!memo) return scans[id] === scan ? (places[id] ?? 0) : NOWHERE;
  // The next one in the whole text: line after line asks, and a text that does not occur is sought once.
  if (start < memo.from || start > memo.found || text !== memo.text) {
    const found = text.indexOf(texts[id] ?? '', start);
    memo.text = text;
    memo.from = start;
    memo.found = found < 0 ? NOWHERE : found;
  }
  return memo.found;
}

function lookThrough(text: string, start: number, end: number): void {
  if (start === from && end === to && text === line) return;
  line = text;
  from = start;
  to = end;
  scan = (scan + 1) >>> 0;
  if (scan === 0) {
    scans.fill(0);
    scan = 1;
  }
  // The last characters of a line begin no text.
  for (let at = start; at + 3 < end; at++) {
    if (text.charCodeAt(at) !== DQUOTE) continue;
    let id = heads[bucketOf(text.charCodeAt(at + 1), text.charCodeAt(at + 2), text.charCodeAt(at + 3))] ?? -1;
    while (id >= 0) {
      const isLikely = scans[id] !== scan && text.charCodeAt(at + (spans[id] ?? 0)) === lasts[id];
      if (isLikely && text.startsWith(texts[id] ?? '', at)) {
        scans[id] = scan;
        places[id] = at;
      }
      id = nexts[id] ?? -1;
    }
  }
}
