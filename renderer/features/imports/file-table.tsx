import { Badge, ScrollArea } from '@mantine/core';
import type { FileLedger } from '../../../core/contract/imports.ts';
import { shownPath } from '../../kit/file-name.ts';
import { formatBytes, formatCount, plural } from '../../kit/format.ts';
import { FileError } from './file-preview.tsx';

const COUNTS = [
  ['read', 'Read'],
  ['parsed', 'Parsed'],
  ['rejected', 'Rejected'],
  ['skipped', 'Skipped'],
  ['blank', 'Blank'],
  ['duplicates', 'Duplicates'],
  ['stored', 'Stored'],
] as const;

/** The ledger of each file, with the formats inside it and why a file was left out. */
export function FileTable(props: { readonly files: readonly FileLedger[]; readonly titleOf: (id: string) => string }) {
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
          {files.map((file) => (
            <FileRow key={file.path} file={file} titleOf={titleOf} />
          ))}
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
      {file.error !== null && (
        <tr>
          <td colSpan={COUNTS.length + 3}>
            <FileError error={file.error} />
          </td>
        </tr>
      )}
    </>
  );
}
