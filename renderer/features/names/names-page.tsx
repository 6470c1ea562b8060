import { Alert, Button, FileButton, Stack, Text } from '@mantine/core';
import { IconRefresh, IconUserSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import { isOver } from '../../bridge/engine-client.ts';
import { useVisibleJobs } from '../../data/jobs.ts';
import { useNameFiles, useNameJobs, useNames } from '../../data/names.ts';
import { useCanChangeLists } from '../../data/privacy.ts';
import { baseName, namesOfFiles, shownPath } from '../../kit/file-name.ts';
import { formatCount, plural } from '../../kit/format.ts';
import { JobCard } from '../../kit/job-card.tsx';
import { Logged } from '../../kit/logged.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { SealedNote } from '../../kit/privacy/sealed-note.tsx';
import { RemoveDialog } from '../../kit/remove-dialog.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { EmptyState } from '../../kit/state/empty-state.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { SmallTable } from '../../kit/table/small-table.tsx';
import { When } from '../../kit/when.tsx';
import { LookupCard } from './lookup-card.tsx';

type Evidence = MethodOutput<'names.list'>['evidence'][number];

/** Logs that know who and what addresses stood for, and what they have not named yet. */
export function NamesPage() {
  const names = useNames();
  const jobs = useNameJobs();
  const running = useVisibleJobs().filter((job) => job.method.startsWith('names.') && !isOver(job));
  const [leaving, setLeaving] = useState<Evidence | null>(null);
  const writable = useCanChangeLists();
  const actions = writable && (
    <FileButton multiple onChange={(files) => void jobs.add(files.map((file) => ({ file, relativePath: file.name })))}>
      {(button) => (
        <Button {...button} loading={jobs.isAdding} leftSection={<IconUserSearch size={16} stroke={1.5} aria-hidden />}>
          Add evidence …
        </Button>
      )}
    </FileButton>
  );
  return (
    <div className="uc-page__pad">
      <PageHeader
        title="Name evidence"
        about="DNS, DHCP, VPN, logon and sign-in logs name the addresses of other logs, for as long as they stood for a name."
        actions={(names.data?.evidence.length ?? 0) > 0 ? actions : undefined}
      />
      <div className="uc-stack">
        <SealedNote what="Who and what addresses stood for" />
        {running.map((job) => (
          <JobCard key={job.id} job={job} />
        ))}
        <Answer question={names} loading={<BoneLines lines={4} height={40} />}>
          {({ evidence, outdated }) =>
            evidence.length === 0 ? (
              <EmptyState icon={IconUserSearch} title="No name evidence yet" action={actions}>
                Where traffic logs name addresses only, logs of DNS servers (Zeek, Suricata, dnsmasq), DHCP servers, VPN
                and RADIUS, Windows logons (4624, 4768) and Entra sign-ins say who and what stood behind them. What is
                unclear stays unknown.
              </EmptyState>
            ) : (
              <Stack gap="md">
                {outdated.length > 0 && (
                  <Alert
                    variant="light"
                    icon={<IconRefresh stroke={1.5} aria-hidden />}
                    title={`${plural(outdated.length, 'import')} of that time read without some of it`}
                  >
                    <Stack gap="xs" align="flex-start">
                      <Text size="sm">Figures stay as they are until these imports are read again.</Text>
                      {writable && (
                        <Button size="compact-sm" onClick={jobs.reread} disabled={running.length > 0}>
                          Read them again
                        </Button>
                      )}
                    </Stack>
                  </Alert>
                )}
                <EvidenceTable evidence={evidence} onRemove={writable ? setLeaving : null} />
                <LookupCard />
              </Stack>
            )
          }
        </Answer>
      </div>
      {leaving !== null && (
        <RemoveDialog
          name={`name evidence ${leaving.id}`}
          keep="Cancel"
          onRemove={() => {
            jobs.remove(leaving.id);
            setLeaving(null);
          }}
          onClose={() => setLeaving(null)}
        >
          What it named becomes unnamed again: the imports that it had a part in are read again without it.
        </RemoveDialog>
      )}
    </div>
  );
}

function EvidenceTable(props: {
  readonly evidence: readonly Evidence[];
  readonly onRemove: ((one: Evidence) => void) | null;
}) {
  return (
    <SmallTable
      label="Table of name evidence"
      caption="Name evidence"
      columns={[
        'No.',
        'Files',
        'Read as',
        { title: 'Lines with names', isFigure: true },
        { title: 'Other lines', isFigure: true },
        { title: 'Rejected', isFigure: true },
        'Added',
      ]}
      {...(props.onRemove === null ? {} : { actions: 'Actions' })}
      card
    >
      {props.evidence.map((one) => (
        <tr key={one.id}>
          <td>{one.id}</td>
          <th scope="row">
            <Files evidence={one} />
          </th>
          <td>{formatsOf(one)}</td>
          <td data-align="right">{formatCount(one.ledger.parsed)}</td>
          <td data-align="right">{formatCount(one.ledger.skipped)}</td>
          <td data-align="right">{formatCount(one.ledger.rejected)}</td>
          <td>
            <When at={one.started} />
          </td>
          {props.onRemove !== null && (
            <td>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`Remove name evidence ${one.id}`}
                onClick={() => props.onRemove?.(one)}
              >
                Remove
              </Button>
            </td>
          )}
        </tr>
      ))}
    </SmallTable>
  );
}

/** The first by its name; the others, as many as can be read through, where they are asked for. */
function Files({ evidence }: { readonly evidence: Evidence }) {
  const { count, first } = evidence.files;
  const [isOpen, setOpen] = useState(false);
  const listed = useNameFiles(evidence.id, isOpen);
  const names = namesOfFiles(first ?? '', count);
  if (count < 2) return <Logged text={names} />;
  return (
    <details className="uc-morefiles" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Logged text={names} />
      </summary>
      {isOpen && (
        <Answer question={listed} loading={<BoneLines lines={Math.min(count, 4)} />}>
          {({ files }) => (
            <ul>
              {files.map(({ path }) => (
                <li key={path}>
                  <Logged text={baseName(shownPath(path))} />
                </li>
              ))}
              {count > files.length && <li>and {plural(count - files.length, 'more file')}</li>}
            </ul>
          )}
        </Answer>
      )}
    </details>
  );
}

const FORMATS: Readonly<Record<string, string>> = {
  'zeek-names': 'Zeek DNS and TLS',
  'zeek-dhcp-names': 'Zeek DHCP',
  'suricata-names': 'Suricata DNS and TLS',
  'dnsmasq-names': 'dnsmasq replies',
  'dhcpd-names': 'DHCP leases',
  'windows-dhcp-names': 'Windows DHCP',
  'asa-vpn-names': 'AnyConnect sessions',
  'radius-names': 'RADIUS sessions',
  'windows-logon-names': 'Windows logons',
  'entra-signin-names': 'Entra sign-ins',
};

function formatsOf({ files }: Evidence): string {
  return files.formats.map((id) => FORMATS[id] ?? id).join(', ');
}
