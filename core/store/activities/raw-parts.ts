/** Kept records of a block: packed parts of 256 KiB, each known by the number of its first line, lines divided by line ends. */
import { isSealed, unpackFrame } from '../evidence/frame-codec.ts';
import type { ReadConnection } from '../open.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';

const LF = 10;

export interface RawPart {
  /** Places of the wanted lines in the list that was given, in its order. */
  readonly places: readonly number[];
  /** Null for a part that is damaged on disk. */
  readonly lines: RawLines | null;
}

/**
 * The parts of a block that hold wanted lines; each is unpacked once, one is in memory at a time, and what no part holds is passed over.
 * Records of an anonymised stream are passed over as well, unless they are asked for with the key.
 * @param numbers of the wanted lines, ascending
 * @param seal given only when records were asked for in clear, with a reason
 */
export function* rawParts(
  db: ReadConnection,
  block: number,
  numbers: ArrayLike<number>,
  seal: WorkspaceSeal | null = null,
): Generator<RawPart> {
  const firsts = db
    .prepare<[number], number>('SELECT first FROM activity_raw WHERE block = ? ORDER BY first')
    .pluck()
    .all(block);
  const read = db
    .prepare<[number, number], Buffer>('SELECT data FROM activity_raw WHERE block = ? AND first = ?')
    .pluck();
  let at = 0;
  for (const [part, first] of firsts.entries()) {
    const end = firsts[part + 1] ?? Number.POSITIVE_INFINITY;
    const places: number[] = [];
    for (; (numbers[at] ?? end) < end; at++) places.push(at);
    const data = places.length === 0 ? undefined : read.get(block, first);
    if (data === undefined || (isSealed(data) && !seal)) continue;
    const bytes = unpackFrame(data, null, seal);
    yield { places, lines: bytes && new RawLines(bytes, first) };
  }
}

/** The lines of one part. They are asked for in ascending order, so that it is gone through once. */
export class RawLines {
  readonly bytes: Buffer;
  private line: number;
  /** Where the line at hand begins; -1 behind the last. */
  start = 0;
  private known = -1;

  constructor(bytes: Buffer, first: number) {
    this.bytes = bytes;
    this.line = first;
  }

  /** Goes to a line. @returns false where the part ends before it */
  seek(number: number): boolean {
    for (; this.line < number && this.start >= 0; this.line++) {
      const { end } = this;
      this.start = end < this.bytes.length ? end + 1 : -1;
      this.known = -1;
    }
    return this.start >= 0;
  }

  /** Where the line at hand ends. */
  get end(): number {
    if (this.known < 0) {
      const found = this.bytes.indexOf(LF, this.start);
      this.known = found < 0 ? this.bytes.length : found;
    }
    return this.known;
  }

  /** The line at hand. */
  get current(): string {
    return this.bytes.toString('utf8', this.start, this.end);
  }

  /** @returns null where the part ends before that line */
  text(number: number): string | null {
    return this.seek(number) ? this.current : null;
  }
}
