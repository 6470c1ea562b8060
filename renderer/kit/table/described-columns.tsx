import { Anchor, Badge } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { Column } from './columns.ts';

/** How surely a layout is read: the colour of its mark, and what it means. */
export type Grades<G extends string> = Readonly<Record<G, readonly [color: string, meaning: string]>>;

export function gradeColumn<G extends string, R extends { readonly grade: G }>(
  grades: Grades<G>,
  hint: string,
  width: number,
): Column<R> {
  return {
    id: 'grade',
    title: 'Grade',
    width,
    least: width,
    sortable: true,
    hint,
    cell: (row) => (
      <Badge variant="light" size="sm" color={grades[row.grade][0]} data-tip={grades[row.grade][1]}>
        {row.grade}
      </Badge>
    ),
    text: (row) => row.grade,
  };
}

/** Where a layout is published: a link where that is an address on the web, else the words as they stand. */
export function sourceColumn<R extends { readonly source: string }>(
  open: (url: string) => void,
  width: number,
): Column<R> {
  return {
    id: 'source',
    title: 'Described at',
    width,
    cell: (row) =>
      /^https?:\/\//.test(row.source) ? (
        <Anchor
          component="button"
          type="button"
          tabIndex={-1}
          inherit
          onClick={() => open(row.source)}
          title={row.source}
        >
          {new URL(row.source).host} <IconExternalLink size={12} aria-hidden />
        </Anchor>
      ) : (
        row.source
      ),
    text: (row) => row.source,
  };
}
