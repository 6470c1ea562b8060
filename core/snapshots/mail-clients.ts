/** In: automatic replies of mailboxes and the phones that fetch their mail, as Exchange's cmdlets write them. Out: what they say, under one name each. */
import type { SnapshotRow } from '../model/snapshot.ts';
import { RowReader } from './row-reader.ts';

/** Get-MailboxAutoReplyConfiguration. */
export interface AutoReply {
  /** Principal name or address, lower case, else what the cmdlet calls the mailbox. */
  readonly mailbox: string | null;
  readonly state: 'on' | 'scheduled' | 'off' | null;
  /** Who outside gets an answer. */
  readonly outside: 'everybody' | 'contacts' | 'nobody' | null;
  readonly from: number | null;
  readonly until: number | null;
}

const STATES: Readonly<Record<string, AutoReply['state']>> = {
  enabled: 'on',
  alwaysenabled: 'on',
  scheduled: 'scheduled',
  disabled: 'off',
};

const AUDIENCES: Readonly<Record<string, AutoReply['outside']>> = {
  all: 'everybody',
  known: 'contacts',
  contactsonly: 'contacts',
  none: 'nobody',
};

export function readAutoReply(raw: SnapshotRow): AutoReply {
  const row = new RowReader(raw);
  const state = row.lower('autoReplyState', 'status') ?? '';
  const audience = row.lower('externalAudience') ?? '';
  return {
    mailbox: row.lower('userPrincipalName', 'primarySmtpAddress', 'mailbox', 'mailboxOwnerId', 'identity'),
    state: Object.hasOwn(STATES, state) ? (STATES[state] ?? null) : null,
    outside: Object.hasOwn(AUDIENCES, audience) ? (AUDIENCES[audience] ?? null) : null,
    from: row.instant('startTime', 'scheduledStartDateTime.dateTime'),
    until: row.instant('endTime', 'scheduledEndDateTime.dateTime'),
  };
}

/** Get-MobileDevice, Get-MobileDeviceStatistics. */
export interface MailClient {
  readonly mailbox: string | null;
  /** Model, system and kind of client, in words. */
  readonly name: string;
  /** `Allowed`, `Blocked`, `Quarantined` …, in Exchange's words. */
  readonly access: string | null;
  readonly lastSync: number | null;
}

/** `corp.example/Users/Alice/ExchangeActiveSyncDevices/iPhone§…`: the mailbox is the part before the devices. */
const OWNER = /^(?:.*[\\/])?([^\\/]+)[\\/]ExchangeActiveSyncDevices/i;

export function readMailClient(raw: SnapshotRow): MailClient {
  const row = new RowReader(raw);
  const parts = [
    row.text('friendlyName', 'deviceFriendlyName') ?? row.text('deviceModel', 'deviceType'),
    row.text('deviceOs', 'deviceOperatingSystem'),
    row.text('clientType'),
  ];
  return {
    mailbox:
      row.lower('userPrincipalName', 'primarySmtpAddress', 'mailbox') ??
      OWNER.exec(row.text('identity', 'distinguishedName') ?? '')?.[1]?.toLowerCase() ??
      row.lower('userDisplayName'),
    name: parts.filter((part) => part !== null).join(', '),
    access: row.text('deviceAccessState', 'status'),
    lastSync: row.instant('lastSuccessSync', 'lastSyncAttemptTime', 'whenChangedUtc', 'whenChanged'),
  };
}
