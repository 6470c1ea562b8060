/** Files of Exchange's state in the shapes that collectors write: which kind each is, and what it says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SnapshotRow } from '../model/snapshot.ts';
import {
  readAuditSettings,
  readMailboxAccess,
  readMailboxAudit,
  readMailFlowRule,
  readRule,
  readSnapshots,
} from './index.ts';

const readSnapshot = (name: string, text: string): ReturnType<typeof readSnapshots>[number] | null =>
  readSnapshots(name, text)[0] ?? null;

const csv = (...lines: readonly string[]): string => lines.join('\r\n');
function rowsOf(name: string, text: string, kind: string): readonly SnapshotRow[] {
  const file = readSnapshot(name, text);
  expect(file?.kind).toBe(kind);
  return file?.rows ?? [];
}

describe('Microsoft-Extractor-Suite', () => {
  it('writes mail flow rules with their actions in words', () => {
    const text = csv(
      '"Name","Description","CreatedBy","WhenChanged","State","Priority","Mode"',
      '"Journal","If the message:',
      "\tIs from 'ceo@corp.example'",
      'Take the following actions:',
      "\tSet audit severity level to 'Low'",
      "\tand Redirect the message to 'a@mail.example' and Blind carbon copy(Bcc) the message to 'b@mail.example'",
      'Except if the message:',
      "\tIs sent to 'c@mail.example'",
      '","admin","3/4/2026 9:00:00 AM","Enabled","0","Enforce"',
    );
    expect(rowsOf('20260304-TransportRules.csv', text, 'mailFlowRules').map(readMailFlowRule)).toEqual([
      {
        name: 'Journal',
        inForce: true,
        sendsTo: ['a@mail.example', 'b@mail.example'],
        skipsFilter: false,
        drops: false,
      },
    ]);
  });

  it('writes access to mailboxes as lists of people', () => {
    const text = csv(
      '"UserPrincipalName","DisplayName","RecipientTypeDetails","FullAccessUsers","FullAccessPermissions","SendAsUsers","SendAsPermissions","SendOnBehalfUsers","CalendarUsers","InboxUsers","FullAccessCount"',
      '"bob@corp.example","Bob","UserMailbox","Eve Doe (eve@corp.example); S-1-5-21-1","Eve - Rights: FullAccess","","","dan","","Ann (ann@corp.example) - Reviewer","1"',
    );
    const [found = []] = rowsOf('MailboxPermissions.csv', text, 'mailboxAccess').map(readMailboxAccess);
    expect(found.map(({ holder, right }) => [holder, right])).toEqual([
      ['eve@corp.example', 'fullAccess'],
      ['dan', 'sendOnBehalf'],
      ['ann@corp.example', 'folder'],
    ]);
  });

  it('writes what comes about of auditing', () => {
    const text = csv(
      '"UserPrincipalName","DisplayName","AuditEnabled","AuditBypassEnabled","EffectiveAuditState"',
      '"a@corp.example","A","False","False","Enabled (Organization Policy)"',
      '"b@corp.example","B","True","True","Bypassed"',
      '"c@corp.example","C","True","False","Disabled"',
    );
    expect(rowsOf('MailboxAuditStatus.csv', text, 'mailboxAudit').map(readMailboxAudit)).toEqual([
      { mailbox: 'a@corp.example', bypassed: false, audited: true },
      { mailbox: 'b@corp.example', bypassed: true, audited: false },
      { mailbox: 'c@corp.example', bypassed: false, audited: false },
    ]);
  });
});

describe('Hawk', () => {
  it('writes the configuration as lists', () => {
    const text = csv(
      '',
      'AdminAuditLogEnabled            : True',
      'UnifiedAuditLogIngestionEnabled : False',
      'AdminAuditLogCmdlets            : {*,',
      '                                  New-*}',
      'Name : Admin Audit Log',
      '',
      '',
    );
    expect(rowsOf('AdminAuditLogConfig.txt', text, 'auditSettings').map(readAuditSettings)).toEqual([
      { organisation: 'Admin Audit Log', unifiedLog: false, adminLog: true, mailboxes: null },
    ]);
  });

  it('writes sweep rules, which are rules of a mailbox', () => {
    const text = csv(
      '"RuleId","Name","Enabled","Provider","Sender","SourceFolder","DestinationFolder","KeepForDays","KeepLatest","MailboxOwnerId"',
      '"x1==","From the bank","True","Exchange16","bank@pay.example","Inbox","RSS Feeds","","1","bob"',
    );
    expect(rowsOf('All_SweepRules.csv', text, 'inboxRules').map(readRule)).toMatchObject([
      {
        mailbox: 'bob',
        name: 'From the bank',
        enabled: true,
        hides: true,
        does: ['moves to RSS Feeds'],
        when: ['from bank@pay.example'],
      },
    ]);
  });

  it('writes who may impersonate', () => {
    const text = csv(
      '"Role","RoleAssignee","RoleAssigneeType","EffectiveUserName","Name"',
      '"ApplicationImpersonation","Backup Ops","RoleGroup","svc-backup","ApplicationImpersonation-Backup"',
    );
    expect(rowsOf('Impersonation_Rights.csv', text, 'mailboxAccess').flatMap(readMailboxAccess)).toEqual([
      { mailbox: null, holder: 'svc-backup', right: 'impersonation', isShared: false },
    ]);
  });
});

describe('cmdlets', () => {
  it('write a row for each right; what is inherited, denied or the mailbox’s own is left out', () => {
    const head = '"Identity","User","AccessRights","IsInherited","Deny"';
    const row = (user: string, rights: string, inherited = 'False', deny = 'False') =>
      `"bob","${user}","${rights}","${inherited}","${deny}"`;
    const text = csv(
      head,
      row('eve@corp.example', '{FullAccess}'),
      row('x', 'FullAccess', 'True'),
      row('y', 'FullAccess', 'False', 'True'),
      row('NT AUTHORITY\\SELF', 'FullAccess'),
      row('z', 'ReadPermission'),
    );
    expect(rowsOf('p.csv', text, 'mailboxAccess').flatMap(readMailboxAccess)).toEqual([
      { mailbox: 'bob', holder: 'eve@corp.example', right: 'fullAccess', isShared: false },
    ]);
  });

  it('give rules of which only those in force count', () => {
    const rule = (more: object) => readMailFlowRule({ Name: 'n', RedirectMessageTo: ['x@mail.example'], ...more });
    expect(rule({ State: 'Enabled', Mode: 'Enforce' })).toMatchObject({ inForce: true, sendsTo: ['x@mail.example'] });
    expect(
      [rule({ State: 'Disabled' }), rule({ State: 'Enabled', Mode: 'AuditAndNotify' })].map(({ inForce }) => inForce),
    ).toEqual([false, false]);
  });
});

it('never throws, whatever a file holds', () => {
  const line = fc.oneof(fc.string(), fc.constantFrom('Name : x', 'State:y', '  more', '', 'a,b', '{}'));
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const rows = readSnapshot('f.txt', lines.join('\n'))?.rows ?? [];
      for (const row of rows)
        for (const read of [readMailFlowRule, readMailboxAccess, readMailboxAudit, readAuditSettings]) read(row);
    }),
  );
});
