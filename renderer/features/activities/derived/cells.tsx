import type { ReactNode } from 'react';
import { formatCount } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { Missing } from '../../../kit/missing.tsx';
import type { Column } from '../../../kit/table/columns.ts';
import { When } from '../../../kit/when.tsx';

/** Columns of tables about connected apps: ids are the fields that the table, or the engine, sorts and filters by. */

interface Shape {
  readonly width?: number;
  readonly least?: number;
  readonly hint?: string;
  readonly optional?: boolean | 'narrow';
  readonly fixed?: boolean;
  readonly decision?: boolean;
  readonly spare?: boolean;
  readonly exportsWith?: readonly string[];
}

export function countColumn<R extends object>(
  id: string,
  title: string,
  read: (row: R) => number | null,
  shape: Shape & { readonly cell?: (row: R) => ReactNode } = {},
): Column<R> {
  return {
    id,
    title,
    width: 92,
    align: 'right',
    sortable: true,
    firstSort: 'desc',
    cell: (row) => formatCount(read(row)),
    text: (row) => String(read(row) ?? ''),
    ...shape,
  };
}

export function timeColumn<R extends object>(
  id: string,
  title: string,
  read: (row: R) => number | null,
  shape: Shape = {},
): Column<R> {
  return {
    id,
    title,
    width: 144,
    least: 142,
    sortable: true,
    firstSort: 'desc',
    cell: (row) => <When at={read(row)} />,
    text: (row) => {
      const at = read(row);
      return at === null ? '' : new Date(at).toISOString();
    },
    ...shape,
  };
}

/** @param unknown why there may be none */
export function textColumn<R extends object>(
  id: string,
  title: string,
  read: (row: R) => string | null,
  unknown: string,
  shape: Shape & { readonly cell?: (row: R) => ReactNode } = {},
): Column<R> {
  return {
    id,
    title,
    width: 140,
    sortable: true,
    cell: (row) => {
      const text = read(row);
      return text === null || text === '' ? <Missing why={unknown} /> : <Logged text={text} />;
    },
    text: (row) => read(row) ?? '',
    ...shape,
  };
}

/** A word with a colour for how serious it is. */
export function Level({ level, word }: { readonly level: 'high' | 'medium' | 'low' | 'none'; readonly word: string }) {
  return (
    <span className="uc-level" data-level={level} title={word}>
      {word}
    </span>
  );
}
