/** In: inbox rules, sweep rules (Get-SweepRule, Hawk's SweepRules) and mailboxes of a tenant, of whatever export. Out: what they do with mail. */
import type { SnapshotRow } from '../model/snapshot.ts';
import { RowReader } from './row-reader.ts';

export interface InboxRule {
  /** Whose mailbox, lower case; null where the export does not say. */
  readonly mailbox: string | null;
  readonly name: string;
  readonly enabled: boolean | null;
  /** Addresses that mail goes to, as written. */
  readonly sendsTo: readonly string[];
  /** What it does else, in words. */
  readonly does: readonly string[];
  /** For which mail, in words. */
  readonly when: readonly string[];
  readonly hides: boolean;
}

const HIDING = /rss|archive|junk|deleted|conversation history|notes/i;

export function readRule(raw: SnapshotRow): InboxRule {
  const row = new RowReader(raw);
  const [actions = row] = row.objects('actions');
  const sendsTo = ['forwardTo', 'redirectTo', 'forwardAsAttachmentTo'].flatMap((name) => recipients(actions, name));
  const moves = actions.text('moveToFolder', 'moveToFolderName', 'destinationFolder');
  const copies = actions.text('copyToFolder');
  const deletes = actions.flag('delete', 'deleteMessage', 'softDeleteMessage', 'permanentDelete') === true;
  const reads = actions.flag('markAsRead', 'markImportance') === true;
  const description = row.text('textDescription', 'description');
  const conditions = row.objects('conditions')[0] ?? row;
  return {
    mailbox: row.lower('userName', 'userPrincipalName', 'mailboxOwnerId', 'mailbox', 'mailboxOwner', 'identity'),
    name: row.text('displayName', 'ruleName', 'name') ?? '',
    enabled: row.flag('isEnabled', 'ruleEnabled', 'enabled'),
    sendsTo,
    does: [
      ...(deletes ? ['deletes'] : []),
      ...(reads ? ['marks as read'] : []),
      ...(moves === null ? [] : [`moves to ${moves}`]),
      ...(copies === null ? [] : [`copies to ${copies}`]),
      ...(actions.flag('stopProcessingRules') === true ? ['stops other rules'] : []),
    ],
    when: [
      ...CONDITIONS.flatMap(([name, words]) => {
        const texts = conditions.texts(name);
        return texts.length === 0 ? [] : [`${words} ${texts.slice(0, 20).join(', ')}`];
      }),
      ...(description === null ? [] : [description.replace(/\s+/g, ' ').slice(0, 400)]),
    ],
    hides: deletes || HIDING.test(moves ?? ''),
  };
}

const CONDITIONS: readonly (readonly [name: string, words: string])[] = [
  ['subjectContains', 'subject contains'],
  ['subjectContainsWords', 'subject contains'],
  ['bodyContains', 'body contains'],
  ['bodyContainsWords', 'body contains'],
  ['subjectOrBodyContains', 'subject or body contains'],
  ['subjectOrBodyContainsWords', 'subject or body contains'],
  ['senderContains', 'sender contains'],
  ['fromAddressContainsWords', 'sender contains'],
  ['from', 'from'],
  // A sweep rule's.
  ['sender', 'from'],
];

/** `"Bob" [SMTP:bob@x.example]`, plain addresses, or Graph's recipients. */
export function recipients(row: RowReader, name: string): readonly string[] {
  const graph = row.objects(name).flatMap((one) => one.text('emailAddress.address', 'address') ?? []);
  if (graph.length > 0) return graph;
  const found = row.value(name);
  const text = Array.isArray(found) ? found.join('; ') : typeof found === 'string' ? found : '';
  const addresses = addressesIn(text);
  if (addresses.length > 0) return addresses;
  return text.trim() === '' ? [] : [text.trim().slice(0, 200)];
}

export function addressesIn(text: string): readonly string[] {
  return text.match(/[^\s@<>"'[\](){}:;,]{1,128}@[^\s@<>"'[\](){}:;,]{1,253}/g) ?? [];
}

export interface Mailbox {
  /** Principal name or address, lower case. */
  readonly mailbox: string | null;
  readonly forwardsTo: readonly string[];
  readonly audited: boolean | null;
  readonly auditBypassed: boolean | null;
}

export function readMailbox(raw: SnapshotRow): Mailbox {
  const row = new RowReader(raw);
  return {
    mailbox: row.lower('userPrincipalName', 'primarySmtpAddress', 'mailbox', 'identity'),
    forwardsTo: [...recipients(row, 'forwardingSmtpAddress'), ...recipients(row, 'forwardingAddress')],
    audited: row.flag('auditEnabled'),
    auditBypassed: row.flag('auditBypassEnabled'),
  };
}
