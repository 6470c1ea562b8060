import { useEffect } from 'react';
import { useHost } from '../bridge/client.tsx';
import { useVisibleJobs } from '../data/jobs.ts';

/** Shows the running jobs' progress in the taskbar or dock, where the host can. Draws nothing itself. */
export function HostProgress() {
  const host = useHost();
  const running = useVisibleJobs().filter((job) => job.state === 'running');
  const known = running.flatMap((job) => job.progress ?? []);
  const percent = known.length === 0 ? null : Math.floor((100 * known.reduce((a, b) => a + b, 0)) / known.length);
  useEffect(() => {
    // A host without a taskbar refuses; there is nothing to tell the user about that.
    host.host('host.setProgress', { value: percent === null ? null : percent / 100 }).catch(() => undefined);
  }, [host, percent]);
  return null;
}
