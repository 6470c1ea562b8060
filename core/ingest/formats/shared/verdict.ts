/** Verdicts with their reason, as one expression. */
import { type EventDraft, REJECTED, SKIPPED, type Verdict } from '../api.ts';

/** Well formed, but no transaction. */
export function skip(out: EventDraft, reason: string): Verdict {
  out.reason = reason;
  return SKIPPED;
}

/** Not of this format, or damaged. */
export function reject(out: EventDraft, reason: string): Verdict {
  out.reason = reason;
  return REJECTED;
}
