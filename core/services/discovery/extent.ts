import type { ReadConnection } from '../../store/open.ts';

/** Instants in ms; `to` is exclusive. */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

/** First and last activity in connected apps, from the imports of audit logs and the pulls. */
export function activityExtentOf(db: ReadConnection): Extent | null {
  const row = db
    .prepare<[], { a: number | null; b: number | null }>(
      `SELECT min(first_event) a, max(last_event) b FROM import WHERE state = 'done' AND connector IS NOT NULL`,
    )
    .get();
  return row === undefined || row.a === null || row.b === null ? null : { from: row.a, to: row.b + 1 };
}

/** First and last event of the streams, from the imports of traffic. */
export function extentOf(db: ReadConnection, streams: ReadonlySet<number> | null): Extent | null {
  interface Row {
    stream: number;
    a: number | null;
    b: number | null;
  }
  const rows = db
    .prepare<[], Row>(
      `SELECT stream, min(first_event) a, max(last_event) b FROM import WHERE state = 'done' AND connector IS NULL GROUP BY stream`,
    )
    .all()
    .filter((row) => streams === null || streams.has(row.stream));
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    from = Math.min(from, row.a ?? from);
    to = Math.max(to, row.b ?? to);
  }
  return to >= from ? { from, to: to + 1000 } : null;
}
