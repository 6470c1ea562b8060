/**
 * In: what a device wrote as its action or outcome, in the words of any vendor.
 * Out: what it means for the user's transaction; unknown rather than guessed.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, ACTION_UNKNOWN, type ActionCode } from '../api.ts';
import { actionOf } from '../shared/action-word.ts';

/** Words that the general reading by beginnings does not know, or would get wrong (`not blocked`). */
const WORDS: ReadonlyMap<string, ActionCode> = new Map<string, ActionCode>([
  ...[
    'alarm-without-drop',
    'alert',
    'alerted',
    'bypass',
    'bypassed',
    'client-rst',
    'close',
    'continue',
    'decrypt',
    'detect',
    'detected',
    'dns',
    'exempt',
    'forward',
    'forwarded',
    'inspect',
    'ip-conn',
    'log',
    'none',
    'not blocked',
    'ok',
    'override',
    'server-rst',
    'success',
    'timeout',
    'trust',
    'useralert',
    'would block',
    'would be blocked',
  ].map((word) => [word, ACTION_ALLOWED] as const),
  ...[
    'clear',
    'discard',
    'discarded',
    'prevent',
    'prevented',
    'reset',
    'reset-both',
    'reset-client',
    'reset-server',
    'reset_client',
    'reset_server',
    'terminate',
    'terminated',
    'violation',
  ].map((word) => [word, ACTION_BLOCKED] as const),
]);

/** Meaning of one action word, any case. */
export function actionOfWord(word: string): ActionCode {
  if (word === '') return ACTION_UNKNOWN;
  const bare = word.replace(REQUEST, '');
  return WORDS.get(bare.trim().toLowerCase()) ?? actionOf(bare, 0, bare.length);
}

/** In front of what became of a request, as Imperva's cloud (`REQ_PASSED`, `REQ_BLOCKED_SECURITY`) and Zscaler's DNS control (`RES_BLOCK`) write it. */
const REQUEST = /^RE[QS]_/;

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
