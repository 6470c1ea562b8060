import type { FilePreview } from '../../../core/contract/imports.ts';
import { kindTitle } from '../../kit/snapshot-kinds.ts';

/** What reads a file, best first. A format that reads hardly a line of what looks like an audit log only claims to know it. */
export function readersOf({ mayBeAudit, candidates }: FilePreview): FilePreview['candidates'] {
  return mayBeAudit ? [] : candidates;
}

/** What a file is, in short: beyond doubt the state of a tenant, whatever reads some of its lines; else its likeliest reader. */
export function readAsText(file: FilePreview): string {
  const snapshot = file.state === null ? null : `Snapshot: ${kindTitle(file.state.kind)}`;
  const reader = readersOf(file)[0]?.title ?? null;
  return (file.state?.isSure === true ? (snapshot ?? reader) : (reader ?? snapshot)) ?? 'Unknown';
}
