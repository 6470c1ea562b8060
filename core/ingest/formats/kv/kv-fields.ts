/**
 * In: a line of `key=value key="value with spaces"` pairs, separated by spaces or by commas.
 * Out: one pair at a time as positions in the text; nothing is copied.
 * Guarantee: `next` moves forward, stays inside the window, and ends.
 */
import { CodeFinder } from './code-finder.ts';
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

  private afterQuote = false;

  private readonly equals = new CodeFinder('=');
  private readonly quotes = new CodeFinder('"');
  private readonly spaces = new CodeFinder(' ');
  private readonly commas = new CodeFinder(',');

  reset(text: string, start: number, end: number): void {
    this.text = text;
    this.at = start;
    this.end = end;
    this.separator = 0;
    this.afterQuote = false;
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
      const equals = this.equals.find(text, at, end);
      if (equals >= end) {
        this.at = end;
        return false;
      }
      // Behind a closing quote and a separator a key stands for sure; behind a bare value a stray word may.
      const stop = this.afterQuote ? end : this.wordEnd(at);
      if (stop > equals && equals > at) {
        this.keyStart = at;
        this.keyEnd = equals;
        this.escaped = false;
        this.afterQuote = false;
        if (equals + 1 < end && text.charCodeAt(equals + 1) === DQUOTE) this.readQuoted(equals + 2);
        else this.readBare(equals + 1);
        return true;
      }
      this.afterQuote = false;
      at = Math.min(stop, equals) + 1;
    }
  }

  /** The value as text, with `\"` read as `"`. */
  value(): string {
    const raw = this.text.substring(this.valueStart, this.valueEnd);
    return this.escaped ? raw.replaceAll('\\"', '"') : raw;
  }

  /** End of the word at `at`. */
  private wordEnd(at: number): number {
    const { text, end } = this;
    if (this.separator === SPACE) return this.spaces.find(text, at, end);
    const comma = this.commas.find(text, at, end);
    return this.separator === COMMA ? comma : Math.min(comma, this.spaces.find(text, at, end));
  }

  private readBare(start: number): void {
    const stop = this.wordEnd(start);
    if (this.separator === 0 && stop < this.end) this.separator = this.text.charCodeAt(stop);
    this.valueStart = start;
    this.valueEnd = stop;
    this.at = stop;
  }

  private readQuoted(start: number): void {
    const { text, end } = this;
    let at = start;
    while (at < end) {
      at = this.quotes.find(text, at, end);
      if (at >= end || at === start || text.charCodeAt(at - 1) !== BACKSLASH || this.closesAt(at)) break;
      this.escaped = true;
      at++;
    }
    this.valueStart = start;
    this.valueEnd = Math.min(at, end);
    this.at = Math.min(at + 1, end);
    const after = this.at < end ? text.charCodeAt(this.at) : 0;
    this.afterQuote = after === SPACE || after === COMMA;
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
