import { formatBytes, plural } from '../../../kit/format.ts';
import type { MeasureRow } from './measure-columns.tsx';

/** The chosen rows in one line: requests, and bytes as far as they are known. Distinct users do not add up and are left out. */
export function sumText(rows: readonly MeasureRow[]): string {
  const sum = (of: (row: MeasureRow) => number | null): number | null => {
    const known = rows.map(of).filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((all, value) => all + value, 0);
  };
  const requests = plural(sum((row) => row.transactions) ?? 0, 'request');
  const parts = [
    requests,
    `traffic ${formatBytes(sum((row) => row.bytesTotal))}`,
    `upload ${formatBytes(sum((row) => row.bytesSent))}`,
  ];
  return parts.join(' · ');
}
