/** Why a collector's spool takes nothing, as far as the system tells: each has its own words and its own remedy. */
export const SPOOL_FAULTS = ['full', 'denied', 'read-only', 'disk-error', 'files', 'gone', 'other'] as const;
export type SpoolFault = (typeof SPOOL_FAULTS)[number];

/** Two or three words for a badge or a column. */
export const FAULT_WORDS: Readonly<Record<SpoolFault, string>> = {
  full: 'Disk full',
  denied: 'No permission',
  'read-only': 'Read-only disk',
  'disk-error': 'Disk error',
  files: 'Too many open files',
  gone: 'Spool is gone',
  other: 'Cannot be written',
};
