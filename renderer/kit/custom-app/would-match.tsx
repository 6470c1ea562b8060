import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { type RawRow, rowOf } from '../../data/rows.ts';
import { useQuestion } from '../../data/use-question.ts';
import { formatBytes, formatCount, plural } from '../format.ts';
import { BoneLines } from '../state/late.tsx';
import { hostsOf } from './suggest-app.ts';

const SHOWN = 50;

function readHost(row: RawRow) {
  return {
    key: String(row.key ?? ''),
    transactions: typeof row.transactions === 'number' ? row.transactions : 0,
    bytesTotal: typeof row.bytesTotal === 'number' ? row.bytesTotal : null,
  };
}

/** All unmatched hosts that the new app would claim, in all data: the past is read again, not only this period. */
export function WouldMatch({ domains }: { readonly domains: readonly string[] }) {
  const [settled] = useDebouncedValue(hostsOf(domains), 200);
  const { data, error } = useQuestion(
    'discovery.listRows',
    {
      table: 'unmatched',
      filter: settled,
      sort: { column: 'transactions', direction: 'desc' },
      page: { limit: SHOWN },
    },
    { enabled: settled !== '' },
  );
  const rows = useMemo(
    () => (data === undefined ? [] : Array.from({ length: data.count }, (_, at) => readHost(rowOf(data, at)))),
    [data],
  );
  if (settled === '') return <Text size="xs">Name at least one domain.</Text>;
  if (error !== null) return <Text size="xs">These domains cannot be asked for.</Text>;
  if (data === undefined) return <BoneLines lines={3} />;
  return (
    <div>
      <Text size="xs" c="dimmed" mb={4}>
        {data.total === 0
          ? 'No unmatched host lies under these domains.'
          : `Claims ${plural(data.total, 'unmatched host')} in all data, past requests included:`}
      </Text>
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: focus is what lets the arrow keys scroll it
        <section className="uc-wouldmatch" tabIndex={0} aria-label="List of hosts that would match">
          <table>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row" className="uc-mono">
                    {row.key}
                  </th>
                  <td className="uc-num">{plural(row.transactions, 'request')}</td>
                  <td className="uc-num">{formatBytes(row.bytesTotal)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {data.total > rows.length && <Text size="xs">and {formatCount(data.total - rows.length)} more</Text>}
        </section>
      )}
    </div>
  );
}
