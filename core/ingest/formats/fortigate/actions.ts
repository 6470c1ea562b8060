/**
 * In: the words FortiOS writes into `action` and `utmaction`. Out: what they mean for the user's transaction.
 * Source: "FortiOS Log Message Reference", and for FortiWeb's words its "Log Message Reference". Resets by client or server, closes and timeouts end a session that was let through.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, ACTION_UNKNOWN, type ActionCode } from '../api.ts';
import { windowIs } from '../kv/window.ts';

const ACTIONS: ReadonlyMap<string, ActionCode> = new Map<string, ActionCode>([
  ['accept', ACTION_ALLOWED],
  ['close', ACTION_ALLOWED],
  ['client-rst', ACTION_ALLOWED],
  ['server-rst', ACTION_ALLOWED],
  ['timeout', ACTION_ALLOWED],
  ['ip-conn', ACTION_ALLOWED],
  ['dns', ACTION_ALLOWED],
  ['start', ACTION_ALLOWED],
  ['pass', ACTION_ALLOWED],
  ['passed', ACTION_ALLOWED],
  ['passthrough', ACTION_ALLOWED],
  ['allow', ACTION_ALLOWED],
  ['allowed', ACTION_ALLOWED],
  ['permit', ACTION_ALLOWED],
  ['detected', ACTION_ALLOWED],
  ['monitored', ACTION_ALLOWED],
  ['monitor', ACTION_ALLOWED],
  ['log-only', ACTION_ALLOWED],
  ['exempt', ACTION_ALLOWED],
  ['bypass', ACTION_ALLOWED],
  ['alert', ACTION_ALLOWED],
  ['continue', ACTION_ALLOWED],
  ['warning', ACTION_BLOCKED],
  ['deny', ACTION_BLOCKED],
  ['denied', ACTION_BLOCKED],
  ['alert_deny', ACTION_BLOCKED],
  ['deny_no_log', ACTION_BLOCKED],
  ['period_block', ACTION_BLOCKED],
  ['block_period', ACTION_BLOCKED],
  ['block', ACTION_BLOCKED],
  ['blocked', ACTION_BLOCKED],
  ['drop', ACTION_BLOCKED],
  ['dropped', ACTION_BLOCKED],
  ['drop_session', ACTION_BLOCKED],
  // What a policy against floods does to a session; the same policy writes `detected` where it only watches.
  ['clear_session', ACTION_BLOCKED],
  ['reset', ACTION_BLOCKED],
  ['reset_client', ACTION_BLOCKED],
  ['reset_server', ACTION_BLOCKED],
  ['redirect', ACTION_BLOCKED],
  ['redirected', ACTION_BLOCKED],
  ['violation', ACTION_BLOCKED],
  ['quarantine', ACTION_BLOCKED],
  ['quarantined', ACTION_BLOCKED],
  ['auth-required', ACTION_BLOCKED],
  // A mail gateway's dispositions.
  ['reject', ACTION_BLOCKED],
  ['discard', ACTION_BLOCKED],
  ['defer', ACTION_BLOCKED],
  ['system quarantine', ACTION_BLOCKED],
]);

/** Meaning of `action=` (or `utmaction=`); unknown for words that name no verdict (`login`, `negotiate`). */
export function fortiAction(text: string, start: number, end: number): ActionCode {
  // What most lines say, without making a string of it.
  if (windowIs(text, start, end, 'close') || windowIs(text, start, end, 'accept')) return ACTION_ALLOWED;
  if (windowIs(text, start, end, 'allow')) return ACTION_ALLOWED;
  return end - start > 24 ? ACTION_UNKNOWN : (ACTIONS.get(text.substring(start, end).toLowerCase()) ?? ACTION_UNKNOWN);
}

/** A session that the policy let through and a security profile then cut was blocked for the user. */
export function combineActions(action: ActionCode, utmAction: ActionCode): ActionCode {
  if (utmAction === ACTION_BLOCKED) return ACTION_BLOCKED;
  return action === ACTION_UNKNOWN ? utmAction : action;
}
