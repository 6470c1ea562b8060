import type { FilePreview } from '../../../core/contract/imports.ts';

/** What reads a file, best first. A format that reads hardly a line of what looks like an audit log only claims to know it. */
export function readersOf({ mayBeAudit, candidates }: FilePreview): FilePreview['candidates'] {
  return mayBeAudit ? [] : candidates;
}
