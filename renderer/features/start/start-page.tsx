import { Button, Group, Loader, Paper, Text, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { IconFileImport, IconFolderOpen, IconFolderPlus, IconSparkles } from '@tabler/icons-react';
import { isOver } from '../../bridge/engine-client.ts';
import { useHostInfo } from '../../data/host.ts';
import { useVisibleJobs } from '../../data/jobs.ts';
import { useAddLogs } from '../../data/use-add-logs.ts';
import { useWorkspaceActions } from '../../data/use-workspace-actions.ts';
import { Brand } from '../../kit/brand.tsx';
import { JobCard } from '../../kit/job-card.tsx';
import { Late } from '../../kit/state/late.tsx';
import { toastError } from '../../kit/toast.tsx';
import { UploadProgress } from '../../kit/upload-progress.tsx';
import { useImportDraft } from '../../state/import-draft.ts';
import { useLaunch } from '../../state/launch.ts';
import { useWindows } from '../../state/windows.ts';
import { ProblemCard } from './problem-card.tsx';
import { RecentList } from './recent-list.tsx';

/** No workspace is open: begin with logs, the sample, a new or a former workspace. */
export function StartPage() {
  const { data: info } = useHostInfo();
  const { problem, busy: launching } = useLaunch();
  const actions = useWorkspaceActions();
  const logs = useAddLogs();
  const show = useWindows((state) => state.show);
  const upload = useImportDraft((state) => state.upload);
  const running = useVisibleJobs().filter((job) => !isOver(job));
  const busy = launching ?? running[0]?.title ?? null;
  const native = info?.nativeDialogs === true;
  const chooseLogs = (): void => {
    if (native) void logs.pick(false);
    else document.getElementById('uc-file-input')?.click();
  };

  return (
    <main className="uc-start">
      <header className="uc-start__head">
        <Brand />
        <Title order={1}>See the cloud apps your organisation uses, from its own logs.</Title>
        <Text c="dimmed" size="lg">
          Everything happens on this computer. No log line, name or figure leaves it.
        </Text>
      </header>
      {problem !== null && <ProblemCard problem={problem} />}
      {busy !== null && (
        <Late>
          <Paper withBorder p="md" role="status">
            {running.length === 0 ? (
              <Group gap="sm">
                <Loader size="xs" />
                <Text>{busy} …</Text>
              </Group>
            ) : (
              running.map((job) => <JobCard key={job.id} job={job} />)
            )}
          </Paper>
        </Late>
      )}
      {upload !== null && <UploadProgress upload={upload} />}
      <button type="button" className="uc-start__drop" onClick={chooseLogs} disabled={busy !== null}>
        <IconFileImport size={36} stroke={1.5} aria-hidden />
        <strong>Drop firewall, proxy or audit logs here, or click to choose them</strong>
        <span>
          Squid, Blue Coat, Zscaler, Palo Alto, FortiGate, Cisco ASA and 80 other formats, and audit logs of Microsoft
          365, Google Workspace, Okta, Salesforce, GitHub and 50 more are recognised by themselves; plain, .gz, .zip,
          .tar or .zst. You see a preview before anything is imported.
        </span>
      </button>
      <div className="uc-start__ways">
        <Way
          icon={IconSparkles}
          title="Explore the sample workspace"
          text="A made-up organisation with working hours, shadow apps and three planted stories. Takes some seconds."
          disabled={busy !== null}
          onClick={() => actions.makeSample('Sample organisation').catch(toastError)}
        />
        <Way
          icon={IconFolderPlus}
          title="New workspace"
          text="An empty folder for one case. Add logs to it whenever you like."
          disabled={busy !== null}
          onClick={() => show({ kind: 'createWorkspace' })}
        />
        {native && (
          <Way
            icon={IconFolderOpen}
            title="Open a workspace or backup"
            text="A folder ending in .undercast, or a backup ending in .undercastz."
            disabled={busy !== null}
            onClick={() => void actions.pick()}
          />
        )}
      </div>
      <RecentList disabled={busy !== null} />
      {info !== undefined && (
        <footer className="uc-start__foot">
          <Text size="xs" c="dimmed">
            Workspaces are kept in <span className="uc-mono">{info.workspaceFolder}</span>
            {info.kind === 'loopback' && (
              <>
                . To open one from elsewhere: <span className="uc-mono">undercast serve --workspace PATH</span>. To
                restore a backup, drop its .undercastz file here
              </>
            )}
            . Undercast {info.version}
          </Text>
          <Button variant="subtle" size="compact-xs" color="gray" onClick={() => show({ kind: 'shortcuts' })}>
            Keyboard shortcuts
          </Button>
        </footer>
      )}
    </main>
  );
}

function Way(props: {
  readonly icon: Icon;
  readonly title: string;
  readonly text: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}) {
  return (
    <button type="button" className="uc-start__way" onClick={props.onClick} disabled={props.disabled}>
      <props.icon size={24} stroke={1.5} aria-hidden />
      <strong>{props.title}</strong>
      <span>{props.text}</span>
    </button>
  );
}
