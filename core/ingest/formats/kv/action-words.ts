/**
 * In: what a device wrote as its action or outcome, in the words of any vendor.
 * Out: what it means for the user's transaction; unknown rather than guessed.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, ACTION_UNKNOWN, type ActionCode } from '../api.ts';

const ALLOWED: ReadonlySet<string> = new Set([
  'accept',
  'accepted',
  'alert',
  'alerted',
  'allow',
  'allowed',
  'bypass',
  'bypassed',
  'close',
  'client-rst',
  'server-rst',
  'timeout',
  'ip-conn',
  'dns',
  'continue',
  'coached',
  'decrypt',
  'detect',
  'detected',
  'exempt',
  'forward',
  'forwarded',
  'inspect',
  'isolate',
  'isolated',
  'log',
  'monitor',
  'monitored',
  'none',
  'not blocked',
  'observed',
  'ok',
  'override',
  'pass',
  'passed',
  'passthrough',
  'permit',
  'permitted',
  'success',
  'trust',
  'useralert',
]);

const BLOCKED: ReadonlySet<string> = new Set([
  'block',
  'blocked',
  'block-url',
  'block-continue',
  'block-override',
  'block-ip',
  'clear',
  'deny',
  'denied',
  'discard',
  'discarded',
  'drop',
  'dropped',
  'drop_session',
  'prevent',
  'prevented',
  'quarantine',
  'quarantined',
  'redirect',
  'redirected',
  'refuse',
  'refused',
  'reject',
  'rejected',
  'reset',
  'reset-both',
  'reset-client',
  'reset-server',
  'reset_client',
  'reset_server',
  'sinkhole',
  'terminate',
  'terminated',
  'violation',
]);

/** Meaning of one action word, any case. */
export function actionOfWord(word: string): ActionCode {
  const lower = word.trim().toLowerCase();
  if (ALLOWED.has(lower)) return ACTION_ALLOWED;
  if (BLOCKED.has(lower)) return ACTION_BLOCKED;
  return ACTION_UNKNOWN;
}

/** Meaning of an event's name (`Connection_Discarded`, `Transaction permitted`): that of its last word. */
export function actionOfName(name: string): ActionCode {
  const cut = Math.max(name.lastIndexOf(' '), name.lastIndexOf('_'), name.lastIndexOf(':'));
  const last = name.slice(cut + 1).toLowerCase();
  // A name ends in `success` or `log` for many reasons; only verdicts count here.
  if (!NAME_VERDICTS.has(last)) return ACTION_UNKNOWN;
  return actionOfWord(last);
}

const NAME_VERDICTS: ReadonlySet<string> = new Set([
  'allowed',
  'permitted',
  'accepted',
  'passed',
  'blocked',
  'denied',
  'discarded',
  'dropped',
  'refused',
  'rejected',
]);
