import { Badge, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { visibleText } from '../../../../core/kit/visible-text.ts';
import { reasonText } from '../../../../core/model/reason-text.ts';
import { formatCount } from '../../../kit/format.ts';
import { SmallHead } from '../../../kit/table/small-head.tsx';

const VERDICTS = { parsed: ['teal', 'read'], skipped: ['gray', 'skipped'], rejected: ['red', 'rejected'] } as const;
type Verdict = keyof typeof VERDICTS;

/** A line or record of the user's own, tried on a description. */
export interface Tried {
  readonly line: number;
  readonly raw: string;
  readonly verdict: Verdict;
  readonly reason: string;
}

/** What a description makes of the user's own lines, field by field, each below its raw text. */
export function TriedTable<R extends Tried>(props: {
  /** What is tried: "Lines" or "Records". */
  readonly noun: string;
  readonly first: string;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Stands beside the counts. */
  readonly action?: ReactNode;
  readonly columns: readonly { readonly id: string; readonly title: string; readonly cell: (row: R) => ReactNode }[];
  readonly rows: readonly R[];
}) {
  const { noun, first, counts, action, columns, rows } = props;
  const count = (verdict: Verdict) => {
    const [color, word] = VERDICTS[verdict];
    return (
      <Badge variant="light" color={counts[verdict] > 0 ? color : 'gray'} tt="none">
        {formatCount(counts[verdict])} {word}
      </Badge>
    );
  };
  return (
    <div className="uc-tried">
      <Group justify="space-between">
        <Group gap="xs" role="status" aria-label={`${noun} tried`}>
          {count('parsed')}
          {count('rejected')}
          {count('skipped')}
        </Group>
        {action}
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="uc-tried__table" aria-label={`${noun} as they are read`} tabIndex={0}>
        <table className="uc-small uc-small--wide">
          <SmallHead columns={[first, ...columns.map(({ title }) => title)]} />
          <tbody>
            {rows.map((row) => (
              <TriedRows key={row.line} row={row} columns={columns} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function TriedRows<R extends Tried>(props: {
  readonly row: R;
  readonly columns: readonly { readonly id: string; readonly cell: (row: R) => ReactNode }[];
}) {
  const { row, columns } = props;
  const [color, word] = VERDICTS[row.verdict];
  return (
    <>
      <tr className="uc-tried__raw">
        <td colSpan={columns.length + 1}>
          <code title={visibleText(row.raw)}>{visibleText(row.raw)}</code>
        </td>
      </tr>
      <tr>
        <td>
          <Badge variant="light" size="sm" color={color} tt="none">
            {row.line} {word}
          </Badge>
          {row.reason !== '' && (
            <Text size="xs" c="dimmed">
              {reasonText(row.reason)}
            </Text>
          )}
        </td>
        {columns.map(({ id, cell }) => (
          <td key={id}>{cell(row)}</td>
        ))}
      </tr>
    </>
  );
}

/** An instant as the description reads it, with what stood in the log behind it. */
export function TriedTime({ iso, raw }: { readonly iso: string; readonly raw?: string }) {
  return (
    <time dateTime={iso} title={raw ?? iso} className="uc-tried__time">
      {iso.replace('T', ' ').replace('.000Z', 'Z')}
    </time>
  );
}
