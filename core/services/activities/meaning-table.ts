/** A table of meanings that grows with the words: equal contents are held once. */
import type { FieldContent } from '../../query/index.ts';
import { type Meanings, NO_MEANING } from '../../store/activities/meanings.ts';

/** Known to be unknown: another column does not answer in its place. */
const UNTOLD = 1;

export class MeaningTable implements Meanings {
  readonly values: FieldContent[] = [null, null];
  ofWord = new Uint32Array(1024);
  private readonly numbers = new Map<string, number>();

  /** @param content null: nothing is derived; undefined: it is unknown, whatever another column says */
  set(word: number, content: FieldContent): void {
    this.setNumber(word, this.numberOf(content));
  }

  /** @param number from `numberOf` */
  setNumber(word: number, number: number): void {
    if (number === NO_MEANING) return;
    this.ofWord = grown(this.ofWord, word, Uint32Array);
    this.ofWord[word] = number;
  }

  numberOf(content: FieldContent): number {
    if (content === null || (Array.isArray(content) && content.length === 0)) return NO_MEANING;
    if (content === undefined) return UNTOLD;
    const key = Array.isArray(content) ? content.join('\0') : String(content);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.values.push(content) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}

/** The same values with room for `index`. @param rest what the new room holds */
export function grown<T extends Uint8Array | Uint32Array | Float64Array>(
  old: T,
  index: number,
  make: new (length: number) => T,
  rest = 0,
): T {
  if (index < old.length) return old;
  const bigger = new make(Math.max(index + 1, old.length * 2)).fill(rest) as T;
  bigger.set(old);
  return bigger;
}
