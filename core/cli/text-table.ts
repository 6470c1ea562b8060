import { printable } from './human.ts';

export interface TextColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

const MAX_CELL = 60;

/** Rows as aligned columns under a heading; long cells are cut with an ellipsis, except in the last column. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const last = columns.length - 1;
  const cells = rows.map((row) =>
    columns.map((_, index) => {
      const text = printable(row[index] ?? '');
      return index === last ? text : cut(text);
    }),
  );
  const widths = columns.map((column, index) =>
    cells.reduce((widest, row) => Math.max(widest, width(row[index] ?? '')), width(column.title)),
  );
  const line = (row: readonly string[]): string =>
    columns
      .map((column, index) => {
        const text = row[index] ?? '';
        const fill = ' '.repeat((widths[index] ?? 0) - width(text));
        return column.align === 'right' ? fill + text : text + fill;
      })
      .join('  ')
      .trimEnd();
  return [line(columns.map((column) => column.title)), ...cells.map(line)].map((text) => `${text}\n`).join('');
}

function width(text: string): number {
  return Array.from(text).length;
}

function cut(text: string): string {
  const letters = Array.from(text);
  return letters.length <= MAX_CELL ? text : `${letters.slice(0, MAX_CELL - 1).join('')}…`;
}
