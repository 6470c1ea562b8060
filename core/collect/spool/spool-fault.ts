/** In: what failed when a spool was written. Out: which fault it is, and one line that says what it means and what to do. */
import { systemReason } from '../../kit/system-reason.ts';
import type { SpoolFault } from '../../model/spool-fault.ts';

/** Less room than is left to others. */
export class DiskFull extends Error {}

/** The segment's own file was taken away: what it held is not in the spool any more. */
export class SegmentGone extends Error {
  /** Lines that had been acknowledged in it. */
  readonly lines: number;

  constructor(lines: number) {
    super('somebody removed the segment that was being written');
    this.lines = lines;
  }
}

export interface FaultText {
  readonly fault: SpoolFault;
  readonly text: string;
}

const FAULTS: Readonly<Record<string, SpoolFault>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'read-only',
  EIO: 'disk-error',
  EMFILE: 'files',
  ENFILE: 'files',
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  ESTALE: 'gone',
  ENODEV: 'gone',
  ENXIO: 'gone',
};

const NEXT: Readonly<Record<Exclude<SpoolFault, 'full' | 'other'>, string>> = {
  denied: 'Give this user the right to write there.',
  'read-only': 'After a fault of the disk systems make it so: look into the system’s log, then mount it for writing.',
  'disk-error': 'Look into the system’s log and replace the disk; what was acknowledged is in the spool.',
  files: 'Raise the limit (ulimit -n) or end programs that hold many.',
  gone: 'Put the folder back, or mount what it is on.',
};

export function faultOf(cause: unknown, folder: string): FaultText {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const fault = cause instanceof DiskFull ? 'full' : (FAULTS[code] ?? 'other');
  if (fault === 'full') {
    const detail = cause instanceof DiskFull ? ` (${cause.message})` : '';
    return { fault, text: `The disk of ${folder} is full${detail}. Nothing is received until there is room.` };
  }
  const why = `The spool ${folder} cannot be written: ${systemReason(cause)}.`;
  if (fault === 'other') return { fault, text: `${why} Nothing is received until it can.` };
  return { fault, text: `${why} ${NEXT[fault]} Nothing is received until then.` };
}
