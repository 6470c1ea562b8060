/**
 * In: where a pair of a line begins. Out: the key there, when it is one of the two that last followed the key before it.
 * A device writes its lines alike: the next key is known before it is read, and need not be looked up. Two, because lines of two kinds take
 * turns, and part and meet again on the way.
 */
import { WORD } from './word-scan.ts';

/** Keys that are remembered; a log that keeps inventing them begins anew. */
const KEYS = 512;
const SLOTS = 1024;
/** Words of a key. */
const WIDTH = 8;
const LONGEST = WIDTH * WORD;
const SPACE = 32;
/** Stands for the beginning of a line. */
const BEGIN = 0;

export class KeyOrder {
  /** Number of the key that was matched or noted last. */
  number = 0;
  /** By key: its words, its length, its number, and the two keys that followed it, the last one first. */
  private readonly words = new Int32Array(KEYS * WIDTH);
  private readonly lengths = new Uint8Array(KEYS);
  private readonly numbers = new Int32Array(KEYS);
  private readonly nexts = new Uint16Array(KEYS);
  private readonly others = new Uint16Array(KEYS);
  /** Keys by their text: the first of a slot, and the next of the same. */
  private readonly slots = new Uint16Array(SLOTS);
  private readonly chain = new Uint16Array(KEYS);
  private count = BEGIN + 1;
  private last = BEGIN;

  /** A line begins. */
  begin(): void {
    this.last = BEGIN;
  }

  /** @returns how long the key at `start` is, with what ends it, when it follows as it did before; else 0 */
  match(view: DataView, start: number, end: number): number {
    const { nexts, others, last } = this;
    let key = nexts[last] ?? 0;
    if (!this.isAt(key, view, start, end)) {
      const next = key;
      key = others[last] ?? 0;
      if (!this.isAt(key, view, start, end)) return 0;
      others[last] = next;
      nexts[last] = key;
    }
    this.last = key;
    this.number = this.numbers[key] ?? 0;
    return this.lengths[key] ?? 0;
  }

  /** As `match`, of the key that ends at `stop` and stands behind a blank which is at `start` or behind it. */
  matchBefore(view: DataView, start: number, stop: number): number {
    const { nexts, others, last } = this;
    let key = nexts[last] ?? 0;
    if (!this.endsAt(key, view, start, stop)) {
      const next = key;
      key = others[last] ?? 0;
      if (!this.endsAt(key, view, start, stop)) return 0;
      others[last] = next;
      nexts[last] = key;
    }
    this.last = key;
    this.number = this.numbers[key] ?? 0;
    return this.lengths[key] ?? 0;
  }

  /** Notes the key in the window, with what ends it, and its number. */
  note(view: DataView, start: number, end: number, number: number): void {
    this.number = number;
    // The key behind a longer one is taken for the one that follows.
    if (end - start > LONGEST) return;
    const key = this.keyOf(view, start, end, number);
    const { nexts, others, last } = this;
    others[last] = nexts[last] ?? 0;
    nexts[last] = key;
    this.last = key;
  }

  /** The key that is remembered already, or a new one. */
  private keyOf(view: DataView, start: number, end: number, number: number): number {
    const { slots, chain } = this;
    const slot = slotOf(view, start, end);
    for (let key = slots[slot] ?? 0; key > 0; key = chain[key] ?? 0) {
      if (this.lengths[key] === end - start && this.isAt(key, view, start, end)) return key;
    }
    if (this.count === KEYS) this.forget();
    const key = this.count++;
    this.lengths[key] = end - start;
    this.numbers[key] = number;
    this.nexts[key] = 0;
    this.others[key] = 0;
    for (let word = 0, at = start; word < WIDTH; word++, at += WORD) {
      this.words[key * WIDTH + word] = at < end ? wordAt(view, at, end) : 0;
    }
    chain[key] = slots[slot] ?? 0;
    slots[slot] = key;
    return key;
  }

  private forget(): void {
    this.slots.fill(0);
    this.nexts[BEGIN] = 0;
    this.others[BEGIN] = 0;
    this.count = BEGIN + 1;
    this.last = BEGIN;
  }

  private endsAt(key: number, view: DataView, start: number, stop: number): boolean {
    const from = stop - (this.lengths[key] ?? 0);
    return from > start && view.getUint8(from - 1) <= SPACE && this.isAt(key, view, from, stop);
  }

  private isAt(key: number, view: DataView, start: number, end: number): boolean {
    const stop = start + (this.lengths[key] ?? 0);
    // What is read of the last word may lie behind the line, not behind the slice.
    if (stop === start || stop > end || stop + WORD > view.byteLength) return false;
    const { words } = this;
    let word = key * WIDTH;
    let at = start;
    for (const last = stop - WORD; at <= last; at += WORD) if (view.getInt32(at, true) !== words[word++]) return false;
    return at === stop || (view.getInt32(at, true) & lowBytes(stop - at)) === words[word];
  }
}

/** Up to four bytes of a window as a word. */
function wordAt(view: DataView, start: number, end: number): number {
  if (end - start >= WORD) return view.getInt32(start, true);
  let word = 0;
  for (let at = start; at < end; at++) word |= view.getUint8(at) << ((at - start) * 8);
  return word;
}

function slotOf(view: DataView, start: number, end: number): number {
  const first = view.getUint8(start);
  const middle = view.getUint8((start + end) >> 1);
  const last = view.getUint8(Math.max(start, end - 2));
  return ((end - start) * 67 + first * 31 + middle * 13 + last * 7) & (SLOTS - 1);
}

/** Keeps the first bytes of a word: one, two or three. */
function lowBytes(count: number): number {
  return (1 << (count * 8)) - 1;
}
