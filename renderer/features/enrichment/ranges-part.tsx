import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { IpRangeRow } from '../../../core/contract/enrichment.ts';
import { typedPlaceText } from '../../../core/kit/place.ts';
import { shortText } from '../../../core/kit/visible-text.ts';
import { RANGE_CATEGORY_TITLES } from '../../../core/model/enrichment.ts';
import { useListImport, useRanges } from '../../data/enrichment.ts';
import { useCanChangeLists } from '../../data/privacy.ts';
import { useOrder } from '../../data/use-question.ts';
import { saveBlob, spreadsheetBlob } from '../../kit/charts/save-blob.ts';
import { plural } from '../../kit/format.ts';
import { Logged } from '../../kit/logged.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { SmallTable } from '../../kit/table/small-table.tsx';
import { toastDone, toastError, toastUndo } from '../../kit/toast.tsx';
import { CsvButton } from './file-button.tsx';
import { ProblemList } from './problem-list.tsx';
import { RangeDialog } from './range-dialog.tsx';

/** The organisation's IP ranges, and the ones with a fixed meaning. */
export function RangesPart() {
  const ranges = useRanges();
  const canChange = useCanChangeLists();
  const [edited, setEdited] = useState<IpRangeRow | 'new' | null>(null);
  const [problems, setProblems] = useState<readonly { line: number; problem: string }[]>([]);
  const load = useListImport('ranges.import', { replace: false });
  const write = useOrder('ranges.export');
  const save = (): void => {
    write.mutateAsync({}).then(({ text, ranges: count }) => {
      saveBlob(spreadsheetBlob(text, 'text/csv'), 'ip-ranges.csv');
      toastDone(`${plural(count, 'range')} exported.`);
    }, toastError);
  };
  const read = (file: File): void => {
    load.mutateAsync(file).then((answer) => {
      setProblems(answer.problems);
      toastDone(`${plural(answer.added, 'range')} added, ${answer.changed} changed.`);
    }, toastError);
  };
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="start">
        <Text c="dimmed" maw={640}>
          Your own ranges go before built-in ones, and their tags add up. Corporate ranges count as your network: as on
          the network at once, and as internal addresses when lines are read.
        </Text>
        <Group gap="xs">
          <CsvButton busy={load.isPending} disabled={!canChange} onFile={read}>
            Import CSV
          </CsvButton>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDownload size={16} stroke={1.5} />}
            loading={write.isPending}
            onClick={save}
          >
            Export CSV
          </Button>
          <Button
            size="xs"
            leftSection={<IconPlus size={16} stroke={1.5} />}
            disabled={!canChange}
            onClick={() => setEdited('new')}
          >
            Add a range
          </Button>
        </Group>
      </Group>
      <ProblemList problems={problems} onClose={() => setProblems([])} />
      <Answer question={ranges} loading={<BoneLines lines={5} height={32} />}>
        {(rows) => <RangeTable rows={rows} canChange={canChange} onEdit={setEdited} />}
      </Answer>
      {edited !== null && <RangeDialog range={edited === 'new' ? null : edited} close={() => setEdited(null)} />}
    </Stack>
  );
}

function RangeTable(props: {
  readonly rows: readonly IpRangeRow[];
  readonly canChange: boolean;
  readonly onEdit: (row: IpRangeRow) => void;
}) {
  const remove = useOrder('ranges.remove');
  const add = useOrder('ranges.save');
  const take = ({ id, ...range }: IpRangeRow): void => {
    if (id === null) return;
    remove
      .mutateAsync({ ids: [id] })
      .then(() => toastUndo(`The range ${range.name} was removed.`, () => add.mutateAsync(range)), toastError);
  };
  return (
    <SmallTable
      label="Table of IP ranges"
      caption="IP ranges"
      columns={['Name', 'Addresses', 'Category', 'Tags', 'Location', 'Provider']}
      actions="Actions"
    >
      {props.rows.map((row) => (
        <tr key={row.id ?? row.name}>
          <th scope="row">
            <Logged text={row.name} />
          </th>
          <td className="uc-mono">{row.cidrs.join(', ')}</td>
          <td>{RANGE_CATEGORY_TITLES[row.category]}</td>
          <td>
            <Logged text={row.tags.join(', ') || '–'} />
          </td>
          <td>
            <Logged text={row.location === null ? '–' : typedPlaceText(row.location)} />
          </td>
          <td>
            <Logged text={row.isp ?? '–'} />
          </td>
          <td>
            {row.id === null ? (
              <Text size="xs" c="dimmed">
                built-in
              </Text>
            ) : (
              <Group gap={4} wrap="nowrap">
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Change ${shortText(row.name)}`}
                  disabled={!props.canChange}
                  onClick={() => props.onEdit(row)}
                >
                  Change …
                </Button>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Remove ${shortText(row.name)}`}
                  disabled={!props.canChange}
                  onClick={() => take(row)}
                >
                  Remove
                </Button>
              </Group>
            )}
          </td>
        </tr>
      ))}
    </SmallTable>
  );
}
