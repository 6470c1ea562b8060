import { Menu } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { saveBlob, spreadsheetBlob } from './charts/save-blob.ts';
import { ExportButton } from './export-button.tsx';
import { plural } from './format.ts';
import { toastDone, toastError } from './toast.tsx';

const FORMATS = [
  { format: 'csv', title: 'CSV', type: 'text/csv' },
  { format: 'tsv', title: 'TSV', type: 'text/tab-separated-values' },
  { format: 'json', title: 'JSON', type: 'application/json' },
] as const;
type Format = (typeof FORMATS)[number]['format'];

interface Exported {
  readonly text: string;
  readonly rows: number;
}

/** Saves the whole table as it is shown: same rows, order and columns, whatever part of it is loaded. */
export function ExportMenu<F extends Format = Format, E extends Exported = Exported>(props: {
  /** The file's name without ending. */
  readonly name: string;
  readonly noun: readonly [string, string];
  readonly ask: (format: F) => Promise<E>;
  /** Formats to choose from; all of them unless given. */
  readonly formats?: readonly F[];
  /** What can be chosen beside the format. */
  readonly options?: ReactNode;
  /** What stands above the choice. */
  readonly label?: string;
  /** What is said at the end where it is more than the number of rows. */
  readonly done?: (exported: E, title: string) => string;
}) {
  const { name, noun, ask, formats, label, options, done } = props;
  const [busy, setBusy] = useState(false);
  const offers = (one: (typeof FORMATS)[number]): one is (typeof FORMATS)[number] & { readonly format: F } =>
    formats === undefined || formats.some((format) => format === one.format);
  const run = (format: F, title: string, type: string): void => {
    if (busy) return;
    setBusy(true);
    ask(format)
      .then((exported) => {
        const { text } = exported;
        saveBlob(format === 'json' ? new Blob([text], { type }) : spreadsheetBlob(text, type), `${name}.${format}`);
        toastDone(done?.(exported, title) ?? `${plural(exported.rows, noun[0], noun[1])} exported as ${title}.`);
      }, toastError)
      .finally(() => setBusy(false));
  };
  return (
    <ExportButton busy={busy}>
      {label !== undefined && <Menu.Label>{label}</Menu.Label>}
      {options}
      {FORMATS.filter(offers).map(({ format, title, type }) => (
        <Menu.Item key={format} onClick={() => run(format, title, type)}>
          {title}
        </Menu.Item>
      ))}
    </ExportButton>
  );
}
