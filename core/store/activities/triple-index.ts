/** Numbers for triples of 32-bit keys, in the order they are met: open addressing over plain arrays, no object per key. */
import { doubled, lengthened } from '../../kit/doubled.ts';

const FIRST_SIZE = 1 << 10;

export class TripleIndex {
  /** Keys by number. */
  a = new Uint32Array(FIRST_SIZE);
  b = new Uint32Array(FIRST_SIZE);
  c = new Uint32Array(FIRST_SIZE);
  private places = new Uint32Array(FIRST_SIZE * 2);
  private count = 0;
  /** Keys have places; those that were stored are given theirs with the first question. */
  private isPlaced = true;

  /** An index of keys that are each there once, by number. */
  static of(a: Uint32Array<ArrayBuffer>, b: Uint32Array<ArrayBuffer>, c: Uint32Array<ArrayBuffer>): TripleIndex {
    const index = new TripleIndex();
    index.count = Math.min(a.length, b.length, c.length);
    index.isPlaced = false;
    Object.assign(index, { a, b, c });
    return index;
  }

  get size(): number {
    return this.count;
  }

  /** The number of a key, from 0 on; the next free one for a key that is new. */
  numberOf(a: number, b: number, c: number): number {
    if (!this.isPlaced) this.placeAll();
    const { places } = this;
    const mask = places.length - 1;
    for (let at = hashOf(a, b, c) & mask; ; at = (at + 1) & mask) {
      const number = (places[at] ?? 0) - 1;
      if (number < 0) return this.add(a, b, c, at);
      if (this.a[number] === a && this.b[number] === b && this.c[number] === c) return number;
    }
  }

  private placeAll(): void {
    let room = FIRST_SIZE;
    while (room <= this.count) room *= 2;
    this.a = lengthened(this.a, room);
    this.b = lengthened(this.b, room);
    this.c = lengthened(this.c, room);
    this.places = new Uint32Array(room * 2);
    for (let number = 0; number < this.count; number++) this.put(number);
    this.isPlaced = true;
  }

  private add(a: number, b: number, c: number, at: number): number {
    const number = this.count++;
    const isFull = number === this.a.length;
    if (isFull) this.grow();
    this.a[number] = a;
    this.b[number] = b;
    this.c[number] = c;
    if (isFull) this.put(number);
    else this.places[at] = number + 1;
    return number;
  }

  /** Twice the room; the key that is being added has no place yet. */
  private grow(): void {
    this.a = doubled(this.a);
    this.b = doubled(this.b);
    this.c = doubled(this.c);
    this.places = new Uint32Array(this.places.length * 2);
    for (let number = 0; number < this.count - 1; number++) this.put(number);
  }

  private put(number: number): void {
    const { places } = this;
    const mask = places.length - 1;
    let at = hashOf(this.a[number] ?? 0, this.b[number] ?? 0, this.c[number] ?? 0) & mask;
    while (places[at] !== 0) at = (at + 1) & mask;
    places[at] = number + 1;
  }
}

function hashOf(a: number, b: number, c: number): number {
  let hash = Math.imul(a ^ (a >>> 15), 0x2c1b3c6d) ^ Math.imul(b, 0x297a2d39) ^ Math.imul(c, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
