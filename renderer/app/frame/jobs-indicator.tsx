import { Button, Group, Indicator, Popover, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconProgress } from '@tabler/icons-react';
import { useState } from 'react';
import { isOver } from '../../bridge/engine-client.ts';
import { useJobs, useVisibleJobs } from '../../data/jobs.ts';
import { JobCard } from '../../kit/job-card.tsx';

/** Long work in one place: what runs, how far it is, and where its result is. */
export function JobsIndicator() {
  const [opened, setOpened] = useState(false);
  const jobs = useVisibleJobs();
  const dismiss = useJobs((state) => state.dismiss);
  const running = jobs.filter((job) => !isOver(job));
  const over = jobs.filter(isOver);
  const first = running[0];
  const percent = first?.progress == null ? null : Math.floor(first.progress * 100);
  const label = running.length === 0 ? 'No jobs running' : `${running.length} running`;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={420} trapFocus>
      <Popover.Target>
        <UnstyledButton className="uc-top__item" aria-label={`Jobs: ${label}`} onClick={() => setOpened(!opened)}>
          <Indicator disabled={running.length === 0} size={7} offset={3} processing={running.length > 0}>
            <IconProgress size={18} stroke={1.5} aria-hidden />
          </Indicator>
          {running.length > 0 && <span className="uc-num">{percent === null ? 'Working' : `${percent} %`}</span>}
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
          {jobs.length === 0 && <Text c="dimmed">Imports, checks and backups show here while they run.</Text>}
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
