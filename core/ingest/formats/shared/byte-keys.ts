/**
 * In: the names of keys that a format reads. Out: which of them a window of bytes is, at the price of one look for the many that it is
 * not: length and three letters sort most of those out.
 */
import { bytesOf } from './bytes.ts';

const SLOTS = 1024;

export class ByteKeys {
  private readonly ignoresCase: boolean;
  /** First key of a slot, plus one; keys of one slot are chained. */
  private readonly slots = new Uint16Array(SLOTS);
  private readonly next: number[] = [];
  private readonly names: Uint8Array[] = [];
  private readonly fields: number[] = [];

  /** @param names ASCII names, in lower case where case is ignored, each with a number above 0 */
  constructor(names: Iterable<readonly [string, number]>, ignoresCase: boolean) {
    this.ignoresCase = ignoresCase;
    for (const [name, field] of names) {
      const bytes = bytesOf(name);
      const slot = slotOf(bytes, 0, bytes.length);
      this.next.push(this.slots[slot] ?? 0);
      this.names.push(bytes);
      this.fields.push(field);
      this.slots[slot] = this.names.length;
    }
  }

  /** @returns the number of the key in bytes[start, end), 0 when it is none of them */
  find(bytes: Uint8Array, start: number, end: number): number {
    if (start >= end) return 0;
    for (let key = this.slots[slotOf(bytes, start, end)] ?? 0; key > 0; key = this.next[key - 1] ?? 0) {
      if (this.isAt(key - 1, bytes, start, end)) return this.fields[key - 1] ?? 0;
    }
    return 0;
  }

  private isAt(key: number, bytes: Uint8Array, start: number, end: number): boolean {
    const name = this.names[key];
    if (name === undefined || name.length !== end - start) return false;
    for (let i = 0; i < name.length; i++) {
      const code = bytes[start + i] ?? 0;
      const isUpper = this.ignoresCase && code >= 65 && code <= 90;
      if ((isUpper ? code | 32 : code) !== name[i]) return false;
    }
    return true;
  }
}

/** The same for both cases of a letter. */
function slotOf(bytes: Uint8Array, start: number, end: number): number {
  const first = (bytes[start] ?? 0) | 32;
  const middle = (bytes[(start + end) >> 1] ?? 0) | 32;
  const last = (bytes[end - 1] ?? 0) | 32;
  return ((end - start) * 67 + first * 31 + middle * 13 + last * 7) & (SLOTS - 1);
}
