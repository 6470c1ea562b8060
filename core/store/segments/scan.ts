/** Walks the cells of a question: time range, streams, filter. Everything that counts anything goes through here. */

import { AppError } from '../../contract/errors.ts';
import type { CellColumns } from '../../ingest/cube/columns.ts';
import type { CellFilter } from './cell-filter.ts';
import type { SegmentInfo } from './segment-cache.ts';

export interface ScanRange {
  /** First hour bucket included and first one excluded. */
  readonly fromHour: number;
  readonly toHour: number;
  /** Null: all streams. */
  readonly streams: ReadonlySet<number> | null;
  readonly filter: CellFilter | null;
}

/** All cells there are. */
export const EVERYTHING: ScanRange = {
  fromHour: Number.NEGATIVE_INFINITY,
  toHour: Number.POSITIVE_INFINITY,
  streams: null,
  filter: null,
};

/** Where a scan gets columns from. */
export interface ColumnSource {
  columns(segment: SegmentInfo): CellColumns;
}

export interface SegmentSpan {
  readonly segment: SegmentInfo;
  readonly columns: CellColumns;
  readonly from: number;
  readonly to: number;
  /** Null: every cell of the span counts. */
  readonly pass: ((cell: number) => boolean) | null;
}

/** @param cancelled looked at per segment */
export function* spansOf(
  cache: ColumnSource,
  segments: readonly SegmentInfo[],
  range: ScanRange,
  cancelled: () => boolean,
): Generator<SegmentSpan> {
  for (const segment of segments) {
    if (segment.hourMin >= range.toHour || segment.hourMax < range.fromHour) {
      continue;
    }
    if (range.streams && !range.streams.has(segment.stream)) {
      continue;
    }
    if (cancelled()) {
      throw new AppError('job.cancelled', 'The question was cancelled.');
    }
    const columns = cache.columns(segment);
    const from = segment.hourMin >= range.fromHour ? 0 : lowerBound(columns.hour, range.fromHour);
    const to = segment.hourMax < range.toHour ? segment.cells : lowerBound(columns.hour, range.toHour);
    if (from < to) {
      yield { segment, columns, from, to, pass: range.filter ? range.filter.bind(columns, segment.stream) : null };
    }
  }
}

/** First index whose hour is not below `hour`; hours are sorted. */
function lowerBound(hours: Int32Array, hour: number): number {
  let low = 0;
  let high = hours.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hours[middle] ?? 0) < hour) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
