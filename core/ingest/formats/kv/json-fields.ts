/**
 * In: a line that is one JSON object, as latin1 text (one character is one byte).
 * Out: its top-level pairs one at a time, as positions; nested objects and arrays are passed over.
 * Guarantee: `next` moves forward, stays inside the window, and ends; a damaged object just ends early.
 */
import { codesOf } from '../shared/codes.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/**
 * Reads the pairs of one object. One instance serves many lines: call `reset`, then `next` until it returns false; nothing may ask for the
 * codes of another text meanwhile.
 */
export class JsonFields {
  keyStart = 0;
  keyEnd = 0;
  /** Of a string, without its quotes; of a number, true or false, as written. Empty for null, objects and arrays. */
  valueStart = 0;
  valueEnd = 0;

  /** The value holds an escape: read it with `value`. */
  escaped = false;
  private text = '';
  private codes: Uint8Array = new Uint8Array(0);
  private at = 0;
  private end = 0;

  /** @returns false when the window does not begin with an object */
  reset(text: string, start: number, end: number): boolean {
    this.text = text;
    this.codes = codesOf(text);
    this.end = end;
    this.at = this.skipSpace(start);
    if (this.at >= end || this.codes[this.at] !== OPEN_BRACE) {
      this.at = end;
      return false;
    }
    this.at++;
    return true;
  }

  next(): boolean {
    const { codes, end } = this;
    let at = this.skipSpace(this.at);
    if (at < end && codes[at] === COMMA) at = this.skipSpace(at + 1);
    if (at >= end || codes[at] !== DQUOTE) return this.finish();
    this.keyStart = at + 1;
    this.keyEnd = this.closingQuote(at + 1);
    at = this.skipSpace(this.keyEnd + 1);
    if (at >= end || codes[at] !== COLON) return this.finish();
    this.readValue(this.skipSpace(at + 1));
    return true;
  }

  /** The value holds escapes: read it with `value`. */
  get isEscaped(): boolean {
    return this.escaped;
  }

  /** The value as latin1 text: escapes are undone, and what they name beyond ASCII is written as UTF-8 bytes. */
  value(): string {
    const raw = this.text.substring(this.valueStart, this.valueEnd);
    return this.escaped ? unescapeJson(raw) : raw;
  }

  private finish(): false {
    this.at = this.end;
    return false;
  }

  private readValue(start: number): void {
    const { text, codes, end } = this;
    // A key may have held an escape; it says nothing about the value.
    this.escaped = false;
    const first = start < end ? codes[start] : 0;
    if (first === DQUOTE) {
      this.valueStart = start + 1;
      this.valueEnd = this.closingQuote(start + 1);
      this.at = Math.min(this.valueEnd + 1, end);
      return;
    }
    this.valueStart = start;
    if (first === OPEN_BRACE || first === OPEN_BRACKET) {
      this.valueEnd = start;
      this.at = this.passNested(start);
      this.escaped = false;
      return;
    }
    let at = start;
    while (at < end) {
      const code = codes[at] ?? 0;
      if (code === COMMA || code === CLOSE_BRACE || code <= SPACE) break;
      at++;
    }
    this.valueEnd = at - start === 4 && text.startsWith('null', start) ? start : at;
    this.at = at;
  }

  private passNested(start: number): number {
    const { codes, end } = this;
    let depth = 0;
    for (let at = start; at < end; at++) {
      const code = codes[at];
      if (code === DQUOTE) at = this.closingQuote(at + 1);
      else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        depth--;
        if (depth === 0) return at + 1;
      }
    }
    return end;
  }

  private closingQuote(start: number): number {
    const { codes, end } = this;
    for (let at = start; at < end; at++) {
      const code = codes[at];
      if (code === BACKSLASH) {
        this.escaped = true;
        at++;
      } else if (code === DQUOTE) return at;
    }
    return end;
  }

  private skipSpace(start: number): number {
    const { codes, end } = this;
    let at = start;
    while (at < end && (codes[at] ?? 0) <= SPACE) at++;
    return at;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Undoes the escapes of a JSON string; what they name beyond ASCII becomes UTF-8 bytes. */
export function unescapeJson(raw: string): string {
  // Pairs of surrogates come as two escapes, so runs of `\u` are decoded together.
  return raw.replace(/(?:\\u[0-9a-fA-F]{4})+|\\(.)/gs, (whole, single: string | undefined) => {
    if (single !== undefined) return ESCAPES[single] ?? single;
    let chars = '';
    for (let at = 2; at < whole.length; at += 6)
      chars += String.fromCharCode(Number.parseInt(whole.slice(at, at + 4), 16));
    return toUtf8Bytes(chars);
  });
}

/** UTF-8 bytes of a string, one character each; a lone surrogate becomes U+FFFD. */
function toUtf8Bytes(chars: string): string {
  let bytes = '';
  for (const char of chars) {
    let code = char.codePointAt(0) ?? 0xfffd;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes += char;
    else if (code < 0x800) bytes += String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000)
      bytes += String.fromCharCode(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else {
      bytes += String.fromCharCode(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
    }
  }
  return bytes;
}
