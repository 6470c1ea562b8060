import { Badge, Button, Group, Tabs, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportRow } from '../../../core/contract/imports.ts';
import { useReaderTitles } from '../../data/imports.ts';
import { baseName, shownPath } from '../../kit/file-name.ts';
import { formatBytes, formatCount, formatDuration, plural } from '../../kit/format.ts';
import { isMostlyRejected } from '../../kit/mostly-rejected.ts';
import { When } from '../../kit/when.tsx';
import { RemoveDialog, RereadDialog } from './change-dialogs.tsx';
import { FileTable } from './file-table.tsx';
import { formatsText } from './format-words.ts';
import { LedgerView } from './ledger-view.tsx';
import { RejectsView } from './rejects-view.tsx';

const STATES: Readonly<Record<ImportRow['state'], readonly [text: string, color: string]>> = {
  running: ['Running', 'azure'],
  done: ['Done', 'teal'],
  failed: ['Failed', 'red'],
  cancelled: ['Cancelled', 'gray'],
  interrupted: ['Interrupted', 'orange'],
};

/** It came to its end, and that is no good end. */
const MOSTLY_REJECTED = ['Mostly rejected', 'orange'] as const;

/** One import: what it was, its ledger, its files, the lines that were not stored, and what can be done with it. */
export function ImportCard(props: {
  readonly row: ImportRow;
  readonly opened: boolean;
  readonly writable: boolean;
  readonly onToggle: () => void;
}) {
  const { row, opened, writable, onToggle } = props;
  const [dialog, setDialog] = useState<'remove' | 'reread' | null>(null);
  // Whether records of an audit log were kept is asked when they are needed.
  const canReread = row.keepEvidence || row.connector !== null;
  const { ledger } = row;
  const titleOfReader = useReaderTitles();
  const [state, color] = isMostlyRejected(ledger) ? MOSTLY_REJECTED : STATES[row.state];
  const leftOut = ledger?.files.filter((file) => file.error !== null).length ?? 0;
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  const unread = ledger === null ? 0 : ledger.rejected + ledger.skipped;
  return (
    <li className="uc-importcard" data-opened={opened || undefined}>
      <div className="uc-importcard__head">
        <UnstyledButton className="uc-importcard__toggle" aria-expanded={opened} onClick={onToggle}>
          <Chevron size={16} aria-hidden />
          <span className="uc-importcard__name">
            <strong>{titleOf(row)}</strong>
            <span>
              {row.stream} · {formatsOf(row, titleOfReader)} · <When at={row.started} />
            </span>
          </span>
          <Badge color={color} variant="light" size="sm">
            {state}
          </Badge>
          {ledger !== null && (
            <span className="uc-importcard__figures uc-num">
              <b>{formatCount(ledger.stored)}</b> of {plural(ledger.read, 'line')} stored
              {ledger.rejected > 0 && <em>{formatCount(ledger.rejected)} rejected</em>}
              {leftOut > 0 && <em>{plural(leftOut, 'file')} left out</em>}
            </span>
          )}
        </UnstyledButton>
        {writable && (
          <Group gap={4} wrap="nowrap">
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconRefresh size={16} stroke={1.5} />}
              disabled={!canReread}
              title={canReread ? undefined : 'The raw lines were not kept, so they cannot be read again.'}
              onClick={() => setDialog('reread')}
            >
              Re-read
            </Button>
            <Button
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={16} stroke={1.5} />}
              onClick={() => setDialog('remove')}
            >
              Remove
            </Button>
          </Group>
        )}
      </div>
      {opened && (
        <div className="uc-importcard__body">
          {ledger === null ? (
            <Text c="dimmed">
              This import did not come to its end, so it has no ledger. Its lines are in no figure.
            </Text>
          ) : (
            <Tabs defaultValue="ledger" keepMounted={false}>
              <Tabs.List>
                <Tabs.Tab value="ledger">Ledger</Tabs.Tab>
                <Tabs.Tab value="files">Files ({formatCount(ledger.files.length)})</Tabs.Tab>
                <Tabs.Tab value="rejects">Lines not stored ({formatCount(unread)})</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="ledger" pt="sm">
                <LedgerView ledger={ledger} />
                <Facts row={row} />
              </Tabs.Panel>
              <Tabs.Panel value="files" pt="sm">
                <FileTable files={ledger.files} titleOf={titleOfReader} />
              </Tabs.Panel>
              <Tabs.Panel value="rejects" pt="sm">
                <RejectsView row={row} ledger={ledger} />
              </Tabs.Panel>
            </Tabs>
          )}
        </div>
      )}
      {dialog === 'remove' && <RemoveDialog row={row} close={() => setDialog(null)} />}
      {dialog === 'reread' && <RereadDialog row={row} close={() => setDialog(null)} />}
    </li>
  );
}

/** The formats that were found; what was asked for may just have been "auto". */
function formatsOf(row: ImportRow, titleOfReader: (id: string) => string): string {
  const read = row.ledger?.files.filter((file) => file.error === null).map((file) => file.format) ?? [];
  const found = formatsText(read, titleOfReader);
  if (found !== '') return found;
  return row.format === 'auto' ? 'format not found' : titleOfReader(row.format);
}

/** The files it read; of a day that was received, from where. */
function titleOf({ id, day, ledger, files }: ImportRow): string {
  const paths = ledger?.files.map((file) => file.path) ?? files;
  if (paths.length === 0) return `Import ${id}`;
  const names = sourceName(paths);
  return day === null ? names : `${names} on ${day} (UTC)`;
}

function sourceName(paths: readonly string[]): string {
  const first = baseName(shownPath(paths[0] ?? 'Import'));
  return paths.length > 1 ? `${first} and ${plural(paths.length - 1, 'more file')}` : first;
}

function Facts({ row }: { readonly row: ImportRow }) {
  const { ledger } = row;
  if (ledger === null) return null;
  return (
    <dl className="uc-facts">
      <div>
        <dt>Events</dt>
        <dd>
          <When at={row.firstEvent} /> – <When at={row.lastEvent} />
        </dd>
      </div>
      <div>
        <dt>Read</dt>
        <dd className="uc-num">
          {formatBytes(ledger.bytes)} in {formatDuration(ledger.seconds * 1000)},{' '}
          {formatCount(Math.round(ledger.linesPerSecond))} lines/s
        </dd>
      </div>
      <div>
        <dt>Times without a zone</dt>
        <dd>read as {row.zone}</dd>
      </div>
      <div>
        <dt>Raw lines</dt>
        <dd>{row.keepEvidence ? `kept, ${formatBytes(row.evidenceBytes)} compressed` : 'not kept'}</dd>
      </div>
    </dl>
  );
}
