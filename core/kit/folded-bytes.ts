/**
 * Looks for a text in bytes without regard to the case of ASCII letters, as filters compare. In: UTF-8. Nothing is decoded or copied: the
 * search steps over as many bytes as the text is long wherever it can (R. Horspool, Software: Practice and Experience 10/6, 1980).
 */

const [UPPER_A, UPPER_Z, TO_LOWER] = [0x41, 0x5a, 0x20];

/** A–Z as a–z, other bytes as they are. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= UPPER_A && byte <= UPPER_Z ? byte + TO_LOWER : byte,
);

export class FoldedBytes {
  /** Of the text, in bytes; 0 is found everywhere. */
  readonly length: number;
  private readonly wanted: Uint8Array;
  /** How far the text may move on when this byte stands under its last one. */
  private readonly steps: Uint16Array;

  /** @param wanted fewer than 65,536 bytes */
  constructor(wanted: Uint8Array) {
    this.wanted = wanted.map((byte) => FOLDED[byte] ?? byte);
    this.length = wanted.length;
    this.steps = new Uint16Array(256).fill(this.length);
    for (let at = 0; at < this.length - 1; at++) {
      const byte = this.wanted[at] ?? 0;
      this.steps[byte] = this.length - 1 - at;
    }
    for (let byte = UPPER_A; byte <= UPPER_Z; byte++) this.steps[byte] = this.steps[byte + TO_LOWER] ?? 0;
  }

  /** Where the text begins for the first time at or after a place; -1 where it does not. */
  indexIn(bytes: Uint8Array, from = 0): number {
    const { wanted, steps, length } = this;
    const end = length - 1;
    if (end < 0) return from <= bytes.length ? from : -1;
    const last = wanted[end];
    for (let at = from + end; at < bytes.length; ) {
      const byte = bytes[at] ?? 0;
      if (FOLDED[byte] === last && this.fits(bytes, at - end)) return at - end;
      at += steps[byte] ?? 1;
    }
    return -1;
  }

  private fits(bytes: Uint8Array, start: number): boolean {
    const { wanted } = this;
    for (let at = wanted.length - 2; at >= 0; at--) if (FOLDED[bytes[start + at] ?? 0] !== wanted[at]) return false;
    return true;
  }
}
