/**
 * In: the records of a container (JSON array, table export, XML), each with the input line it starts on.
 * Out: one line per record, on the line it starts on as long as every record has a line of its own; records that share a line
 * (a one-line array) follow each other, so that their number is their position.
 * Guarantee: the input's lines keep their number: lines that only continue a record become lines that say so.
 */

import { BROKEN_MARK, CONTINUED_MARK } from '../normalize/record-marks.ts';

const LF = 10;
const FIRST_SIZE = 1 << 12;
const NONE = Buffer.alloc(0);

/** Bytes written one after the other; grows as needed and is reused. Thousands of small files have one each, and write little or nothing. */
export class ByteSink {
  bytes = NONE;
  length = 0;

  put(byte: number): void {
    if (this.length >= this.bytes.length) this.grow(1);
    this.bytes[this.length++] = byte;
  }

  copy(from: Buffer, start: number, end: number): void {
    if (this.length + end - start > this.bytes.length) this.grow(end - start);
    from.copy(this.bytes, this.length, start, end);
    this.length += end - start;
  }

  latin1(text: string): void {
    if (this.length + text.length > this.bytes.length) this.grow(text.length);
    this.length += this.bytes.write(text, this.length, 'latin1');
  }

  private grow(by: number): void {
    const bigger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.length + by, FIRST_SIZE));
    this.bytes.copy(bigger, 0, 0, this.length);
    this.bytes = bigger;
  }
}

export class RecordLines {
  /** Input line at hand, from 0. */
  line = 0;
  private written = 0;
  private readonly out = new ByteSink();

  /** Writes a record that starts on input line `startLine`. */
  record(startLine: number, bytes: Buffer, length: number): void {
    this.padTo(startLine);
    this.out.copy(bytes, 0, length);
    this.end();
  }

  /** Writes what there is of a record that does not end. */
  broken(startLine: number, bytes: Buffer, length: number): void {
    this.padTo(startLine);
    this.out.put(BROKEN_MARK);
    this.out.copy(bytes, 0, length);
    this.end();
  }

  /** Lines before `line` that no record starts on become continued ones. */
  padTo(line: number): void {
    while (this.written < line) {
      this.out.put(CONTINUED_MARK);
      this.end();
    }
  }

  /** What was written since the last call. */
  take(): Buffer {
    const { bytes, length } = this.out;
    this.out.length = 0;
    return Buffer.from(bytes.subarray(0, length));
  }

  private end(): void {
    this.out.put(LF);
    this.written++;
  }
}

/** Turns a container's bytes into lines, chunk by chunk. */
export interface Unfolder {
  /** Takes the next bytes. @returns lines, each with its end */
  push(chunk: Buffer): Buffer;
  /** @param cut the input goes on, but not for this reader: what is unfinished is left out instead of being reported */
  end(cut: boolean): Buffer;
}
