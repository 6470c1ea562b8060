import { Badge, ScrollArea, Text } from '@mantine/core';
import type { FilePreview } from '../../../core/contract/imports.ts';
import { baseName, shownPath } from '../../kit/file-name.ts';
import { formatBytes, formatCount, plural } from '../../kit/format.ts';
import { readAsText } from './readers-of.ts';

/** The files of an import to be, each with the format that was found. */
export function FileList(props: {
  readonly files: readonly FilePreview[];
  readonly fileCount: number;
  readonly picked: number;
  readonly onPick: (index: number) => void;
}) {
  return (
    <ScrollArea.Autosize mah={420} className="uc-import__files" type="auto">
      <ul aria-label="Files">
        {props.files.map((file, index) => (
          <li key={file.token ?? `${index} ${file.name}`}>
            <button
              type="button"
              aria-current={index === props.picked ? 'true' : undefined}
              onClick={() => props.onPick(index)}
            >
              <strong title={shownPath(file.name)}>{baseName(shownPath(file.name))}</strong>
              {/* How large an unreadable file is was not found out. */}
              {file.error === null && (
                <span>
                  {formatBytes(file.bytes)}
                  {file.compression !== 'none' && ` · ${file.compression}`}
                </span>
              )}
              {file.error === null ? (
                <Badge size="sm" variant="light">
                  {readAsText(file)}
                </Badge>
              ) : file.error.code === 'file.empty' ? (
                <Badge size="sm" variant="light" color="gray">
                  No lines
                </Badge>
              ) : (
                <Badge size="sm" variant="light" color="red">
                  Cannot be read
                </Badge>
              )}
            </button>
          </li>
        ))}
      </ul>
      {props.fileCount > props.files.length && (
        <Text size="xs" c="dimmed" p="xs">
          and {plural(props.fileCount - props.files.length, 'more file')}; the first {formatCount(props.files.length)}{' '}
          are shown
        </Text>
      )}
    </ScrollArea.Autosize>
  );
}
