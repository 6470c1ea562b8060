/**
 * In: what a tenant records at all: Get-OrganizationConfig and Get-AdminAuditLogConfig (Hawk's OrgConfig and AdminAuditLogConfig), and
 * MailboxAuditStatus.csv of Microsoft-Extractor-Suite, a row for each mailbox. Out: which recording is off.
 */
import type { SnapshotRow } from '../model/snapshot.ts';
import { RowReader } from './row-reader.ts';

export interface AuditSettings {
  readonly organisation: string;
  /** False: recording is off; null: the export does not say. */
  readonly unifiedLog: boolean | null;
  readonly adminLog: boolean | null;
  readonly mailboxes: boolean | null;
}

export function readAuditSettings(raw: SnapshotRow): AuditSettings {
  const row = new RowReader(raw);
  const isOff = row.flag('auditDisabled');
  return {
    organisation: row.text('organizationId', 'displayName', 'name', 'identity') ?? 'the organisation',
    unifiedLog: row.flag('unifiedAuditLogIngestionEnabled'),
    adminLog: row.flag('adminAuditLogEnabled'),
    mailboxes: isOff === null ? null : !isOff,
  };
}

export interface MailboxAudit {
  /** Principal name, lower case. */
  readonly mailbox: string | null;
  readonly bypassed: boolean | null;
  /** As it comes about: the organisation's setting goes before the mailbox's own. */
  readonly audited: boolean | null;
}

export function readMailboxAudit(raw: SnapshotRow): MailboxAudit {
  const row = new RowReader(raw);
  const effect = row.lower('effectiveAuditState');
  const bypassed = row.flag('auditBypassEnabled') ?? (effect === null ? null : effect.startsWith('bypass'));
  const audited = effect === null ? row.flag('auditEnabled') : effect.startsWith('enabled');
  return { mailbox: row.lower('userPrincipalName'), bypassed, audited };
}
