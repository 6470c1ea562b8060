/**
 * In: a window of bytes that names a zone. Out: its minutes east of UTC, NaN when it names none.
 * A device names the same zone in every line: what the last window said is remembered.
 */
const LONGEST = 64;

export class ZoneMemo {
  private readonly ask: (text: string) => number;
  private readonly word = new Uint8Array(LONGEST);
  private width = -1;
  private minutes = Number.NaN;

  /** @param ask of a text in which every character is one byte */
  constructor(ask: (text: string) => number) {
    this.ask = ask;
  }

  of(bytes: Uint8Array, start: number, end: number): number {
    if (this.isSame(bytes, start, end)) return this.minutes;
    // What else a longer one says is no zone's.
    const minutes = this.ask(String.fromCharCode(...bytes.subarray(start, Math.min(end, start + LONGEST + 1))));
    if (end - start <= LONGEST) {
      this.word.set(bytes.subarray(start, end));
      this.width = end - start;
      this.minutes = minutes;
    }
    return minutes;
  }

  private isSame(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start !== this.width) return false;
    for (let at = start; at < end; at++) if (bytes[at] !== this.word[at - start]) return false;
    return true;
  }
}
