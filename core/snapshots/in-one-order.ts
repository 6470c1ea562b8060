/**
 * In: rows of an export whose times PowerShell wrote in the words of the machine it ran on (`28/04/2026 16:44:10`).
 * Out: the same with these times as ISO texts, where the rows together tell the day from the month; else as they are.
 */
import { type DayOrder, DayVotes } from '../kit/day-order.ts';
import { readLocaleTime } from '../kit/times.ts';
import type { SnapshotRow } from '../model/snapshot.ts';

const IN_FIGURES = /^\d{1,2}[/-]\d{1,2}[/-]\d{4},? +\d{1,2}[:.]\d{2}/;

/** Only cells of a table: what Graph answers has ISO times. */
export function inOneOrder(rows: readonly SnapshotRow[]): readonly SnapshotRow[] {
  const votes = new DayVotes();
  for (const row of rows) for (const text of figuresIn(row)) votes.see(text);
  const order = votes.order(Number.POSITIVE_INFINITY);
  return order === undefined ? rows : rows.map((row) => ordered(row, order));
}

function figuresIn(row: SnapshotRow): readonly string[] {
  return Object.values(row).flatMap((value) => (typeof value === 'string' && IN_FIGURES.test(value) ? [value] : []));
}

function ordered(row: SnapshotRow, order: DayOrder): SnapshotRow {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => {
      const time = typeof value === 'string' && IN_FIGURES.test(value) ? readLocaleTime(value, order) : Number.NaN;
      return [key, Number.isNaN(time) ? value : new Date(time).toISOString()];
    }),
  );
}
