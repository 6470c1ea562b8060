import { Progress, Text } from '@mantine/core';
import { isOver } from '../../bridge/engine-client.ts';
import { useJobs } from '../../data/jobs.ts';
import { formatBytes, formatCount } from '../../kit/format.ts';

/**
 * Marks figures as those of an import that still runs, and says how far it is. The words are announced once; the numbers, which change
 * ten times a second, are not.
 */
export function ProvisionalNote() {
  const job = useJobs((state) =>
    [...state.byId.values()].find(
      (each) => each.method === 'imports.start' && each.state === 'running' && !isOver(each),
    ),
  );
  const done = job?.progress ?? null;
  return (
    <section className="uc-provisional" aria-label="Provisional figures">
      <Text size="sm" role="status">
        <strong>Provisional</strong>: an import is still running, and these figures grow with it.
      </Text>
      {job !== undefined && (
        <>
          <Progress
            className="uc-provisional__bar"
            value={done === null ? 100 : done * 100}
            animated={done === null}
            size="sm"
            aria-label={`Progress of ${job.title}`}
          />
          <Text size="xs" c="dimmed" className="uc-num">
            {formatCount(job.linesDone)} lines
            {job.bytesTotal !== null && `, ${formatBytes(job.bytesDone)} of ${formatBytes(job.bytesTotal)}`}
          </Text>
        </>
      )}
    </section>
  );
}
