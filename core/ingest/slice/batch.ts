/** What a parser hands to the writer at a time. */
import type { CellColumns, MinuteMarks } from '../cube/columns.ts';
import type { FreshNames } from './names.ts';

/** A frame as it goes to the writer; `users` and `dests` are local ids of the pairs that occur in it. */
export interface FrameOutput {
  readonly file: number;
  readonly slice: number;
  readonly seq: number;
  readonly hash: string;
  readonly packed: Uint8Array<ArrayBuffer> | null;
  readonly rlen: number;
  readonly firstLine: number;
  readonly lines: number;
  readonly tMin: number | null;
  readonly tMax: number | null;
  readonly firstHash: number;
  readonly lastHash: number;
  /** Of an anonymised stream: both hashes, sealed; they are 0 here. */
  readonly edges: string | null;
  /** The stored frame that it repeats; below 0 the `own` of a frame of this parser. */
  readonly dupOf: number | null;
  /** Below 0: its number among this parser's frames of small files, which are known before they are stored; 0: none. */
  readonly own: number;
  readonly dupOffset: number;
  readonly prelude: string;
  /** Instant of the line before, in ms, where lines stand in an hour that the clock shows twice. */
  readonly clock: number | null;
  readonly users: Uint32Array<ArrayBuffer>;
  readonly dests: Uint32Array<ArrayBuffer>;
}

export interface Batch {
  readonly cells: CellColumns | null;
  /** Of the same cells. */
  readonly marks: MinuteMarks | null;
  readonly fresh: FreshNames;
  readonly frames: readonly FrameOutput[];
}
