/**
 * In: `key=value` pairs as Zscaler's feeds join them: by `^^`, by tabs, or by single spaces with values that hold spaces (CEF).
 * Out: one pair at a time as positions, quotes around values excluded.
 */
import { findWord } from '../shared/fields.ts';

const TAB = 9;
const SPACE = 32;
const DQUOTE = 34;
const EQUALS = 61;
const BACKSLASH = 92;
const CARET = 94;

export type PairJoin = 'caret' | 'tab' | 'space';

/** How the pairs of a window are joined, by what occurs in it. */
export function joinOf(text: string, start: number, end: number): PairJoin {
  if (findWord(text, '^^', start, end) >= 0) return 'caret';
  return findWord(text, '\t', start, end) >= 0 ? 'tab' : 'space';
}

export class Pairs {
  keyStart = 0;
  keyEnd = 0;
  valueStart = 0;
  valueEnd = 0;
  #text = '';
  #at = 0;
  #end = 0;
  #join: PairJoin = 'space';

  reset(text: string, start: number, end: number, join: PairJoin): void {
    this.#text = text;
    this.#at = start;
    this.#end = end;
    this.#join = join;
  }

  /** Moves to the next pair; parts without `=` are passed over. @returns false at the end */
  next(): boolean {
    const text = this.#text;
    while (this.#at < this.#end) {
      let at = this.#at;
      while (at < this.#end && (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB)) at++;
      const stop = this.#partEnd(at);
      let equals = at;
      while (equals < stop && text.charCodeAt(equals) !== EQUALS) equals++;
      this.#at = Math.max(this.#skipJoin(stop), at + 1);
      if (equals >= stop || equals === at) continue;
      this.keyStart = at;
      this.keyEnd = equals;
      this.#setValue(equals + 1, stop);
      return true;
    }
    return false;
  }

  value(): string {
    const raw = this.#text.substring(this.valueStart, this.valueEnd);
    return raw.includes('\\=') ? raw.replaceAll('\\=', '=') : raw;
  }

  /** The word before the first `=`, for texts whose first pair must be found behind other words. */
  #partEnd(start: number): number {
    const text = this.#text;
    const end = this.#end;
    if (this.#join === 'space') return this.#spacedEnd(start);
    const mark = this.#join === 'tab' ? TAB : CARET;
    for (let at = start; at < end; at++) {
      if (text.charCodeAt(at) !== mark) continue;
      if (mark === TAB || (at + 1 < end && text.charCodeAt(at + 1) === CARET)) return at;
    }
    return end;
  }

  /** A value runs to the last space before the next `key=`. */
  #spacedEnd(start: number): number {
    const text = this.#text;
    const end = this.#end;
    let equals = start;
    while (equals < end && text.charCodeAt(equals) !== EQUALS) equals++;
    let gap = -1;
    for (let at = equals + 1; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === SPACE) gap = at;
      else if (code === EQUALS && gap >= 0 && text.charCodeAt(at - 1) !== BACKSLASH) {
        if (isKey(text, gap + 1, at)) return gap;
        gap = -1;
      }
    }
    return end;
  }

  #skipJoin(stop: number): number {
    return this.#join === 'caret' ? stop + 2 : stop + 1;
  }

  #setValue(start: number, end: number): void {
    const text = this.#text;
    let from = start;
    let stop = end;
    while (from < stop && text.charCodeAt(from) === SPACE) from++;
    while (stop > from && text.charCodeAt(stop - 1) === SPACE) stop--;
    // Some feeds quote a value that came in quotes already.
    while (stop - from >= 2 && text.charCodeAt(from) === DQUOTE && text.charCodeAt(stop - 1) === DQUOTE) {
      from++;
      stop--;
    }
    this.valueStart = from;
    this.valueEnd = stop;
  }
}

function isKey(text: string, start: number, end: number): boolean {
  if (end <= start || end - start > 48) return false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const isWord =
      (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
    if (!isWord) return false;
  }
  return true;
}
