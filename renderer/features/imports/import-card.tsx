import { Badge, Button, Group, Stack, Tabs, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportSummary } from '../../../core/contract/imports.ts';
import { useReaderTitles } from '../../data/imports.ts';
import { errorLine } from '../../kit/error-text.ts';
import { namesOfFiles } from '../../kit/file-name.ts';
import { formatBytes, formatCount, formatDuration, plural } from '../../kit/format.ts';
import { isMostlyRejected } from '../../kit/mostly-rejected.ts';
import { When } from '../../kit/when.tsx';
import { RemoveDialog, RereadDialog } from './change-dialogs.tsx';
import { FileTable } from './file-table.tsx';
import { formatsText } from './format-words.ts';
import { asAppError, KeptErrorNote } from './kept-error.tsx';
import { LedgerView } from './ledger-view.tsx';
import { RejectsView } from './rejects-view.tsx';

const STATES: Readonly<Record<ImportSummary['state'], readonly [text: string, color: string]>> = {
  running: ['Running', 'azure'],
  done: ['Done', 'teal'],
  failed: ['Failed', 'red'],
  cancelled: ['Cancelled', 'gray'],
  interrupted: ['Interrupted', 'orange'],
};

/** It came to its end, and that is no good end. */
const MOSTLY_REJECTED = ['Mostly rejected', 'orange'] as const;

/** Of an import that did not come to its end. */
const NO_LINES = 'This import did not come to its end: it holds no lines, and no figure counts any.';

/** One import: what it was, its ledger, its files, the lines that were not stored, and what can be done with it. */
export function ImportCard(props: {
  readonly row: ImportSummary;
  readonly opened: boolean;
  readonly writable: boolean;
  readonly onToggle: () => void;
}) {
  const { row, opened, writable, onToggle } = props;
  const [dialog, setDialog] = useState<'remove' | 'reread' | null>(null);
  // Whether records of an audit log were kept is asked when they are needed.
  const isKept = row.keepEvidence || row.connector !== null;
  const canReread = row.state === 'done' && isKept;
  const { ledger } = row;
  const titleOfReader = useReaderTitles();
  const [state, color] = isMostlyRejected(ledger) ? MOSTLY_REJECTED : STATES[row.state];
  const { leftOut, lossy } = row.files;
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
              {/* A stream is often named as the format that it is of. */}
              {[...new Set([row.stream, formatsOf(row, titleOfReader)])].join(' · ')} · <When at={row.started} />
            </span>
            {row.error !== null && !opened && <em className="uc-bad">{errorLine(asAppError(row.error))}</em>}
          </span>
          <Badge color={color} variant="light" size="sm">
            {state}
          </Badge>
          {ledger !== null && (
            <span className="uc-importcard__figures uc-num">
              <b>{formatCount(ledger.stored)}</b> of {plural(ledger.read, 'line')} stored
              {ledger.rejected > 0 && <em>{formatCount(ledger.rejected)} rejected</em>}
              {leftOut > 0 && <em>{plural(leftOut, 'file')} left out</em>}
              {lossy > 0 && <em>{plural(lossy, 'file')} damaged</em>}
              <RestOf ledger={ledger} />
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
              title={
                canReread ? undefined : isKept ? NO_LINES : 'The raw lines were not kept, so they cannot be read again.'
              }
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
            <Stack gap="sm">
              {row.error !== null && <KeptErrorNote error={row.error} />}
              <Text c="dimmed">{NO_LINES}</Text>
              {row.files.count > 0 && <FileTable id={row.id} titleOf={titleOfReader} />}
            </Stack>
          ) : (
            <Tabs defaultValue="ledger" keepMounted={false}>
              <Tabs.List>
                <Tabs.Tab value="ledger">Ledger</Tabs.Tab>
                <Tabs.Tab value="files">Files ({formatCount(row.files.count)})</Tabs.Tab>
                <Tabs.Tab value="rejects">Lines not stored ({formatCount(unread)})</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="ledger" pt="sm">
                <LedgerView ledger={ledger} />
                <Facts row={row} />
              </Tabs.Panel>
              <Tabs.Panel value="files" pt="sm">
                <FileTable id={row.id} titleOf={titleOfReader} />
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

/** Lines that were read well and are not stored, so that the figures of a row come out. */
function RestOf({ ledger }: { readonly ledger: NonNullable<ImportSummary['ledger']> }) {
  const parts = [
    ...(ledger.skipped > 0 ? [`${formatCount(ledger.skipped)} skipped`] : []),
    ...(ledger.duplicates > 0 ? [plural(ledger.duplicates, 'duplicate')] : []),
  ];
  return parts.length === 0 ? null : <small>{parts.join(', ')}</small>;
}

/** The formats that were found; what was asked for may just have been "auto". */
function formatsOf(row: ImportSummary, titleOfReader: (id: string) => string): string {
  const found = formatsText(row.files.formats, titleOfReader);
  if (found !== '') return found;
  return row.format === 'auto' ? 'format not found' : titleOfReader(row.format);
}

/** The files it read; of a day that was received, from where. */
function titleOf({ id, day, files }: ImportSummary): string {
  if (files.first === null) return `Import ${id}`;
  const names = namesOfFiles(files.first, files.count);
  return day === null ? names : `${names} on ${day} (UTC)`;
}

function Facts({ row }: { readonly row: ImportSummary }) {
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
        <dd>
          {row.connector !== null
            ? 'with each activity, where records were kept'
            : row.keepEvidence
              ? `kept, ${formatBytes(row.evidenceBytes)} compressed`
              : 'not kept'}
        </dd>
      </div>
    </dl>
  );
}
