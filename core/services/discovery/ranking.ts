/** Who leads by a measure: two numbers per user, source or device, so that the walk over all cells stays light. */
import { type CellColumns, FLAG_ACTION } from '../../ingest/cube/columns.ts';
import { ACTION_BLOCKED } from '../../ingest/formats/api.ts';
import type { SegmentSpan } from '../../store/segments/scan.ts';

/** Column of a measure; transactions where cells hold no such column (blocked is asked of the flags). */
type RankColumn = 'sent' | 'received' | 'total' | 'tx' | 'blocked';

export function rankColumn(metric: string): RankColumn {
  switch (metric) {
    case 'bytesSent':
      return 'sent';
    case 'bytesReceived':
      return 'received';
    case 'bytesTotal':
      return 'total';
    case 'blocked':
      return 'blocked';
    default:
      return 'tx';
  }
}

export type RankedKind = 'user' | 'source' | 'device';

export class Ranking {
  readonly by: RankedKind;
  readonly column: RankColumn;
  private readonly tx: Float64Array;
  private readonly value: Float64Array;

  constructor(by: RankedKind, size: number, column: RankColumn) {
    this.by = by;
    this.column = column;
    this.tx = new Float64Array(size);
    this.value = new Float64Array(size);
  }

  addSpan({ columns: c, from, to, pass }: SegmentSpan): void {
    const ids = c[this.by];
    const values = this.values(c);
    const { tx, value } = this;
    for (let cell = from; cell < to; cell++) {
      if (pass && !pass(cell)) {
        continue;
      }
      const id = ids[cell] ?? 0;
      tx[id] = (tx[id] ?? 0) + (c.tx[cell] ?? 0);
      value[id] =
        (value[id] ?? 0) +
        (values
          ? (values[cell] ?? 0)
          : ((c.flags[cell] ?? 0) & FLAG_ACTION) === ACTION_BLOCKED
            ? (c.tx[cell] ?? 0)
            : 0);
    }
  }

  private values(c: CellColumns): Float64Array | Uint32Array | null {
    return this.column === 'blocked' ? null : c[this.column];
  }

  /** Ids that occur, leading first, without 0 ("unknown"). */
  leading(count: number): number[] {
    const { tx, value } = this;
    return Array.from(tx.keys())
      .filter((id) => id > 0 && (tx[id] ?? 0) > 0)
      .sort((a, b) => (value[b] ?? 0) - (value[a] ?? 0) || (tx[b] ?? 0) - (tx[a] ?? 0))
      .slice(0, count);
  }
}
