/**
 * In: the window of a PAN-OS action. Out: what it means for the user's transaction.
 * Source: PAN-OS "Syslog field descriptions", fields Action of the traffic, threat and URL filtering logs.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, ACTION_UNKNOWN, type ActionCode } from '../api.ts';

/** `continue` and `override` are logged once the user has clicked through; `block-continue` when the page was shown. */
export const ACTIONS: ReadonlyMap<string, ActionCode> = new Map<string, ActionCode>([
  ['allow', ACTION_ALLOWED],
  ['alert', ACTION_ALLOWED],
  ['continue', ACTION_ALLOWED],
  ['override', ACTION_ALLOWED],
  ['forward', ACTION_ALLOWED],
  ['wildfire-upload-success', ACTION_ALLOWED],
  ['wildfire-upload-skip', ACTION_ALLOWED],
  ['deny', ACTION_BLOCKED],
  ['drop', ACTION_BLOCKED],
  ['drop-icmp', ACTION_BLOCKED],
  ['drop-packet', ACTION_BLOCKED],
  ['drop-all', ACTION_BLOCKED],
  ['drop-all-packets', ACTION_BLOCKED],
  ['random-drop', ACTION_BLOCKED],
  ['reset-client', ACTION_BLOCKED],
  ['reset-server', ACTION_BLOCKED],
  ['reset-both', ACTION_BLOCKED],
  ['reset client', ACTION_BLOCKED],
  ['reset server', ACTION_BLOCKED],
  ['reset both', ACTION_BLOCKED],
  ['block', ACTION_BLOCKED],
  ['block-ip', ACTION_BLOCKED],
  ['block-url', ACTION_BLOCKED],
  ['block-continue', ACTION_BLOCKED],
  ['block-override', ACTION_BLOCKED],
  ['override-lockout', ACTION_BLOCKED],
  ['sinkhole', ACTION_BLOCKED],
]);

export function panAction(text: string, start: number, end: number): ActionCode {
  if (end <= start || end - start > 32) return ACTION_UNKNOWN;
  // The one action that most lines carry, without making a string of it.
  if (end - start === 5 && text.startsWith('allow', start)) return ACTION_ALLOWED;
  return ACTIONS.get(text.substring(start, end).toLowerCase()) ?? ACTION_UNKNOWN;
}
