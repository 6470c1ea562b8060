/**
 * In: the text of a message that is no transaction, and the draft with its two ends. Out: what the message says besides: who it was, and whether
 * the packet or the login passed. For those who look at the line.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, ACTION_UNKNOWN, type EventDraft } from '../api.ts';
import { findWord, untilCode } from '../shared/fields.ts';
import { servicePort } from '../shared/service-ports.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const SLASH = 47;

/** Words of Cisco's own, in front of or behind the ends; nothing that a peer could have put there stands so. */
const BLOCKED = [
  'Deny ',
  'Denied ',
  'Dropped ',
  'Dropping ',
  'Discard ',
  ' denied ',
  ' discarded ',
  ' - Dropping ',
] as const;
const ALLOWED = [' permitted ', ' allowed '] as const;
const USERS = [', user ', ' for user '] as const;

export function readRemark(text: string, at: number, end: number, out: EventDraft): void {
  if (out.action === ACTION_UNKNOWN) out.action = verdictIn(text, at, end);
  if (out.sourceUser === '') out.sourceUser = userIn(text, at, end);
  if (out.destinationPort < 0) out.destinationPort = namedPort(text, at, end);
}

function verdictIn(text: string, at: number, end: number): EventDraft['action'] {
  if (BLOCKED.some((word) => findWord(text, word, at, end) >= 0)) return ACTION_BLOCKED;
  return ALLOWED.some((word) => findWord(text, word, at, end) >= 0) ? ACTION_ALLOWED : ACTION_UNKNOWN;
}

/** `, user anonymous Retrieved …`, `for user "alice"`; stars where the appliance hides a name that it does not know. */
function userIn(text: string, at: number, end: number): string {
  for (const word of USERS) {
    const mark = findWord(text, word, at, end);
    if (mark < 0) continue;
    const start = mark + word.length;
    const isQuoted = text.charCodeAt(start) === DQUOTE;
    const from = isQuoted ? start + 1 : start;
    const stop = isQuoted
      ? untilCode(text, DQUOTE, from, end)
      : Math.min(untilCode(text, SPACE, from, end), untilCode(text, COMMA, from, end));
    const name = text.substring(from, stop);
    return name.startsWith('*') ? '' : name;
  }
  return '';
}

/** The port behind ` to IF:A/`, where it is a service's name. */
function namedPort(text: string, at: number, end: number): number {
  const to = findWord(text, ' to ', at, end);
  if (to < 0) return -1;
  const stop = untilCode(text, SPACE, to + 4, end);
  const slash = untilCode(text, SLASH, to + 4, stop);
  return slash < stop ? servicePort(text.substring(slash + 1, stop)) : -1;
}
