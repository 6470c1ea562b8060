/**
 * In: a line of pairs behind separators of the user's choice.
 * Out: one pair at a time as positions; nothing is copied. A quoted value may hold the separator; a quote in it is doubled or escaped.
 * Guarantee: `next` moves forward, stays inside the window, and ends.
 */
import { encodeUtf8 } from '../../../kit/text.ts';
import { KvFields } from '../kv/kv-fields.ts';
import { findWord } from '../shared/fields.ts';

export interface PairOptions {
  readonly pairSeparator: string;
  readonly keySeparator: string;
  readonly quote: string;
}

/** What reads pairs: the scanner of `key=value key="a value"`, or the one below. */
export type PairReader = Pick<
  KvFields,
  'keyStart' | 'keyEnd' | 'valueStart' | 'valueEnd' | 'escaped' | 'reset' | 'next' | 'value'
>;

/** The usual pairs have their own scanner, which knows the habits of their writers. */
export function createPairReader(options: PairOptions): PairReader {
  const isUsual = (options.pairSeparator === ' ' || options.pairSeparator === ',') && options.keySeparator === '=';
  return isUsual && options.quote === '"' ? new KvFields() : new PairScanner(options);
}

const BACKSLASH = 92;
const SPACE = 32;

class PairScanner implements PairReader {
  keyStart = 0;
  keyEnd = 0;
  valueStart = 0;
  valueEnd = 0;
  escaped = false;
  private readonly pair: string;
  private readonly key: string;
  private readonly quote: number;
  private text = '';
  private at = 0;
  private end = 0;

  constructor(options: PairOptions) {
    this.pair = encodeUtf8(options.pairSeparator);
    this.key = encodeUtf8(options.keySeparator);
    this.quote = options.quote === '' ? -1 : options.quote.charCodeAt(0);
  }

  reset(text: string, start: number, end: number): void {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  next(): boolean {
    const { text, end, pair, key } = this;
    for (let at = this.at; at < end; ) {
      while (at < end && text.charCodeAt(at) <= SPACE) at++;
      const separator = findWord(text, key, at, end);
      if (separator < 0) break;
      const stop = findWord(text, pair, at, end);
      if (stop >= 0 && stop < separator) {
        // A word without a value.
        at = stop + pair.length;
        continue;
      }
      this.keyStart = at;
      this.keyEnd = separator;
      while (this.keyEnd > at && text.charCodeAt(this.keyEnd - 1) <= SPACE) this.keyEnd--;
      let from = separator + key.length;
      if (pair !== ' ') while (from < end && text.charCodeAt(from) === SPACE) from++;
      this.at = this.readValue(from);
      return true;
    }
    this.at = end;
    return false;
  }

  value(): string {
    const raw = this.text.substring(this.valueStart, this.valueEnd);
    if (!this.escaped) return raw;
    const quote = String.fromCharCode(this.quote);
    return raw
      .replaceAll(quote + quote, quote)
      .replaceAll(`\\${quote}`, quote)
      .replaceAll('\\\\', '\\');
  }

  /** @returns where the next pair begins */
  private readValue(from: number): number {
    const { text, end, pair, quote } = this;
    this.escaped = false;
    if (quote < 0 || from >= end || text.charCodeAt(from) !== quote) {
      const stop = findWord(text, pair, from, end);
      this.valueStart = from;
      this.valueEnd = stop < 0 ? end : stop;
      return stop < 0 ? end : stop + pair.length;
    }
    let close = from + 1;
    for (; close < end; close++) {
      const code = text.charCodeAt(close);
      const isDoubled = code === quote && close + 1 < end && text.charCodeAt(close + 1) === quote;
      if (code === BACKSLASH || isDoubled) {
        this.escaped = true;
        close++;
      } else if (code === quote) break;
    }
    this.valueStart = from + 1;
    this.valueEnd = Math.min(close, end);
    const next = findWord(text, pair, this.valueEnd, end);
    return next < 0 ? end : next + pair.length;
  }
}
