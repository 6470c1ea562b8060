import { Button, Group } from '@mantine/core';
import { IconDatabaseImport, IconFolderPlus } from '@tabler/icons-react';
import { isOver } from '../../bridge/engine-client.ts';
import { useImports } from '../../data/imports.ts';
import { useVisibleJobs } from '../../data/jobs.ts';
import { useOpenWorkspace } from '../../data/workspace.ts';
import { formatCount } from '../../kit/format.ts';
import { JobCard } from '../../kit/job-card.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { EmptyState } from '../../kit/state/empty-state.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { UploadProgress } from '../../kit/upload-progress.tsx';
import { runCommand } from '../../state/commands.ts';
import { useImportDraft } from '../../state/import-draft.ts';
import { setSearch, useSearchText } from '../../state/location.ts';
import { useRowCount } from '../../state/status.ts';
import { ImportCard } from './import-card.tsx';

const IMPORT_JOBS = ['imports.start', 'imports.reread', 'imports.remove'];

/** What was imported, how it was read, and where every line of it went. */
export function ImportsPage() {
  const imports = useImports();
  const workspace = useOpenWorkspace();
  const jobs = useVisibleJobs();
  const upload = useImportDraft((state) => state.upload);
  const opened = Number(new URLSearchParams(useSearchText()).get('import'));
  const running = jobs.filter((job) => IMPORT_JOBS.includes(job.method) && !isOver(job));
  // One that left a row says there why it failed, for as long as the row stands.
  const told = new Set(imports.data?.map(({ error, jobId }) => (error === null ? null : jobId)));
  const failed = jobs.filter((job) => IMPORT_JOBS.includes(job.method) && job.state === 'failed' && !told.has(job.id));
  const count = imports.data?.length ?? null;
  useRowCount(count);
  const writable = workspace?.readOnly === false;
  const actions = writable && (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<IconFolderPlus size={16} stroke={1.5} />}
        onClick={() => runCommand('imports.pickFolder')}
      >
        Import a folder
      </Button>
      <Button leftSection={<IconDatabaseImport size={16} stroke={1.5} />} onClick={() => runCommand('imports.pick')}>
        Import logs
      </Button>
    </Group>
  );
  return (
    <div className="uc-page__pad">
      <PageHeader
        title="Imports"
        about={
          count === null || count === 0
            ? 'Drop files or folders anywhere on the window.'
            : `${formatCount(count)} ${count === 1 ? 'import' : 'imports'}. Drop files or folders anywhere on the window to add to them.`
        }
        actions={(count ?? 0) + running.length > 0 ? actions : undefined}
      />
      <div className="uc-stack">
        {upload !== null && <UploadProgress upload={upload} />}
        {[...running, ...failed].map((job) => (
          <JobCard key={job.id} job={job} />
        ))}
        <Answer question={imports} loading={<BoneLines lines={6} height={40} />}>
          {(rows) =>
            rows.length === 0 && running.length === 0 ? (
              <EmptyState icon={IconDatabaseImport} title="Nothing has been imported yet" action={actions}>
                Drop firewall or proxy logs, or audit logs of cloud apps, on the window: single files, folders, .gz,
                .zip, .tar or .zst. You see how they are read before anything is stored.
              </EmptyState>
            ) : (
              <ul className="uc-imports" aria-label="Imports">
                {rows
                  .filter((row) => row.state !== 'running')
                  .map((row) => (
                    <ImportCard
                      key={row.id}
                      row={row}
                      opened={opened === row.id}
                      writable={writable}
                      onToggle={() =>
                        setSearch({ import: opened === row.id ? null : String(row.id) }, { replace: true })
                      }
                    />
                  ))}
              </ul>
            )
          }
        </Answer>
      </div>
    </div>
  );
}
