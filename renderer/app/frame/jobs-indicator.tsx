import { Button, Group, Indicator, Popover, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconProgress } from '@tabler/icons-react';
import { useState } from 'react';
import { isOver } from '../../bridge/engine-client.ts';
import { useJobs, useVisibleJobs } from '../../data/jobs.ts';
import { JobCard } from '../../kit/job-card.tsx';
import { UploadProgress } from '../../kit/upload-progress.tsx';
import { useImportDraft } from '../../state/import-draft.ts';

/** Long work in one place: what runs, how far it is, and where its result is. */
export function JobsIndicator() {
  const [opened, setOpened] = useState(false);
  const jobs = useVisibleJobs();
  const dismiss = useJobs((state) => state.dismiss);
  const running = jobs.filter((job) => !isOver(job));
  const over = jobs.filter(isOver);
  const first = running[0];
  // A file on its way to the local server: large ones take a while, and what chose them may be on another page by then.
  const upload = useImportDraft((state) => state.upload);
  const done = first === undefined && upload !== null ? upload.sent / Math.max(1, upload.bytes) : first?.progress;
  const percent = done == null ? null : Math.floor(done * 100);
  const count = running.length + Number(upload !== null);
  const label = count === 0 ? 'No jobs running' : `${count} running`;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={420} trapFocus>
      <Popover.Target>
        <UnstyledButton className="uc-top__item" aria-label={`Jobs: ${label}`} onClick={() => setOpened(!opened)}>
          <Indicator disabled={count === 0} size={7} offset={3} processing={count > 0}>
            <IconProgress size={18} stroke={1.5} aria-hidden />
          </Indicator>
          {count > 0 && <span className="uc-num">{percent === null ? 'Working' : `${percent} %`}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Group justify="space-between">
            <Text fw={600}>Jobs</Text>
            {over.length > 0 && (
              <Button variant="subtle" size="compact-xs" onClick={() => dismiss(over.map((job) => job.id))}>
                Clear finished
              </Button>
            )}
          </Group>
          {upload !== null && <UploadProgress upload={upload} />}
          {jobs.length === 0 && upload === null && (
            <Text c="dimmed">Imports, checks and backups show here while they run.</Text>
          )}
          <ScrollArea.Autosize mah={420}>
            <Stack gap="xs">
              {jobs.map((job) => (
                <JobCard key={job.id} job={job} onFollow={() => setOpened(false)} />
              ))}
            </Stack>
          </ScrollArea.Autosize>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
