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

const OF_ID = /[0-9a-fA-F-]/;
const ID_BIT = 0x100;
/** Each byte without its case; with a bit more where it is a hexadecimal digit or a dash. */
const BYTES = Uint16Array.from({ length: 256 }, (_, byte) => {
  const folded = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
  return OF_ID.test(String.fromCharCode(byte)) ? folded | ID_BIT : folded;
});

const PLACE_BITS = 14;
/** By the hash of eight bytes: where they were met, and the last four of them, which spare nearly every look at that place. */
const places = new Int32Array(2 << PLACE_BITS);

/** @param lines divided by line ends */
export function recordGrams(lines: Uint8Array): Uint8Array<ArrayBuffer> {
  const size = Math.max(LEAST_BYTES, Math.floor(lines.length / BYTES_A_FILTER_BYTE));
  const bits = new Uint8Array(size);
  places.fill(-1);
  const words = new DataView(lines.buffer, lines.byteOffset, lines.length);
  for (let start = 0; start < lines.length; ) {
    const newline = lines.indexOf(LF, start);
    const end = newline < 0 ? lines.length : newline;
    addLine(lines, words, start, end, bits);
    start = end + 1;
  }
  return bits;
}

function addLine(lines: Uint8Array, words: DataView, start: number, end: number, bits: Uint8Array): void {
  const scale = (bits.length * 8) / 2 ** 32;
  let high = 0;
  let low = 0;
  let since = 0;
  for (let at = start; at < end; at++) {
    const byte = BYTES[lines[at] ?? 0] ?? 0;
    high = (high << 8) | (low >>> 24);
    low = (low << 8) | (byte & 0xff);
    since = byte < ID_BIT ? 0 : since + 1;
    const run = at + 1 - start;
    if (run < SHORT) continue;
    if (since < SHORT) set(bits, shortHash(low), scale);
    if (run < LONG) continue;
    if (since < LONG) set(bits, longHash(high, low), scale);
    if (run < ID) continue;
    const hash = since < ID ? 1 : idHash(high, low);
    if ((hash & ID_REST) === 0) set(bits, hash, scale);
    // What is repeated begins with a name or a sign sooner or later: places among the many ids would only push those out.
    if (since > 0) continue;
    const slot = (Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b) >>> (32 - PLACE_BITS)) << 1;
    const before = places[slot] ?? -1;
    const lastThere = places[slot + 1];
    places[slot] = at;
    places[slot + 1] = low;
    if (lastThere !== low || before < 0 || !isSame(words, before, at)) continue;
    // As far as the line repeats what was met there, its pieces are known.
    const next = endOfRepeat(words, before + 1, at + 1, end);
    if (next === at + 1) continue;
    at = next - 1;
    low = folded(words.getInt32(at - 3));
    high = folded(words.getInt32(at - 7));
    since = 0;
    while (since < ID && (BYTES[lines[at - since] ?? 0] ?? 0) >= ID_BIT) since++;
  }
}

/** Four bytes, letters of ASCII without their case: those from A to Z carry into their highest bit from below, those above Z do as well. */
function folded(word: number): number {
  const low = word & 0x7f7f7f7f;
  const letters = (low + 0x3f3f3f3f) & ~(low + 0x25252525) & ~word & 0x80808080;
  return word | (letters >>> 2);
}

/** Whether the eight bytes that end in two places are the same. */
function isSame(words: DataView, a: number, b: number): boolean {
  return words.getInt32(a - 3) === words.getInt32(b - 3) && words.getInt32(a - 7) === words.getInt32(b - 7);
}

/** Where the bytes from `next` on differ from those from `known` on, `end` at most. Most of a line is such bytes: four at once. */
function endOfRepeat(words: DataView, known: number, next: number, end: number): number {
  let at = next;
  const back = next - known;
  for (; at + 4 <= end; at += 4) {
    const differ = words.getInt32(at) ^ words.getInt32(at - back);
    if (differ !== 0) return at + (Math.clz32(differ) >>> 3);
  }
  while (at < end && words.getUint8(at) === words.getUint8(at - back)) at++;
  return at;
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
    const byte = BYTES[text[at] ?? 0] ?? 0;
    high = (high << 8) | (low >>> 24);
    low = (low << 8) | (byte & 0xff);
    since = byte < ID_BIT ? 0 : since + 1;
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
