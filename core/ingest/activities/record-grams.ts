/**
 * Which pieces of text a part of the kept records holds, as bits: a search asks them before it unpacks the part. In: the part's lines. Out: bits
 * that say of a text that no line holds it, or that one may. Letters of ASCII count without their case.
 *
 * A piece is four or six bytes in a row, or eight where they are hexadecimal digits and dashes only: ids are made of these, so many that
 * shorter pieces of them are in every part, and of the longer ones every fourth is enough to tell an id. Each piece sets one bit (a Bloom filter
 * with one probe: a text has several pieces). What a line repeats of an earlier one is passed by, as compressors do.
 */

/** The size of a filter beside its part's: records of a kilobyte take 17 bytes of it, and 76 compressed. */
const BYTES_A_FILTER_BYTE = 56;
const LEAST_BYTES = 64;
const LF = 10;
const [SHORT, LONG, ID] = [4, 6, 8];
/** Of the pieces of ids every fourth, by these bits of its hash. */
const ID_REST = 3;

const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));
/** 1 for hexadecimal digits and dashes. */
const OF_ID = Uint8Array.from({ length: 256 }, (_, byte) => Number(/[0-9a-fA-F-]/.test(String.fromCharCode(byte))));

const PLACE_BITS = 14;
/** Where eight bytes were met, by their hash; anything for others. */
const places = new Int32Array(1 << PLACE_BITS);

/** @param lines divided by line ends */
export function recordGrams(lines: Uint8Array): Uint8Array<ArrayBuffer> {
  const size = Math.max(LEAST_BYTES, Math.floor(lines.length / BYTES_A_FILTER_BYTE));
  const bits = new Uint8Array(size);
  const scale = (size * 8) / 2 ** 32;
  places.fill(-1);
  const end = lines.length;
  const words = new DataView(lines.buffer, lines.byteOffset, end);
  let [high, low, run, since] = [0, 0, 0, 0];
  for (let at = 0; at < end; at++) {
    const byte = FOLDED[lines[at] ?? 0] ?? 0;
    if (byte === LF) {
      run = 0;
      continue;
    }
    high = (high << 8) | (low >>> 24);
    low = (low << 8) | byte;
    run++;
    since = OF_ID[byte] === 1 ? since + 1 : 0;
    if (run < SHORT) continue;
    if (since < SHORT) set(bits, shortHash(low), scale);
    if (run < LONG) continue;
    if (since < LONG) set(bits, longHash(high, low), scale);
    if (run < ID) continue;
    const hash = since < ID ? 1 : idHash(high, low);
    if ((hash & ID_REST) === 0) set(bits, hash, scale);
    const slot = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b) >>> (32 - PLACE_BITS);
    const before = places[slot] ?? -1;
    places[slot] = at;
    if (before < 0 || !isSame(words, before, at)) continue;
    // As far as the lines repeat what was met there, their pieces are known.
    const next = endOfRepeat(lines, words, before + 1, at + 1);
    if (next === at + 1) continue;
    at = next - 1;
    run += ID;
    for (let back = ID - 1; back >= 0; back--) {
      const passed = FOLDED[lines[at - back] ?? 0] ?? 0;
      high = (high << 8) | (low >>> 24);
      low = (low << 8) | passed;
      since = OF_ID[passed] === 1 ? since + 1 : 0;
    }
  }
  return bits;
}

/** Whether the eight bytes that end in two places are the same. */
function isSame(words: DataView, a: number, b: number): boolean {
  return words.getInt32(a - 3) === words.getInt32(b - 3) && words.getInt32(a - 7) === words.getInt32(b - 7);
}

/** Where the bytes from `next` on differ from those from `known` on, or their line ends. Most of a line is such bytes: four at once. */
function endOfRepeat(lines: Uint8Array, words: DataView, known: number, next: number): number {
  let at = next;
  const back = next - known;
  for (; at + 4 <= words.byteLength; at += 4) {
    const word = words.getInt32(at);
    if (word !== words.getInt32(at - back) || holdsLf(word)) break;
  }
  while (at < lines.length && lines[at] === lines[at - back] && lines[at] !== LF) at++;
  return at;
}

/** Whether one of a word's four bytes is a line end: a byte of zero borrows from its highest bit (Warren, Hacker's Delight, 6-1). */
function holdsLf(word: number): boolean {
  const bytes = word ^ 0x0a0a0a0a;
  return ((bytes - 0x01010101) & ~bytes & 0x80808080) !== 0;
}

function set(bits: Uint8Array, hash: number, scale: number): void {
  const bit = (hash * scale) | 0;
  const at = bit >>> 3;
  bits[at] = (bits[at] ?? 0) | (1 << (bit & 7));
}

function shortHash(low: number): number {
  return mixed(Math.imul(low, 0x9e3779b1));
}

function longHash(high: number, low: number): number {
  return mixed(Math.imul(low, 0x85ebca6b) ^ Math.imul((high & 0xffff) | 0x10000, 0xc2b2ae35));
}

function idHash(high: number, low: number): number {
  const half = mixed(Math.imul(low, 0x2c1b3c6d) ^ Math.imul(high, 0x297a2d39));
  // Its lowest bits choose: they must depend on all.
  return (half ^ (half >>> 13)) >>> 0;
}

function mixed(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
}

/** Pieces of a text, by their hashes. @param text UTF-8, without line ends. @returns none where it is too short to tell anything */
export function gramsOf(text: Uint8Array): readonly number[] {
  const hashes = new Set<number>();
  let [high, low, since] = [0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const byte = FOLDED[text[at] ?? 0] ?? 0;
    high = (high << 8) | (low >>> 24);
    low = (low << 8) | byte;
    since = OF_ID[byte] === 1 ? since + 1 : 0;
    if (at + 1 >= SHORT && since < SHORT) hashes.add(shortHash(low));
    if (at + 1 >= LONG && since < LONG) hashes.add(longHash(high, low));
    if (at + 1 < ID || since < ID) continue;
    const hash = idHash(high, low);
    if ((hash & ID_REST) === 0) hashes.add(hash);
  }
  return [...hashes];
}

/** False where no line of the part holds a text. @param bits of the part @param grams of the text */
export function mayHoldGrams(bits: Uint8Array, grams: readonly number[]): boolean {
  const scale = (bits.length * 8) / 2 ** 32;
  return grams.every((hash) => {
    const bit = (hash * scale) | 0;
    return ((bits[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0;
  });
}
