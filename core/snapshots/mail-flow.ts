/**
 * In: mail flow (transport) rules of Exchange: Get-TransportRule as CSV or JSON, TransportRules.csv of Microsoft-Extractor-Suite (Name,
 * Description, CreatedBy, WhenChanged, State, Priority, Mode) and of Hawk (all of its columns). Out: where they send mail, and what they let pass.
 */
import type { SnapshotRow } from '../model/snapshot.ts';
import { addressesIn, recipients } from './mail.ts';
import { RowReader } from './row-reader.ts';

export interface MailFlowRule {
  readonly name: string;
  /** False: switched off, or only tried out. */
  readonly inForce: boolean;
  /** Addresses that get mail, or a copy of it, by this rule. */
  readonly sendsTo: readonly string[];
  /** It lets mail past the spam filter. */
  readonly skipsFilter: boolean;
  /** It throws mail away without a word. */
  readonly drops: boolean;
}

const RECIPIENTS = ['redirectMessageTo', 'blindCopyTo', 'copyTo', 'addToRecipients'];
/** Lines of a description that give mail to somebody, and the one that its actions begin with. */
const GIVES = /redirect|blind|carbon copy|\bbcc\b|\bcc\b|add .{0,40}recipient|forward/i;
const ACTIONS = /take the following actions?:/i;
const EXCEPTIONS = /except if/i;

export function readMailFlowRule(raw: SnapshotRow): MailFlowRule {
  const row = new RowReader(raw);
  const told = row.value('description');
  const description = typeof told === 'string' ? told : '';
  const [, actions = ''] = description.split(ACTIONS);
  const [does = ''] = actions.split(EXCEPTIONS);
  const named = RECIPIENTS.flatMap((name) => recipients(row, name)).filter((one) => one.includes('@'));
  const described = does
    .split(/\r?\n|\t| and (?=[A-Z])/)
    .flatMap((line) => (GIVES.test(line) ? addressesIn(line) : []));
  const mode = row.lower('mode');
  return {
    name: row.text('name') ?? '',
    inForce: row.flag('state', 'enabled') !== false && (mode === null || mode === 'enforce'),
    sendsTo: [...new Set([...named, ...described])],
    skipsFilter: row.text('setSCL') === '-1' || /\(SCL\) to '?-1/i.test(does),
    drops: row.flag('deleteMessage') === true || /delete the message without notifying/i.test(does),
  };
}
