import type { OperationTable } from './operations.ts';

/** What is done in a mailbox, in the words of Exchange's mailbox audit: its own log and the unified one share them. */
export const MAILBOX_OPERATIONS: OperationTable = {
  MailboxLogin: 'login',
  MailItemsAccessed: 'mail.access',
  MessageBind: 'mail.access',
  FolderBind: 'mail.access',
  Send: 'mail.send',
  SendAs: 'mail.send.as',
  SendOnBehalf: 'mail.send.as',
  Create: 'mail.create',
  Update: 'mail.update',
  Copy: 'mail.move',
  Move: 'mail.move',
  MoveToDeletedItems: 'mail.delete',
  SoftDelete: 'mail.delete',
  HardDelete: 'mail.delete',
  RecordDelete: 'mail.delete',
  UpdateInboxRules: 'mail.rule.update',
  'New-InboxRule': 'mail.rule.create',
  'Set-InboxRule': 'mail.rule.update',
  'Remove-InboxRule': 'mail.rule.delete',
  AddFolderPermissions: 'mail.delegate.add',
  ModifyFolderPermissions: 'mail.delegate.add',
  RemoveFolderPermissions: 'mail.delegate.remove',
  UpdateFolderPermissions: 'mail.delegate.add',
  UpdateCalendarDelegation: 'mail.delegate.add',
};
