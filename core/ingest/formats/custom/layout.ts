/** What every layout does with a line. */
import { encodeUtf8 } from '../../../kit/text.ts';
import type { Values } from './values.ts';

/** The line's parts are in the values. */
export const TAKEN = 0;
/** The line names the columns (or is another directive) and holds no values. */
export const HEADER = 1;
/** The line does not have the layout's shape. */
export const UNFIT = 2;
export type Taken = typeof TAKEN | typeof HEADER | typeof UNFIT;

export interface Layout {
  /** Takes text[start, end) apart into `values`, which are clear. */
  take(text: string, start: number, end: number, values: Values): Taken;
  /** Why the last line did not fit, as a reject reason. */
  readonly reason: string;
  /** Column names in force, for layouts that read them from a line. */
  saveState?(): string;
  restoreState?(state: string): void;
}

/** Sources that the mapping names, each with its slot. Names are bytes, as lines are. */
export class Slots {
  readonly names: string[] = [];

  slotOf(name: string): number {
    const bytes = encodeUtf8(name);
    const at = this.names.indexOf(bytes);
    return at >= 0 ? at : this.names.push(bytes) - 1;
  }
}
