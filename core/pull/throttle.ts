/** Whether an answer asks to wait, and how long: `Retry-After` in seconds or as a date, or a time at which a limit is reset. */
import type { Reply } from './reply.ts';

/** Seconds since 1970 at which a limit of requests is reset. */
const RESET_HEADERS = ['x-ratelimit-reset', 'x-rate-limit-reset'] as const;

/** @param now the provider's clock. @returns null: it does not ask to wait; `ms` null: it does not say how long */
export function waitOf(reply: Reply, now: number): { readonly ms: number | null } | null {
  const { status, headers } = reply;
  const after = headers.get('retry-after');
  const isSpent = headers.get('x-ratelimit-remaining') === '0' || headers.get('x-rate-limit-remaining') === '0';
  const isThrottled =
    status === 429 || (status === 503 && after !== null) || (status === 403 && (isSpent || after !== null));
  if (!isThrottled) return null;
  const given = after === null ? null : delayOf(after, now);
  if (given !== null) return { ms: given };
  for (const name of RESET_HEADERS) {
    const reset = Number(headers.get(name) ?? Number.NaN) * 1000;
    if (reset > 0) return { ms: Math.max(0, reset - now) + 1_000 };
  }
  return { ms: null };
}

/** RFC 9110 §10.2.3; null where it is neither. */
function delayOf(text: string, now: number): number | null {
  if (/^\s*\d+(?:\.\d+)?\s*$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isFinite(date) ? Math.max(0, date - now) : null;
}
