import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { IconRouteSquare } from '@tabler/icons-react';
import { useState } from 'react';
import type { StreamRow } from '../../../core/contract/streams.ts';
import { shortText, visibleText } from '../../../core/kit/visible-text.ts';
import { useReaderTitles } from '../../data/imports.ts';
import { useStreams } from '../../data/streams.ts';
import { fieldTitle } from '../../kit/field-titles.ts';
import { formatCount, plural } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { EmptyState } from '../../kit/state/empty-state.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { SmallHead } from '../../kit/table/small-head.tsx';
import { When } from '../../kit/when.tsx';
import { WideTable } from '../../kit/wide-table.tsx';
import { runCommand } from '../../state/commands.ts';
import { hrefWithScope } from '../../state/location.ts';
import { useRowCount } from '../../state/status.ts';
import { EditStreamDialog, KIND_TEXT, RemoveStreamDialog } from './stream-dialogs.tsx';
import { ViewsPart } from './views-part.tsx';

/** Each source of logs: the fields its lines give, and what the missing ones switch off. */
export function StreamsPage() {
  const streams = useStreams();
  const count = streams.data?.length ?? null;
  useRowCount(count);
  return (
    <div className="uc-page__pad">
      <PageHeader
        title="Streams"
        about="A stream is one source of logs. What its lines do not say, no figure can show: that is listed here."
      />
      <Answer question={streams} loading={<BoneLines lines={6} height={40} />}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState
              icon={IconRouteSquare}
              title="There is no stream yet"
              action={<Button onClick={() => runCommand('imports.pick')}>Import logs</Button>}
            >
              A stream holds traffic: the first import of a firewall or proxy log makes one. Audit logs of connected
              apps are under Connectors.
            </EmptyState>
          ) : (
            <>
              <ViewsPart />
              <div className="uc-streams">
                {rows.map((stream) => (
                  <StreamCard key={stream.id} stream={stream} />
                ))}
              </div>
            </>
          )
        }
      </Answer>
    </div>
  );
}

function StreamCard({ stream }: { readonly stream: StreamRow }) {
  const titleOfReader = useReaderTitles();
  const [asked, setAsked] = useState<'edit' | 'remove' | null>(null);
  const close = (): void => setAsked(null);
  return (
    <section className="uc-card" aria-labelledby={`stream-${stream.id}`}>
      <Group justify="space-between" wrap="nowrap" align="start">
        <h2 id={`stream-${stream.id}`}>
          {stream.name}
          {stream.anonymised && (
            <Badge ml={8} variant="light" tt="none" fw={500} title="Users and devices are tokens; lines are sealed">
              Anonymised
            </Badge>
          )}
        </h2>
        <Group gap={4} wrap="nowrap">
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Change ${stream.name}`}
            onClick={() => setAsked('edit')}
          >
            Change …
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Remove ${stream.name}`}
            onClick={() => setAsked('remove')}
          >
            Remove …
          </Button>
        </Group>
      </Group>
      {asked === 'edit' && <EditStreamDialog stream={stream} close={close} />}
      {asked === 'remove' && <RemoveStreamDialog stream={stream} close={close} />}
      {stream.comment !== '' && <p className="uc-comment">{visibleText(stream.comment)}</p>}
      <dl className="uc-facts">
        <div>
          <dt>Kind</dt>
          <dd title={KIND_TEXT[stream.kind].about}>
            {KIND_TEXT[stream.kind].title}
            {stream.inGlobal ? '' : ', not in the global view'}
          </dd>
        </div>
        <div>
          <dt>Requests</dt>
          <dd className="uc-num">
            {formatCount(stream.transactions)} in{' '}
            <Anchor href={`#${hrefWithScope('/data/imports')}`} inherit>
              {plural(stream.imports, 'import')}
            </Anchor>
          </dd>
        </div>
        <div>
          <dt>Events</dt>
          <dd>
            <When at={stream.firstEvent} /> – <When at={stream.lastEvent} />
          </dd>
        </div>
        <div>
          <dt>Formats</dt>
          <dd>{stream.formats.length === 0 ? 'none yet' : stream.formats.map(titleOfReader).join(', ')}</dd>
        </div>
      </dl>
      <h3>Its lines give</h3>
      <div className="uc-badges">
        {stream.fields.map((field) => (
          <Badge key={field} variant="default" tt="none" fw={500}>
            {fieldTitle(field)}
          </Badge>
        ))}
      </div>
      <h3>Its lines do not give</h3>
      {stream.missing.length === 0 ? (
        <Text c="dimmed">Nothing is missing: every figure can be shown.</Text>
      ) : (
        <WideTable label={`What is missing in ${shortText(stream.name)}`}>
          <table className="uc-small">
            <caption className="uc-sr">What is missing in {stream.name} and what that switches off</caption>
            <SmallHead columns={['Field', 'What that switches off']} />
            <tbody>
              {stream.missing.map(({ field, consequence }) => (
                <tr key={field}>
                  <th scope="row">{fieldTitle(field)}</th>
                  <td>{consequence}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
    </section>
  );
}
