/** In: a line of columns parted by spaces, some of them in quotes. Out: where each stands; nothing is copied. */
import { fieldEnd } from './fields.ts';
import { parseUint } from './numbers.ts';

const SPACE = 32;

/** Positions of one line's columns, quotes included. One instance serves many lines. */
export class SpaceColumns {
  /** Columns found by the last `split`. */
  columns = 0;
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;

  /** @param capacity columns to remember; later ones are not looked at */
  constructor(capacity: number) {
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
  }

  split(text: string, start: number, end: number): void {
    this.columns = 0;
    for (let at = start; at < end && this.columns < this.starts.length; at++) {
      const stop = fieldEnd(text, at, end, SPACE);
      this.starts[this.columns] = at;
      this.ends[this.columns] = stop;
      this.columns++;
      at = stop;
    }
  }

  start(column: number): number {
    return this.starts[column] ?? 0;
  }

  end(column: number): number {
    return this.ends[column] ?? 0;
  }

  /** The column as an integer, -1 when it is none or absent. */
  number(text: string, column: number): number {
    return column < this.columns ? parseUint(text, this.start(column), this.end(column)) : -1;
  }
}
