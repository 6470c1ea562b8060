import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { saveBlob } from './charts/save-blob.ts';
import { plural } from './format.ts';
import { toastDone, toastError } from './toast.tsx';

const FORMATS = [
  { format: 'csv', title: 'CSV', type: 'text/csv' },
  { format: 'tsv', title: 'TSV', type: 'text/tab-separated-values' },
  { format: 'json', title: 'JSON', type: 'application/json' },
] as const;
type Format = (typeof FORMATS)[number]['format'];

/** Saves the whole table as it is shown: same rows, order and columns, whatever part of it is loaded. */
export function ExportMenu({
  name,
  noun,
  ask,
}: {
  /** The file's name without ending. */
  readonly name: string;
  readonly noun: readonly [string, string];
  readonly ask: (format: Format) => Promise<{ readonly text: string; readonly rows: number }>;
}) {
  const [busy, setBusy] = useState(false);
  const run = (format: Format, type: string): void => {
    setBusy(true);
    ask(format)
      .then(({ text, rows }) => {
        saveBlob(new Blob([text], { type: `${type};charset=utf-8` }), `${name}.${format}`);
        toastDone(`${plural(rows, noun[0], noun[1])} exported as ${format.toUpperCase()}.`);
      }, toastError)
      .finally(() => setBusy(false));
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          loading={busy}
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
