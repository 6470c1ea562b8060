import { Badge, Button, Group, ScrollArea, Text } from '@mantine/core';
import { useState } from 'react';
import type { FileLedger, ImportFile } from '../../../core/contract/imports.ts';
import { useImportFiles } from '../../data/imports.ts';
import { shownPath } from '../../kit/file-name.ts';
import { formatBytes, formatCount, plural } from '../../kit/format.ts';
import { Answer } from '../../kit/state/answer.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { KeptErrorNote } from './kept-error.tsx';

const COUNTS = [
  ['read', 'Read'],
  ['parsed', 'Parsed'],
  ['rejected', 'Rejected'],
  ['skipped', 'Skipped'],
  ['blank', 'Blank'],
  ['duplicates', 'Duplicates'],
  ['stored', 'Stored'],
] as const;

/** Enough to look through, few enough to draw at once. */
const PAGE = 100;

/** The files of an import in pages: the ledger of each, with the formats inside it and why one was left out. */
export function FileTable(props: { readonly id: number; readonly titleOf: (id: string) => string }) {
  const [offset, setOffset] = useState(0);
  const files = useImportFiles(props.id, { offset, limit: PAGE });
  return (
    <Answer question={files} loading={<BoneLines lines={4} height={24} />}>
      {({ total, files: page }) => (
        <>
          {page.every(({ ledger }) => ledger === null) ? (
            <section className="uc-filenames" aria-label="Files of this import">
              {page.map(({ path }) => (
                <div key={path}>{shownPath(path)}</div>
              ))}
            </section>
          ) : (
            <Files files={page} titleOf={props.titleOf} />
          )}
          {total > PAGE && (
            <Group gap="xs" mt="xs">
              <Button
                variant="default"
                size="compact-sm"
                disabled={offset === 0}
                onClick={() => setOffset(Math.max(0, offset - PAGE))}
              >
                Previous files
              </Button>
              <Button
                variant="default"
                size="compact-sm"
                disabled={offset + PAGE >= total}
                onClick={() => setOffset(offset + PAGE)}
              >
                Next files
              </Button>
              <Text size="sm" c="dimmed" className="uc-num" role="status">
                {formatCount(offset + 1)}–{formatCount(Math.min(offset + PAGE, total))} of {plural(total, 'file')},
                those that were left out first
              </Text>
            </Group>
          )}
        </>
      )}
    </Answer>
  );
}

function Files(props: { readonly files: readonly ImportFile[]; readonly titleOf: (id: string) => string }) {
  const { files, titleOf } = props;
  return (
    <ScrollArea.Autosize mah={420} type="auto">
      <table className="uc-small uc-small--wide">
        <caption className="uc-sr">Files of this import</caption>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Format</th>
            <th scope="col" data-align="right">
              Size
            </th>
            {COUNTS.map(([name, title]) => (
              <th key={name} scope="col" data-align="right">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {files.map(({ path, ledger }) => ledger !== null && <FileRow key={path} file={ledger} titleOf={titleOf} />)}
        </tbody>
      </table>
    </ScrollArea.Autosize>
  );
}

function FileRow({ file, titleOf }: { readonly file: FileLedger; readonly titleOf: (id: string) => string }) {
  const formats = Object.entries(file.formats);
  return (
    <>
      <tr>
        <th scope="row">
          <span title={file.sha256 === '' ? undefined : `SHA-256 ${file.sha256}`}>{shownPath(file.path)}</span>
          {file.segments !== undefined && `, ${plural(file.segments, 'segment')}`}
          {file.alreadyImported && (
            <Badge size="xs" variant="light" ml={6}>
              Already imported
            </Badge>
          )}
        </th>
        <td>
          {formats.length > 1
            ? formats.map(([format, lines]) => `${titleOf(format)} (${formatCount(lines)})`).join(', ')
            : titleOf(file.format)}
        </td>
        <td data-align="right">{formatBytes(file.bytes)}</td>
        {COUNTS.map(([name]) => (
          <td key={name} data-align="right">
            {formatCount(file[name])}
          </td>
        ))}
      </tr>
      {[file.error, file.lost].map(
        (fault) =>
          fault && (
            <tr key={fault.message}>
              <td colSpan={COUNTS.length + 3}>
                <KeptErrorNote error={fault} />
              </td>
            </tr>
          ),
      )}
    </>
  );
}
