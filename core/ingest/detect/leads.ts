/**
 * In: the marks that lines of some formats begin with. Out: whose mark a line begins with, also behind a syslog header.
 * Asked for every line, so that a line that begins like none costs one look at its first character.
 */

import type { LineWindows } from '../formats/api.ts';
import { isWordAt, mayBeHeader, untilSpaces } from '../formats/shared/bytes.ts';
import { wordAt } from '../formats/shared/fields.ts';
import { isDigit } from '../formats/shared/numbers.ts';
import { untilEither, wordsOf } from '../formats/shared/word-scan.ts';

const BYTES = 256;
const SPACE = 32;
const DASH = 45;
const COLON = 58;
const LESS = 60;
/** A count of octets, or of messages. */
const LONGEST_NUMBER = 10;

export class Leads<T> {
  readonly #marks: readonly (readonly [mark: string, owner: T, pivot: number])[];
  /** Characters that stand in every mark, one or the other. */
  readonly #pivots: readonly [number, number];
  readonly #longest: number;
  /** 1 for every character that some mark begins with. */
  readonly #firsts = new Uint8Array(BYTES);

  /** @param owners those that come first win where one's mark begins with another's */
  constructor(owners: readonly (readonly [marks: readonly string[], owner: T])[]) {
    const all = owners.flatMap(([marks, owner]) => marks.map((mark) => [mark, owner] as const));
    const marks = all.map(([mark]) => mark);
    this.#pivots = pivotsOf(marks);
    this.#longest = Math.max(0, ...marks.map((mark) => mark.length));
    this.#marks = all.map(([mark, owner]) => [mark, owner, placeOf(this.#pivots, mark)]);
    for (const [mark] of this.#marks) this.#firsts[mark.charCodeAt(0)] = 1;
  }

  ofText(text: string, start: number, end: number): T | undefined {
    if (start >= end || this.#firsts[text.charCodeAt(start)] !== 1) return undefined;
    return this.#marks.find(([mark]) => wordAt(text, start, end, mark))?.[1];
  }

  ofBytes(bytes: Uint8Array, start: number): T | undefined {
    if (this.#firsts[bytes[start] ?? 0] !== 1) return undefined;
    return this.#marks.find(([mark]) => isWordAt(bytes, start, mark))?.[1];
  }

  /**
   * Whose mark stands in front of the names that were found in a line which may begin with a header. Where the header ends is not asked: a
   * mark that the message quotes there counts as well, and such a line needs a closer look.
   */
  inFrontOf({ sourceStart, destStart }: LineWindows, bytes: Uint8Array, start: number, end: number): T | undefined {
    const from = untilSpaces(bytes, start, end);
    if (this.#longest === 0 || !beginsHeader(bytes, from)) return undefined;
    let limit = end;
    if (sourceStart > 0) limit = sourceStart;
    if (destStart > 0 && destStart < limit) limit = destStart;
    const [one, other] = this.#pivots;
    const words = wordsOf(bytes);
    // What stands in a mark may stand behind the limit.
    const stop = Math.min(end, limit + this.#longest);
    for (let at = untilEither(words, one, other, from, stop); at < stop; ) {
      const owner = this.#about(bytes, at, from, limit);
      if (owner !== undefined) return owner;
      at = untilEither(words, one, other, at + 1, stop);
    }
    return undefined;
  }

  /** Whose mark has its pivot here, and begins within the window. */
  #about(bytes: Uint8Array, pivot: number, from: number, limit: number): T | undefined {
    for (const [mark, owner, offset] of this.#marks) {
      if (mark.charCodeAt(offset) !== bytes[pivot]) continue;
      const start = pivot - offset;
      if (start >= from && start < limit && isWordAt(bytes, start, mark)) return owner;
    }
    return undefined;
  }
}

/** Two characters of which every mark has one: looking for them costs a third of looking at each place for how marks begin. */
function pivotsOf(marks: readonly string[]): readonly [number, number] {
  const one = mostShared(marks);
  const other = mostShared(marks.filter((mark) => !mark.includes(one))) || one;
  if (marks.some((mark) => !mark.includes(one) && !mark.includes(other)))
    throw new Error(`No two characters are shared by the marks ${marks.join(' ')}.`);
  return [one.charCodeAt(0), other.charCodeAt(0)];
}

function placeOf(pivots: readonly number[], mark: string): number {
  return Array.from(mark).findIndex((char) => pivots.includes(char.charCodeAt(0)));
}

/** The first one of those that most of the marks have; '' of none. */
function mostShared(marks: readonly string[]): string {
  const count = (char: string): number => marks.filter((mark) => mark.includes(char)).length;
  return [...new Set(marks.join(''))].reduce(
    (best, char) => (best === '' || count(char) > count(best) ? char : best),
    '',
  );
}

/** As stripSyslog tells lines that may begin with a header: event XML, seconds with a fraction and days in another order do not. */
function beginsHeader(bytes: Uint8Array, start: number): boolean {
  if (bytes[start] === LESS) return isDigit(bytes[start + 1]);
  if (!isDigit(bytes[start])) return mayBeHeader(bytes, start);
  const fifth = bytes[start + 4];
  if (fifth === DASH || fifth === COLON || fifth === SPACE) return true;
  let at = start;
  while (at < start + LONGEST_NUMBER && isDigit(bytes[at])) at++;
  return bytes[at] === COLON || bytes[at] === SPACE;
}
