import { Anchor, Button, Group, Progress, Text } from '@mantine/core';
import { IconAlertTriangle, IconBan, IconCircleCheck } from '@tabler/icons-react';
import type { Job } from '../../core/contract/jobs.ts';
import { useEngine } from '../bridge/client.tsx';
import { isOver, jobError } from '../bridge/engine-client.ts';
import { isBag } from '../bridge/message.ts';
import { hrefWithScope } from '../state/location.ts';
import { errorLine } from './error-text.ts';
import { formatBytes, formatCount, formatDuration, plural } from './format.ts';
import { isMostlyRejected } from './mostly-rejected.ts';
import { toastError } from './toast.tsx';

/** Where a finished job's result is to be seen. */
function resultHref(job: Job): { readonly href: string; readonly text: string } | null {
  const id = isBag(job.result) ? job.result.importId : null;
  if (job.state === 'done' && typeof id === 'number') {
    return { href: hrefWithScope('/data/imports', { import: String(id) }), text: 'Show the ledger' };
  }
  return null;
}

/** One job: stage, bytes, lines, rate, time left, cancel; its end and where the result is. */
export function JobCard({ job, onFollow }: { readonly job: Job; readonly onFollow?: () => void }) {
  const engine = useEngine();
  const link = resultHref(job);
  const running = !isOver(job);
  const doubt = doubtOf(job);
  const facts = [
    job.bytesDone > 0 &&
      (job.bytesTotal === null
        ? formatBytes(job.bytesDone)
        : `${formatBytes(job.bytesDone)} of ${formatBytes(job.bytesTotal)}`),
    job.linesDone > 0 && plural(job.linesDone, 'line'),
    running && job.linesPerSecond !== null && `${formatCount(Math.round(job.linesPerSecond))} lines/s`,
    running && job.secondsLeft !== null && `${formatDuration(job.secondsLeft * 1000)} left`,
    !running && job.ended !== null && `took ${formatDuration(job.ended - job.started)}`,
  ].filter((fact) => typeof fact === 'string');
  return (
    <section className="uc-job" aria-label={job.title}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Group gap={6} wrap="nowrap" className="uc-job__title">
          <JobMark state={job.state} doubt={doubt} />
          <Text fw={600} truncate>
            {job.title}
          </Text>
        </Group>
        {running && (
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => void engine.call('jobs.cancel', { id: job.id }).catch(toastError)}
          >
            Cancel
          </Button>
        )}
        {link !== null && (
          <Anchor href={`#${link.href}`} size="sm" {...(onFollow === undefined ? {} : { onClick: onFollow })}>
            {link.text}
          </Anchor>
        )}
      </Group>
      {running && (
        <Progress
          value={job.progress === null ? 100 : job.progress * 100}
          animated={job.progress === null}
          size="sm"
          mt={6}
          aria-label={`Progress of ${job.title}`}
        />
      )}
      <Text size="xs" c="dimmed" mt={4} className="uc-num">
        {running && <span className="uc-job__stage">{job.stage === '' ? 'waiting' : job.stage}</span>}
        {running && facts.length > 0 && ' · '}
        {facts.join(' · ')}
      </Text>
      {doubt !== null && <Text size="sm">{doubt}</Text>}
      {job.state === 'failed' && (
        <Text size="sm" className="uc-bad">
          {errorLine(jobError(job))}
        </Text>
      )}
      {job.state === 'cancelled' && (
        <Text size="xs" c="dimmed">
          Cancelled. Nothing was kept half done.
        </Text>
      )}
    </section>
  );
}

/** Why a job that is done did not do what was wanted. */
function doubtOf({ state, result }: Job): string | null {
  const ledger = state === 'done' && isBag(result) && isBag(result.ledger) ? result.ledger : {};
  const { parsed, rejected, skipped } = ledger;
  if (typeof parsed !== 'number' || typeof rejected !== 'number' || typeof skipped !== 'number') return null;
  return isMostlyRejected({ parsed, rejected, skipped })
    ? `${formatCount(rejected)} of ${plural(rejected + parsed + skipped, 'line')} could not be read. The ledger says why; try another format.`
    : null;
}

function JobMark({ state, doubt }: { readonly state: Job['state']; readonly doubt: string | null }) {
  if (doubt !== null)
    return <IconAlertTriangle size={16} stroke={1.5} className="uc-warn" aria-label="Done, mostly rejected" />;
  if (state === 'done') return <IconCircleCheck size={16} stroke={1.5} className="uc-good" aria-label="Done" />;
  if (state === 'failed') return <IconAlertTriangle size={16} stroke={1.5} className="uc-bad" aria-label="Failed" />;
  if (state === 'cancelled') return <IconBan size={16} stroke={1.5} aria-label="Cancelled" />;
  return null;
}
