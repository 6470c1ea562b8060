import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import type { MethodInput } from '../../../core/contract/methods.ts';
import { useOrder } from '../../data/use-question.ts';
import { saveBlob } from '../../kit/charts/save-blob.ts';
import { plural } from '../../kit/format.ts';
import { toastDone, toastError } from '../../kit/toast.tsx';

type Format = MethodInput<'discovery.exportRows'>['format'];

const FORMATS: readonly { readonly format: Format; readonly title: string; readonly type: string }[] = [
  { format: 'csv', title: 'CSV', type: 'text/csv' },
  { format: 'tsv', title: 'TSV', type: 'text/tab-separated-values' },
  { format: 'json', title: 'JSON', type: 'application/json' },
];

/** Saves the whole table as it is shown: same rows, order and columns, whatever part of it is loaded. */
export function ExportMenu({
  question,
  noun,
}: {
  readonly question: Omit<MethodInput<'discovery.exportRows'>, 'format'>;
  readonly noun: readonly [string, string];
}) {
  const order = useOrder('discovery.exportRows');
  const run = (format: Format, type: string): void => {
    order.mutateAsync({ ...question, format }).then(({ text, rows }) => {
      saveBlob(new Blob([text], { type: `${type};charset=utf-8` }), `${question.table}.${format}`);
      toastDone(`${plural(rows, noun[0], noun[1])} exported as ${format.toUpperCase()}.`);
    }, toastError);
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          loading={order.isPending}
          leftSection={<IconDownload size={16} stroke={1.5} />}
          rightSection={<IconChevronDown size={14} />}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map(({ format, title, type }) => (
          <Menu.Item key={format} onClick={() => run(format, type)}>
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
