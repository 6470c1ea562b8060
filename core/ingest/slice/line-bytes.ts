/**
 * In: a plain line as bytes, and the parser of its file. Out: its figures and where its names stand, with the time that they have.
 * Guarantee: as LineReader's for the same line as text: a syslog header in front is passed over, an object gives way to the raw line of
 * another product in it, and what a line does not say of its time is said by what it stands in.
 */
import { type LineParser, LineWindows } from '../formats/api.ts';
import { beginBytes } from '../formats/keyed/json-layout.ts';
import { mayBeHeader } from '../formats/shared/bytes.ts';
import { programEndIn } from '../normalize/program.ts';
import { isQuotedLine } from '../normalize/quoted.ts';
import { isRepeated, mayBeRepeated } from '../normalize/repeated.ts';
import { plainHeaderTime, plainMessageStart } from '../normalize/syslog-bytes.ts';
import type { WrappedLines } from '../normalize/wrapped.ts';

const OPEN_BRACE = 123;

/** What of a line was read: the line itself, the raw line of another product in it, or something else in it. */
export type LinePart = 'whole' | 'raw' | 'other';

export class LineBytes {
  readonly windows = new LineWindows();
  /** What `windows` are windows of: the bytes that were given, or a line that they hold. */
  bytes: Uint8Array = new Uint8Array(0);
  part: LinePart = 'whole';
  private readonly wrapped: WrappedLines;

  constructor(wrapped: WrappedLines) {
    this.wrapped = wrapped;
  }

  /** What a time without a year is near to; NaN where only the file's date tells. */
  get nearMs(): number {
    return this.part === 'raw' ? this.wrapped.bytes.timeMs : Number.NaN;
  }

  /** @returns false when the line must be read as text */
  read(parser: LineParser, bytes: Uint8Array, start: number, end: number): boolean {
    this.bytes = bytes;
    this.part = 'whole';
    this.windows.count = 1;
    if (parser.readFirst?.(bytes, start, end, this.windows) === true) return true;
    return !isQuotedLine(bytes, start, end) && this.readBehindHeader(parser, bytes, start, end);
  }

  /** Reads a message, or one behind a plain header, whose time it has where it names none. */
  private readBehindHeader(parser: LineParser, bytes: Uint8Array, start: number, end: number): boolean {
    const { windows } = this;
    beginBytes();
    const program = programEndIn(bytes, start, end);
    if (program > 0) {
      return this.readMessage(parser, bytes, program, end) && (!Number.isNaN(windows.timeMs) || this.takeObjectTime());
    }
    if (this.readMessage(parser, bytes, start, end)) {
      // Some readers look for their message behind a header of whatever kind, in which it may be said that it came again.
      if (!mayBeHeader(bytes, start)) return !Number.isNaN(windows.timeMs) || this.takeObjectTime();
      return !Number.isNaN(windows.timeMs) && !mayBeRepeated(bytes, start, end);
    }
    const header = plainMessageStart(bytes, start, end);
    if (header < 0) return false;
    const message = Math.max(header, programEndIn(bytes, header, end));
    if (!this.readMessage(parser, bytes, message, end)) return false;
    return !Number.isNaN(windows.timeMs) || plainHeaderTime(bytes, start, header, windows);
  }

  private readMessage(parser: LineParser, bytes: Uint8Array, start: number, end: number): boolean {
    const { wrapped, windows } = this;
    if (this.part === 'whole' && bytes[start] === OPEN_BRACE && wrapped.mayHoldRaw(bytes, start, end)) {
      const held = wrapped.bytes;
      if (!held.find(bytes, start, end)) return false;
      this.part = 'raw';
      this.bytes = held.bytes;
      return this.readBehindHeader(parser, held.bytes, held.start, held.end);
    }
    if (isRepeated(bytes, start)) return false;
    windows.count = 1;
    return parser.readBytes?.(bytes, start, end, windows) === true;
  }

  /** A line that an object holds has the object's time where it names none. */
  private takeObjectTime(): boolean {
    const { windows, wrapped } = this;
    if (this.part !== 'raw') return false;
    windows.timeMs = wrapped.bytes.timeMs;
    windows.timeIsLocal = wrapped.bytes.timeIsLocal;
    windows.timeIsYearless = false;
    return true;
  }
}
