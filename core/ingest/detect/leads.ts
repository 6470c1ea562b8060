/**
 * In: the marks that lines of some formats begin with. Out: whose mark a line begins with.
 * Asked for every line, so that a line that begins like none costs one look at its first character.
 */

import { isWordAt } from '../formats/shared/bytes.ts';
import { wordAt } from '../formats/shared/fields.ts';

const BYTES = 256;

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
}
