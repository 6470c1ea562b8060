/** In: a Squid result code (`TCP_MISS`, `TCP_DENIED_ABORTED`). Out: what the proxy did. */
import { ACTION_ALLOWED, ACTION_BLOCKED, ACTION_UNKNOWN, type ActionCode } from '../api.ts';
import { findWord, wordAt } from './fields.ts';

const UPPER_D = 68;
const UPPER_P = 80;
const UPPER_R = 82;
const UPPER_T = 84;
const UPPER_U = 85;
const UNDERSCORE = 95;

/**
 * Blocked when the code holds DENIED. Codes without TCP_ or UDP_ (`NONE`, `TAG_NONE`) are errors before any decision, and
 * TCP_REDIRECT is a redirector's answer, which may or may not be a block page: neither says what was done.
 * Source: https://wiki.squid-cache.org/SquidFaq/SquidLogs#squid-result-codes
 */
export function squidAction(text: string, start: number, end: number): ActionCode {
  if (end - start < 5) return ACTION_UNKNOWN;
  // Compared by character: this runs for every line, and the engine's startsWith costs more than the rest together.
  const isTransfer =
    text.charCodeAt(start + 3) === UNDERSCORE &&
    text.charCodeAt(start + 2) === UPPER_P &&
    (text.charCodeAt(start) === UPPER_T || text.charCodeAt(start) === UPPER_U);
  if (!isTransfer) return findWord(text, 'DENIED', start, end) >= 0 ? ACTION_BLOCKED : ACTION_UNKNOWN;
  // The shortest codes (TCP_MISS, TCP_HIT) are many lines and have no room for the word.
  if (end - start >= 10 && findWord(text, 'DENIED', start + 4, end) >= 0) return ACTION_BLOCKED;
  const mayRedirect = text.charCodeAt(start + 4) === UPPER_R && text.charCodeAt(start + 6) === UPPER_D;
  return mayRedirect && text.startsWith('REDIRECT', start + 4) ? ACTION_UNKNOWN : ACTION_ALLOWED;
}

/** True when the window begins with letters in capitals or underscores of at least four characters, as result codes do. */
export function isResultCode(text: string, start: number, end: number): boolean {
  if (end - start < 4) return false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!((code >= 65 && code <= 90) || code === 95 || (code >= 48 && code <= 57))) return false;
  }
  return true;
}

/** Capitals, digits and underscores. */
export function isResultByte(code: number): boolean {
  return (code >= 65 && code <= 90) || code === 95 || (code >= 48 && code <= 57);
}

/** What `TCP_…` and `UDP_…` as bytes say, as squidAction has it; -1 for codes that need a closer look. */
export function resultActionOf(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start];
  if (bytes[start + 3] !== 95 || bytes[start + 2] !== 80 || (first !== 84 && first !== 85)) return -1;
  // TCP_REDIRECT says nothing of what was done; other codes on R (TCP_REFRESH_…) are not that many.
  if (bytes[start + 4] === 82) return -1;
  for (let at = start + 4; at + 6 <= end; at++) {
    if (bytes[at] === 68 && bytes[at + 1] === 69 && bytes[at + 2] === 78 && bytes[at + 3] === 73) {
      return bytes[at + 4] === 69 && bytes[at + 5] === 68 ? ACTION_BLOCKED : -1;
    }
  }
  return ACTION_ALLOWED;
}

const WSA_BLOCKED = ['BLOCK_', 'DROP_', 'REDIRECT_'] as const;
const WSA_ALLOWED = ['ALLOW_', 'DEFAULT_CASE', 'MONITOR_', 'PASSTHRU_', 'DECRYPT_', 'OTHER'] as const;

/** `BLOCK_WEBCAT_11-Policy-…`: the decision tag that a Cisco WSA adds; it overrules the result code. */
export function wsaAction(text: string, start: number, end: number): ActionCode {
  if (WSA_BLOCKED.some((word) => wordAt(text, start, end, word))) return ACTION_BLOCKED;
  return WSA_ALLOWED.some((word) => wordAt(text, start, end, word)) ? ACTION_ALLOWED : ACTION_UNKNOWN;
}
