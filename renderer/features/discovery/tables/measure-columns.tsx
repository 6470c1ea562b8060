import type { Dashboard } from '../../../../core/contract/discovery.ts';
import { formatBytes, formatCount, formatShare } from '../../../kit/format.ts';
import { Missing, WHY_MISSING } from '../../../kit/missing.tsx';
import type { Column } from '../../../kit/table/columns.ts';
import { When } from '../../../kit/when.tsx';

type Known = Dashboard['known'] | null;

export interface MeasureRow {
  readonly transactions: number;
  readonly blocked: number;
  readonly bytesSent: number | null;
  readonly bytesReceived: number | null;
  readonly bytesTotal: number | null;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

const BYTES = [
  {
    id: 'bytesTotal',
    title: 'Traffic',
    what: 'Upload plus download of the requests whose lines tell both, or their sum',
  },
  { id: 'bytesSent', title: 'Upload', what: 'Bytes from the client to the app' },
  { id: 'bytesReceived', title: 'Download', what: 'Bytes from the app to the client' },
] as const;

/** Traffic, upload, download; heads say for how many of the requests the logs tell them. */
export function bytesColumns<R extends MeasureRow>(known: Known): readonly Column<R>[] {
  return BYTES.map(({ id, title, what }) => ({
    id,
    title,
    hint: `${what}, in binary units.${shareHint(known?.[id] ?? null)}`,
    width: 88,
    align: 'right' as const,
    sortable: true,
    firstSort: 'desc' as const,
    cell: (row: R) => (row[id] === null ? <Missing why={WHY_MISSING[id]} /> : formatBytes(row[id])),
    text: (row: R) => (row[id] === null ? '' : String(row[id])),
  }));
}

function shareHint(share: number | null): string {
  return share === null || share >= 1 ? '' : ` Known for ${formatShare(share)} of requests.`;
}

/** A whole number. */
export function countColumn<R extends object>(
  id: string & keyof R,
  title: string,
  hint: string,
  width = 92,
): Column<R> {
  const value = (row: R): number => (typeof row[id] === 'number' ? row[id] : 0);
  return {
    id,
    title,
    hint,
    width,
    align: 'right',
    sortable: true,
    firstSort: 'desc',
    cell: (row) => formatCount(value(row)),
    text: (row) => String(value(row)),
  };
}

/** Blocked requests; "–" where no line says what was done with a request. */
export function blockedColumn<R extends MeasureRow>(known: Known): Column<R> {
  return {
    ...countColumn<R>('blocked', 'Blocked', 'Requests that the device refused.', 80),
    ...(known?.action === 0
      ? {
          cell: () => <Missing why="None of these lines says whether it was allowed or blocked." />,
          text: () => '',
        }
      : {}),
  };
}

export function seenColumns<R extends MeasureRow>(): readonly Column<R>[] {
  return (
    [
      { id: 'firstSeen', title: 'First seen', hint: 'First request in the chosen period.' },
      { id: 'lastSeen', title: 'Last seen', hint: 'Last request in the chosen period.' },
    ] as const
  ).map(({ id, title, hint }) => ({
    id,
    title,
    hint,
    width: 144,
    least: 142,
    sortable: true,
    firstSort: 'desc' as const,
    cell: (row: R) => <When at={row[id]} />,
    text: (row: R) => new Date(row[id]).toISOString(),
  }));
}
