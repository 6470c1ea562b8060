/** In: a device's word for what it did (`Allowed`, `TCP_DENIED`, `drop`). Out: allowed, blocked, or unknown. */
import { ACTION_ALLOWED, ACTION_BLOCKED, ACTION_UNKNOWN, type ActionCode } from '../api.ts';

const BLOCKED = ['den', 'block', 'drop', 'reject', 'refus', 'prohibit', 'quarantin', 'sinkhol', 'redirect'] as const;
const ALLOWED = [
  'allow',
  'permit',
  'accept',
  'pass',
  'observed',
  'proxied',
  'monitor',
  'caution',
  'coach',
  'warn',
  'isolat',
  'tcp_',
  'tunnel',
  'grant',
] as const;

/**
 * Words are recognised by how they begin, and by DENIED or BLOCK anywhere in them. Anything else (errors, session events) is unknown.
 * A warning that the user may pass counts as allowed, and so does isolation: the page was used, only shown from elsewhere.
 */
export function actionOf(text: string, start: number, end: number): ActionCode {
  if (end - start < 3 || end - start > 64) return ACTION_UNKNOWN;
  const word = text.substring(start, end).toLowerCase();
  if (word.includes('denied') || word.includes('block')) return ACTION_BLOCKED;
  if (BLOCKED.some((prefix) => word.startsWith(prefix))) return ACTION_BLOCKED;
  if (word.startsWith('not allowed') || word.startsWith('disallow')) return ACTION_BLOCKED;
  return ALLOWED.some((prefix) => word.startsWith(prefix)) ? ACTION_ALLOWED : ACTION_UNKNOWN;
}
