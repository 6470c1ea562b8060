/**
 * In: what a rule's author wrote in front of a packet (`[UFW BLOCK] `, `[WAN_LOCAL-default-D]`, `Shorewall:net-fw:DROP:`).
 * Out: what the rule did, as far as the prefix says. The kernel itself does not log a verdict.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, ACTION_UNKNOWN, type ActionCode } from '../api.ts';

export const BLOCKED_WORDS = ['block', 'drop', 'deny', 'denied', 'reject', 'discard', 'refuse', 'prohibit'] as const;
export const ALLOWED_WORDS = ['allow', 'accept', 'permit', 'pass'] as const;
/** Ubiquiti puts a letter behind the rule's name: drop, reject, accept, return. SuSE's firewall shortens its words (`SFW2-INext-ACC-TCP`). */
export const BLOCKED_MARKS = ['-d]', '-d-', '-r]', '-r-'] as const;
export const ALLOWED_MARKS = ['-a]', '-a-', '-ret-', '-ret]', '-acc-'] as const;

/** Aviatrix puts it behind the gateway's name, which may hold any word: `AvxRl gw1 D:`. */
const AVIATRIX = /\bavxrl \S+ ([ad]):$/;

/** Longer ones are not read. */
export const LONGEST_PREFIX = 200;

export function prefixAction(text: string, start: number, end: number): ActionCode {
  if (end <= start || end - start > LONGEST_PREFIX) return ACTION_UNKNOWN;
  const prefix = text.substring(start, end).toLowerCase();
  const rule = AVIATRIX.exec(prefix)?.[1];
  if (rule !== undefined) return rule === 'd' ? ACTION_BLOCKED : ACTION_ALLOWED;
  if (BLOCKED_WORDS.some((word) => prefix.includes(word))) return ACTION_BLOCKED;
  if (ALLOWED_WORDS.some((word) => prefix.includes(word))) return ACTION_ALLOWED;
  if (BLOCKED_MARKS.some((mark) => prefix.includes(mark))) return ACTION_BLOCKED;
  return ALLOWED_MARKS.some((mark) => prefix.includes(mark)) ? ACTION_ALLOWED : ACTION_UNKNOWN;
}
