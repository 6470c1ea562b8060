/**
 * In: a Check Point record as `[action:"Drop"; src:"10.1.2.3"; …]`, `[Fields@1.3.6.1.4.1.2620 src="10.1.2.3" …]`, `[sc4s@2620 …]`,
 * `time=…|action=…|src=…`, or `<log><src>…</src>…</log>`.
 * Out: its pairs, one at a time, as positions.
 * Guarantee: `next` moves forward, stays inside the window, and ends.
 */
import { findWord, untilCode } from '../shared/fields.ts';

const SPACE = 32;
const DQUOTE = 34;
const SLASH = 47;
const COLON = 58;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;
const AT = 64;
const BACKSLASH = 92;
const PIPE = 124;

export const SHAPE_COLONS = 0;
export const SHAPE_BARS = 1;
export const SHAPE_TAGS = 2;
/** Structured data under Check Point's enterprise number: the gateway's own syslog, and Log Exporter's for Splunk's collector. */
export const SHAPE_FIELDS = 3;
const ENTERPRISE = '2620 ';

export class CheckpointPairs {
  keyStart = 0;
  keyEnd = 0;
  valueStart = 0;
  valueEnd = 0;

  private text = '';
  private at = 0;
  private end = 0;
  private shape = SHAPE_COLONS;

  reset(text: string, start: number, end: number, shape: number): void {
    this.text = text;
    this.at = start;
    this.end = end;
    this.shape = shape;
  }

  next(): boolean {
    if (this.at >= this.end) return false;
    if (this.shape === SHAPE_COLONS) return this.nextQuoted(COLON);
    if (this.shape === SHAPE_FIELDS) return this.nextQuoted(EQUALS);
    return this.shape === SHAPE_BARS ? this.nextBar() : this.nextTag();
  }

  /** `key:"value"; ` (or `key="value" `) with `\"` and `\]` in values; some keys are followed by two colons. */
  private nextQuoted(mark: number): boolean {
    const { text, end } = this;
    const quote = untilCode(text, DQUOTE, this.at, end);
    if (quote >= end) return this.stop();
    let stop = quote;
    while (stop > this.at && text.charCodeAt(stop - 1) === mark) stop--;
    let start = stop;
    while (start > this.at && isKeyCode(text.charCodeAt(start - 1))) start--;
    let close = quote + 1;
    while (close < end && text.charCodeAt(close) !== DQUOTE) close += text.charCodeAt(close) === BACKSLASH ? 2 : 1;
    this.set(start, stop, quote + 1, Math.min(close, end));
    this.at = Math.min(close + 1, end);
    return true;
  }

  private nextBar(): boolean {
    const { text, end } = this;
    while (this.at < end) {
      let start = this.at;
      while (start < end && text.charCodeAt(start) === SPACE) start++;
      const stop = untilCode(text, PIPE, start, end);
      const equals = untilCode(text, EQUALS, start, stop);
      this.at = stop + 1;
      if (equals >= stop) continue;
      const isQuoted =
        stop - equals > 2 && text.charCodeAt(equals + 1) === DQUOTE && text.charCodeAt(stop - 1) === DQUOTE;
      this.set(start, equals, isQuoted ? equals + 2 : equals + 1, isQuoted ? stop - 1 : stop);
      return true;
    }
    return false;
  }

  /** `<key>value</key>`; tags around other tags hold no value of their own. */
  private nextTag(): boolean {
    const { text, end } = this;
    while (this.at < end) {
      const open = untilCode(text, LESS, this.at, end);
      const close = untilCode(text, GREATER, open, end);
      if (close >= end) return this.stop();
      this.at = close + 1;
      const isEmpty = text.charCodeAt(close - 1) === SLASH;
      if (text.charCodeAt(open + 1) === SLASH || isEmpty) continue;
      const next = untilCode(text, LESS, close + 1, end);
      if (next >= end || text.charCodeAt(next + 1) !== SLASH) continue;
      this.set(open + 1, untilCode(text, SPACE, open + 1, close), close + 1, next);
      this.at = next;
      return true;
    }
    return false;
  }

  private set(keyStart: number, keyEnd: number, valueStart: number, valueEnd: number): void {
    this.keyStart = keyStart;
    this.keyEnd = keyEnd;
    this.valueStart = valueStart;
    this.valueEnd = valueEnd;
  }

  private stop(): boolean {
    this.at = this.end;
    return false;
  }
}

function isKeyCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  );
}

/** Where a record begins and in which shape; -1 when the line holds none. */
export const record = { start: -1, shape: SHAPE_COLONS };

const LOOK = 200;
/** Of structured data, and of the number behind its `@`. */
const LONGEST_NAME = 32;

export function findRecord(text: string, start: number, end: number): boolean {
  const limit = Math.min(end, start + LOOK);
  if (text.charCodeAt(start) === LESS) {
    record.start = findWord(text, '<log>', start, limit);
    record.shape = SHAPE_TAGS;
    return record.start >= 0;
  }
  const bracket = untilCode(text, 91, start, limit);
  const at = untilCode(text, AT, bracket, Math.min(limit, bracket + LONGEST_NAME));
  const number = findWord(text, ENTERPRISE, at, Math.min(end, at + LONGEST_NAME));
  if (number > at && untilCode(text, SPACE, bracket, number) === number) {
    record.start = number + ENTERPRISE.length;
    record.shape = SHAPE_FIELDS;
    return true;
  }
  const colon = bracket < limit ? findWord(text, ':"', bracket, Math.min(end, bracket + LOOK)) : -1;
  if (colon > bracket && isKey(text, bracket + 1, colon)) {
    record.start = bracket + 1;
    record.shape = SHAPE_COLONS;
    return true;
  }
  const bar = untilCode(text, PIPE, start, limit);
  const equals = untilCode(text, EQUALS, start, bar);
  record.start = start;
  record.shape = SHAPE_BARS;
  return bar < limit && equals < bar && isKey(text, start, equals);
}

function isKey(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isKeyCode(text.charCodeAt(at))) return false;
  return end > start;
}
