import { Badge, Button, Group, Select, Stack, Tabs, Text } from '@mantine/core';
import type { FilePreview } from '../../../core/contract/imports.ts';
import { visibleText } from '../../../core/kit/visible-text.ts';
import { reasonText } from '../../../core/model/reason-text.ts';
import { useAvailableConnectors } from '../../data/activities.ts';
import { useFormats } from '../../data/imports.ts';
import { fieldTitle } from '../../kit/field-titles.ts';
import { formatCount, formatInstant, formatShare, plural } from '../../kit/format.ts';
import { useWindows } from '../../state/windows.ts';
import { KeptErrorNote } from './kept-error.tsx';
import { connectorChoice } from './read-as.ts';
import { readersOf } from './readers-of.ts';
import { RecordList } from './record-list.tsx';

/** How one file is read: format with reasons and doubts, first records beside their raw lines, rejects, direction. */
export function FilePreviewView(props: {
  readonly file: FilePreview;
  readonly format: string;
  readonly onFormat: (format: string) => void;
  /** Zone in which times without one are read, and in which this preview shows times. */
  readonly zone: string;
}) {
  const { file, format, onFormat, zone } = props;
  const { data: formats = [] } = useFormats();
  const { data: connectors = [] } = useAvailableConnectors();
  const [best, ...more] = readersOf(file);
  const asConnector = (isOwn: boolean) =>
    connectors
      .filter(({ grade }) => (grade === 'own') === isOwn)
      .map(({ id, title }) => ({ value: connectorChoice(id), label: title }));
  const choices = [
    { group: 'Whatever they are', items: [{ value: 'auto', label: 'Recognise by itself' }] },
    { group: 'Audit logs that you described', items: asConnector(true) },
    { group: 'Logs of traffic', items: formats.map(({ id, title }) => ({ value: id, label: title })) },
    { group: 'Audit logs of connected apps', items: asConnector(false) },
  ].filter(({ items }) => items.length > 0);
  const others = more.slice(0, 3);
  return (
    <Stack gap="sm">
      {file.error !== null && <KeptErrorNote error={file.error} />}
      <Group align="flex-end" gap="sm">
        <Select
          label="Read all files as"
          data={choices}
          value={format}
          searchable
          allowDeselect={false}
          w={300}
          onChange={(value) => value !== null && onFormat(value)}
        />
        {best !== undefined && (
          <div className="uc-import__best">
            <Text fw={600}>{best.title}</Text>
            <Text size="xs" c="dimmed">
              {file.kind === 'activities'
                ? `Audit log of a connected app: ${formatShare(best.parsedShare)} of the sampled records fit`
                : `${formatShare(best.parsedShare)} of the sampled lines fit`}{' '}
              · {best.grade}
            </Text>
          </div>
        )}
        <DescribeButtons file={file} />
      </Group>
      {best === undefined && file.error === null && (
        <Text size="sm">
          {file.mayBeAudit
            ? 'No known connector reads these records, which look like an audit log: each says when, who and what. Describe it once, without code, and it is known from then on.'
            : 'No known format reads these lines. Describe the format once, without code, and it is known from then on.'}
        </Text>
      )}
      {best !== undefined && (best.reasons.length > 0 || best.doubts.length > 0) && (
        <ul className="uc-import__why">
          {best.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
          {best.doubts.map((doubt) => (
            <li key={doubt} data-doubt>
              {doubt}
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <Text size="xs" c="dimmed">
          Less likely: {others.map((one) => `${one.title} (${formatShare(one.parsedShare)})`).join(', ')}
        </Text>
      )}
      {file.error === null && <Sample file={file} zone={zone} />}
    </Stack>
  );
}

/** What the head of the file holds, and how it was read. */
function Sample({ file, zone }: { readonly file: FilePreview; readonly zone: string }) {
  return (
    <>
      <SampleFacts file={file} zone={zone} />
      <Tabs
        defaultValue={file.records.length === 0 && file.rejects.length > 0 ? 'rejects' : 'records'}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="records">First records ({formatCount(file.records.length)})</Tabs.Tab>
          <Tabs.Tab value="rejects">Lines not read ({formatCount(file.rejects.length)})</Tabs.Tab>
          <Tabs.Tab value="fields">Fields ({formatCount(file.fields.length)})</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="records" pt="xs">
          <RecordList records={file.records} />
        </Tabs.Panel>
        <Tabs.Panel value="rejects" pt="xs">
          {file.rejects.length === 0 ? (
            <Text c="dimmed">Every sampled line could be read.</Text>
          ) : (
            <ul className="uc-rawlist">
              {file.rejects.map((reject) => (
                <li key={reject.line}>
                  <Text size="xs" c="dimmed">
                    Line {formatCount(reject.line)}: {reasonText(reject.reason)}
                  </Text>
                  <code>{visibleText(reject.raw)}</code>
                </li>
              ))}
            </ul>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="fields" pt="xs">
          <Group gap={6}>
            {file.fields.map((field) => (
              <Badge key={field} variant="default" tt="none">
                {fieldTitle(field)}
              </Badge>
            ))}
          </Group>
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

/** Ways to say how the file is read, where nothing knows it or what knows it is wrong. */
function DescribeButtons({ file }: { readonly file: FilePreview }) {
  const show = useWindows((state) => state.showOver);
  const { token, kind, mayBeAudit } = file;
  const [best] = readersOf(file);
  if (token === null || file.error !== null) return null;
  if (kind === 'activities') {
    return best?.grade !== 'own' ? null : (
      <Button variant="subtle" onClick={() => show({ kind: 'connector', token, id: best.format })}>
        Change its description
      </Button>
    );
  }
  return (
    <Group gap="xs">
      {best === undefined && (
        <Button variant={mayBeAudit ? 'filled' : 'subtle'} onClick={() => show({ kind: 'connector', token })}>
          Describe this audit log
        </Button>
      )}
      <Button
        variant={best === undefined && !mayBeAudit ? 'filled' : 'subtle'}
        onClick={() => show({ kind: 'format', token })}
      >
        {best === undefined ? 'Describe this format' : 'Describe it myself'}
      </Button>
    </Group>
  );
}

function SampleFacts({ file, zone }: { readonly file: FilePreview; readonly zone: string }) {
  const { sampled, direction } = file;
  const isAudit = file.kind === 'activities';
  const directed = direction.outbound + direction.inbound + direction.internal;
  const facts: readonly (readonly [string, string])[] = [
    [
      'Sampled',
      `${plural(sampled.lines, isAudit ? 'record' : 'line')}: ${formatCount(sampled.parsed)} ${isAudit ? 'activities' : 'parsed'}, ${formatCount(sampled.rejected)} rejected, ${formatCount(sampled.skipped)} skipped, ${formatCount(sampled.blank)} blank`,
    ],
    ...(isAudit
      ? []
      : [
          [
            'Direction',
            directed === 0
              ? 'cannot be told'
              : `${formatShare(direction.outbound / directed)} outbound; not counted: ${formatShare(direction.inbound / directed)} that came in, ${formatShare(direction.internal / directed)} that stayed inside`,
          ] as const,
        ]),
    [
      'Events',
      file.firstEvent === null
        ? 'none with a time'
        : `${formatInstant(file.firstEvent, zone)} – ${formatInstant(file.lastEvent, zone)} (${zone})`,
    ],
    // Without a time nothing can be said of zones.
    ...(file.firstEvent === null ? [] : [['Times', zonesOf(file, zone)] as const]),
    ['Encoding', file.encoding],
  ];
  return (
    <dl className="uc-facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function zonesOf({ kind, zoneInLog }: FilePreview, zone: string): string {
  if (!zoneInLog) return `name no zone; read as ${zone}`;
  return kind === 'activities' ? 'as the records say them; UTC where they name no zone' : 'name their zone';
}
