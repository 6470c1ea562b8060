/**
 * In: the marks that lines of some formats begin with. Out: whose mark a line begins with, also behind a syslog header.
 * Asked for every line, so that a line that begins like none costs one look at its first character.
 */

import type { LineWindows } from '../formats/api.ts';
import { isWordAt, mayBeHeader, untilSpaces } from '../formats/shared/bytes.ts';
import { wordAt } from '../formats/shared/fields.ts';
import { isDigit } from '../formats/shared/numbers.ts';

const BYTES = 256;
const SPACE = 32;
const DASH = 45;
const COLON = 58;
const LESS = 60;
/** A count of octets, or of messages. */
const LONGEST_NUMBER = 10;

export class Leads<T> {
  readonly #marks: readonly (readonly [mark: string, owner: T])[];
  /** 1 for every character that some mark begins with. */
  readonly #firsts = new Uint8Array(BYTES);

  /** @param owners those that come first win where one's mark begins with another's */
  constructor(owners: readonly (readonly [marks: readonly string[], owner: T])[]) {
    this.#marks = owners.flatMap(([marks, owner]) => marks.map((mark) => [mark, owner] as const));
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
    if (!beginsHeader(bytes, from)) return undefined;
    let limit = end;
    if (sourceStart > 0) limit = sourceStart;
    if (destStart > 0 && destStart < limit) limit = destStart;
    const firsts = this.#firsts;
    for (let at = from; at < limit; at++) {
      if (firsts[bytes[at] ?? 0] !== 1) continue;
      const owner = this.ofBytes(bytes, at);
      if (owner !== undefined) return owner;
    }
    return undefined;
  }
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
