import type { SourceStatus } from '../../../core/contract/collectors.ts';
import { formatCount, plural } from '../../kit/format.ts';

/** Lines and files that a source did not keep, with the reasons, and what it has not on disk yet; what cannot be told is said. */
export function notKept(status: SourceStatus): { readonly lines: number; readonly reasons: readonly string[] } {
  const { dropped, failedFiles, refused, unsynced } = status;
  const refusal = status.lastRefusal === null ? '' : ` (last: ${status.lastRefusal})`;
  const parts = [
    [dropped.congested, 'while disk or spool could not keep up'],
    [dropped.oversized, 'longer than 1 MiB'],
    [dropped.incomplete, 'cut off by the sender'],
    [dropped.kernel ?? 0, 'dropped by the system before we saw them'],
    [failedFiles, failedFiles === 1 ? 'file that is no log' : 'files that are no logs'],
    [refused, `${refused === 1 ? 'connection' : 'connections'} refused${refusal}`],
  ] as const;
  const reasons = parts.filter(([count]) => count > 0).map(([count, why]) => `${formatCount(count)} ${why}`);
  // Otherwise what is in memory is on its way, and there in a moment.
  if (status.fault !== null && unsynced !== null && unsynced.lines > 0)
    reasons.unshift(
      `${plural(unsynced.lines, 'line')} received ${unsynced.lines === 1 ? 'is' : 'are'} in memory, not on disk yet`,
    );
  if (status.address.startsWith('udp://') && dropped.kernel === null)
    reasons.push('what the system dropped cannot be told on this platform');
  if ((dropped.machine ?? 0) > (dropped.kernel ?? 0))
    reasons.push(`the system had no room for ${formatCount(dropped.machine)} datagrams of all programs`);
  const lines = dropped.congested + dropped.oversized + dropped.incomplete + (dropped.kernel ?? 0) + failedFiles;
  return { lines, reasons };
}
