/**
 * In: a CEF extension: `key=value key=value`, where values hold blanks and `=` is escaped in them (by those who keep the rule).
 * Out: one pair at a time, as positions.
 * Guarantee: one pass; `next` moves forward, stays inside the window, and ends.
 */
import { CodeFinder } from './code-finder.ts';
import { trimEnd } from './window.ts';

const SPACE = 32;
const DQUOTE = 34;
const EQUALS = 61;

/** Reads the pairs of one extension. One instance serves many lines. */
export class SpacedFields {
  keyStart = 0;
  keyEnd = 0;
  valueStart = 0;
  valueEnd = 0;

  private readonly equals = new CodeFinder('=');
  private text = '';
  private end = 0;
  /** Key that the scan for the last value's end has found already. */
  private nextKeyStart = -1;
  private nextKeyEnd = -1;

  reset(text: string, start: number, end: number): void {
    this.text = text;
    this.end = end;
    this.findKey(start);
  }

  next(): boolean {
    if (this.nextKeyStart < 0) return false;
    const { text, end } = this;
    this.keyStart = this.nextKeyStart;
    this.keyEnd = this.nextKeyEnd;
    const start = this.keyEnd + 1;
    this.findKey(start);
    let from = start;
    let stop = this.nextKeyStart < 0 ? end : this.nextKeyStart;
    while (from < stop && text.charCodeAt(from) <= SPACE) from++;
    stop = trimEnd(text, from, stop);
    if (stop - from >= 2 && text.charCodeAt(from) === DQUOTE && text.charCodeAt(stop - 1) === DQUOTE) {
      from++;
      stop--;
    }
    this.valueStart = from;
    this.valueEnd = stop;
    return true;
  }

  /** The value with its escapes undone. */
  value(): string {
    const raw = this.text.substring(this.valueStart, this.valueEnd);
    return raw.includes('\\') ? raw.replace(/\\([\\=|nr])/g, plainCode) : raw;
  }

  /**
   * Looks for the next `=` that is not escaped and has a key in front: letters, digits, `_`, `.`, `-` and brackets, behind a blank
   * or at the very start. So `request=http://example.com/?a=b` stays one value.
   */
  private findKey(from: number): void {
    const { text, end } = this;
    for (let at = this.equals.find(text, from, end); at < end; at = this.equals.find(text, at + 1, end)) {
      let start = at;
      while (start > from && isKeyCode(text.charCodeAt(start - 1))) start--;
      if (start < at && this.opensKey(start, from)) {
        this.nextKeyStart = start;
        this.nextKeyEnd = at;
        return;
      }
    }
    this.nextKeyStart = -1;
    this.nextKeyEnd = -1;
  }

  /** A key stands behind a blank. What stands where a value begins (`a=b=c`) is the value; the extension itself may begin with a key. */
  private opensKey(start: number, from: number): boolean {
    const { text } = this;
    if (!isKeyStart(text.charCodeAt(start))) return false;
    if (start > from) return text.charCodeAt(start - 1) <= SPACE;
    return start === 0 || text.charCodeAt(start - 1) !== EQUALS;
  }
}

function plainCode(_whole: string, code: string): string {
  return code === 'n' || code === 'r' ? ' ' : code;
}

function isKeyStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

/** Letters, digits, `_`, `.`, `-`, `[` and `]`. */
function isKeyCode(code: number): boolean {
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)) return true;
  return code === 95 || code === 46 || code === 45 || code === 91 || code === 93;
}
