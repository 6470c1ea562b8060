/**
 * In: a line of `key=value key="value with spaces"` pairs, separated by spaces or by commas.
 * Out: one pair at a time as positions in the text; nothing is copied.
 * Guarantee: `next` moves forward, stays inside the window, and ends.
 */
import { untilCode } from '../shared/fields.ts';
import { skipBlank } from './window.ts';

const TAB = 9;
const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const EQUALS = 61;
const BACKSLASH = 92;

/** Reads pairs from a window. One instance serves many lines: call `reset`, then `next` until it returns false. */
export class KvFields {
  keyStart = 0;
  keyEnd = 0;
  valueStart = 0;
  valueEnd = 0;
  /** The value stood in quotes and holds a backslash before a quote: read it with `value`. */
  escaped = false;

  private text = '';
  private at = 0;
  private end = 0;
  /** Comma or space; 0 until the first value has shown which. */
  private separator = 0;

  reset(text: string, start: number, end: number): void {
    this.text = text;
    this.at = start;
    this.end = end;
    this.separator = 0;
  }

  /** Moves to the next pair. Words without `=` between pairs are passed over. @returns false at the end */
  next(): boolean {
    const { text, end } = this;
    let at = this.at;
    for (;;) {
      while (at < end) {
        const code = text.charCodeAt(at);
        if (code !== SPACE && code !== COMMA && code !== TAB) break;
        at++;
      }
      if (at >= end) {
        this.at = end;
        return false;
      }
      const keyStart = at;
      let code = 0;
      while (at < end) {
        code = text.charCodeAt(at);
        if (code === EQUALS || code === SPACE || code === COMMA || code === TAB) break;
        at++;
      }
      if (at < end && code === EQUALS && at > keyStart) {
        this.keyStart = keyStart;
        this.keyEnd = at;
        this.readValue(at + 1);
        return true;
      }
      at++;
    }
  }

  /** The value as text, with `\"` read as `"`. */
  value(): string {
    const raw = this.text.substring(this.valueStart, this.valueEnd);
    return this.escaped ? raw.replaceAll('\\"', '"') : raw;
  }

  private readValue(at: number): void {
    this.escaped = false;
    if (at < this.end && this.text.charCodeAt(at) === DQUOTE) this.readQuoted(at + 1);
    else this.readBare(at);
  }

  private readBare(start: number): void {
    const { text, end } = this;
    let at = start;
    const separator = this.separator;
    if (separator === COMMA) {
      at = untilCode(text, COMMA, start, end);
    } else {
      while (at < end) {
        const code = text.charCodeAt(at);
        if (code === SPACE || code === TAB) break;
        if (code === COMMA && separator === 0) break;
        at++;
      }
      if (separator === 0 && at < end) this.separator = text.charCodeAt(at) === COMMA ? COMMA : SPACE;
    }
    this.valueStart = start;
    this.valueEnd = at;
    this.at = at;
  }

  private readQuoted(start: number): void {
    const { text, end } = this;
    let at = start;
    while (at < end) {
      at = untilCode(text, DQUOTE, at, end);
      if (at >= end || at === start || text.charCodeAt(at - 1) !== BACKSLASH || this.closesAt(at)) break;
      this.escaped = true;
      at++;
    }
    this.valueStart = start;
    this.valueEnd = at < end ? at : end;
    this.at = Math.min(at + 1, end);
    if (this.separator === 0 && this.at < end) this.separator = text.charCodeAt(this.at) === COMMA ? COMMA : SPACE;
  }

  /**
   * A quote behind a backslash closes the value after all when a pair (or the end) follows: vendors escape quotes but not
   * backslashes, and Windows paths end in one.
   */
  private closesAt(quote: number): boolean {
    const { text, end } = this;
    const after = quote + 1;
    if (after >= end) return true;
    const code = text.charCodeAt(after);
    if (code !== SPACE && code !== COMMA) return false;
    const start = skipBlank(text, after + 1, end);
    let at = start;
    while (at < end && isKeyCode(text.charCodeAt(at))) at++;
    return at > start && at < end && text.charCodeAt(at) === EQUALS;
  }
}

function isKeyCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}
