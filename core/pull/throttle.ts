/** Whether an answer asks to wait, and how long: `Retry-After` in seconds or as a date, or a time at which a limit is reset. */
import { fieldOf, listOf, type Reply } from './reply.ts';

/** When a limit of requests is reset: seconds since 1970, seconds from now, or a date. */
const RESET_HEADERS = ['x-ratelimit-reset', 'x-rate-limit-reset', 'ratelimit-reset'] as const;
/** No limit is of so many seconds from now: a larger number is a time. */
const MAX_DELAY_SECONDS = 1e8;
/** Refusals are short; what is longer holds records. */
const MAX_REFUSAL = 4_096;

/** @param now the provider's clock. @returns null: it does not ask to wait; `ms` null: it does not say how long */
export function waitOf(reply: Reply, now: number): { readonly ms: number | null } | null {
  const { status, headers } = reply;
  const after = headers.get('retry-after');
  const isSpent = headers.get('x-ratelimit-remaining') === '0' || headers.get('x-rate-limit-remaining') === '0';
  const isThrottled =
    status === 429 ||
    (status === 503 && after !== null) ||
    (status === 403 && (isSpent || after !== null)) ||
    saysWait(reply);
  if (!isThrottled) return null;
  const given = after === null ? null : delayOf(after, now);
  if (given !== null) return { ms: given };
  for (const name of RESET_HEADERS) {
    const ms = resetOf(headers.get(name) ?? '', now);
    if (ms !== null) return { ms: ms + 1_000 };
  }
  return { ms: null };
}

/** RFC 9110 §10.2.3; null where it is neither. */
function delayOf(text: string, now: number): number | null {
  if (/^\s*\d+(?:\.\d+)?\s*$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isFinite(date) ? Math.max(0, date - now) : null;
}

/** Milliseconds until the time that a header names; null where it names none. */
function resetOf(text: string, now: number): number | null {
  const seconds = /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : Number.NaN;
  if (seconds >= 0) return seconds < MAX_DELAY_SECONDS ? seconds * 1000 : Math.max(0, seconds * 1000 - now);
  const date = Date.parse(text);
  return Number.isFinite(date) ? Math.max(0, date - now) : null;
}

/** Providers that ask to wait in words, with a status that others give for a refusal. */
function saysWait(reply: Reply): boolean {
  if (reply.body.length > MAX_REFUSAL) return false;
  const { status } = reply;
  // Slack: a success that says it is none.
  if (status === 200) return reply.at('ok') === false && reply.word('error') === 'ratelimited';
  if (status === 503) return reply.text.includes('<Code>SlowDown</Code>');
  if (status !== 403 && status !== 400) return false;
  const [first] = listOf(reply.at('error', 'errors'));
  return (
    /^(?:userRateLimitExceeded|rateLimitExceeded|quotaExceeded)$/.test(fieldOf(first, 'reason')) ||
    reply.word('error', 'status') === 'RESOURCE_EXHAUSTED' ||
    reply.word('error', 'code') === 'AF429' ||
    /secondary rate limit|abuse detection/i.test(reply.word('message'))
  );
}
