/**
 * In: who may open or send as whose mailbox: MailboxPermissions.csv of Microsoft-Extractor-Suite (a row for each mailbox, with lists of people),
 * Get-MailboxPermission and Get-RecipientPermission (a row for each right), and Impersonation_Rights of Hawk (Get-ManagementRoleAssignment).
 * Out: each right by itself. What Exchange gives a mailbox of its own accord is left out.
 */
import type { SnapshotRow } from '../model/snapshot.ts';
import { RowReader } from './row-reader.ts';

export type MailboxRight = 'fullAccess' | 'sendAs' | 'sendOnBehalf' | 'folder' | 'impersonation';

export interface MailboxAccess {
  /** Lower case; null: every mailbox. */
  readonly mailbox: string | null;
  /** Mail of who has the right, else the name. */
  readonly holder: string;
  readonly right: MailboxRight;
  /** It is made for several people: a shared mailbox, a room. */
  readonly isShared: boolean;
}

const OWN = /^(?:nt authority\\|s-1-5-|discovery ?(?:search)? ?mailbox|default$|anonymous$)/i;
const PERSON = /^(.*?)\s*\(([^\s()]+@[^\s()]+)\)/;
const LISTS: readonly (readonly [column: string, right: MailboxRight])[] = [
  ['fullAccessUsers', 'fullAccess'],
  ['sendAsUsers', 'sendAs'],
  ['sendOnBehalfUsers', 'sendOnBehalf'],
  ['inboxUsers', 'folder'],
];
const RIGHTS: readonly (readonly [text: RegExp, right: MailboxRight])[] = [
  [/full ?access/i, 'fullAccess'],
  [/send ?as/i, 'sendAs'],
];

export function readMailboxAccess(raw: SnapshotRow): readonly MailboxAccess[] {
  const row = new RowReader(raw);
  const type = row.lower('recipientTypeDetails');
  const of = (mailbox: string | null, holder: string | null, right: MailboxRight): MailboxAccess[] => {
    const name = holder === null ? '' : (PERSON.exec(holder)?.[2] ?? holder).trim();
    const isOwn = name === '' || OWN.test(name) || name.toLowerCase() === mailbox;
    return isOwn ? [] : [{ mailbox, holder: name, right, isShared: type !== null && type !== 'usermailbox' }];
  };
  if (row.has('fullAccessUsers')) {
    const mailbox = row.lower('userPrincipalName');
    if (mailbox === null) return [];
    return LISTS.flatMap(([column, right]) => {
      const people = row.text(column)?.split(';') ?? [];
      return people.flatMap((person) => of(mailbox, person, right));
    });
  }
  if (row.has('roleAssignee', 'effectiveUserName')) {
    if (!/impersonation/i.test(row.text('role', 'name') ?? '')) return [];
    return of(null, row.text('effectiveUserName', 'roleAssigneeName', 'roleAssignee'), 'impersonation');
  }
  if (row.flag('isInherited') === true || row.flag('deny') === true) return [];
  if (row.lower('accessControlType') === 'deny') return [];
  const rights = row.texts('accessRights').join(', ');
  const holder = row.text('user', 'trustee');
  return RIGHTS.flatMap(([text, right]) => (text.test(rights) ? of(row.lower('identity'), holder, right) : []));
}
