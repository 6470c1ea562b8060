/** Findings that activities prove: each rule on records of its own, and counts as the activity log counts. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proofBit, provable } from '../../connectors/index.ts';
import { METHODS } from '../../contract/methods.ts';
import { ACTIVITY_TYPES, type ActivityType } from '../../model/activity-types.ts';
import { ACTIVITY_FILTER_FIELDS, evaluate, parseFilter } from '../../query/index.ts';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import { countOlderBlocks, deriveFacts } from '../../store/activities/record-facts.ts';
import { openReader, type ReadConnection } from '../../store/open.ts';
import { createTestWorkspace, type TestWorkspace } from '../../store/store.test-kit.ts';
import { findActivities } from '../activities/question.ts';
import { TEST_CATALOG } from '../discovery/discovery.test-kit.ts';
import { WorkspaceView } from '../workspace-view.ts';
import { getPosture, listPosture } from './queries.ts';
import { POSTURE_RULES } from './rules.ts';

let serial = 0;
const id = (): string => `30000000-0000-4000-8000-${String(serial++).padStart(12, '0')}`;
const when = (): string => new Date(Date.UTC(2025, 2, 4, 9, serial)).toISOString().slice(0, 19);
const m365 = (UserId: string, Operation: string, more: object = {}): object => ({
  CreationTime: when(),
  Id: id(),
  Operation,
  Workload: 'AzureActiveDirectory',
  UserId,
  UserType: 0,
  ...more,
});
const exchange = (user: string, operation: string, parameters: Record<string, string>): object =>
  m365(user, operation, {
    Workload: 'Exchange',
    ObjectId: 'bob@corp.example',
    Parameters: Object.entries(parameters).map(([Name, Value]) => ({ Name, Value })),
  });
const entra = (userPrincipalName: string, more: object): object => ({
  id: id(),
  createdDateTime: `${when()}Z`,
  userPrincipalName,
  appId: 'x',
  conditionalAccessStatus: 'success',
  ipAddress: '192.0.2.1',
  status: { errorCode: 0 },
  ...more,
});
const aws = (eventName: string, userIdentity: object, more: object = {}): object => ({
  eventVersion: '1.08',
  eventTime: `${when()}Z`,
  eventSource: 'iam.amazonaws.com',
  eventName,
  awsRegion: 'us-east-1',
  sourceIPAddress: '192.0.2.9',
  userIdentity,
  eventID: id(),
  ...more,
});
const github = (action: string, more: object = {}): object => ({
  '@timestamp': Date.UTC(2025, 2, 4, 10, serial),
  _document_id: `d${serial++}`,
  action,
  actor: 'alice-gh',
  org: 'example-org',
  ...more,
});
const ROOT = { type: 'Root', arn: 'arn:aws:iam::111122223333:root', principalId: '111122223333' };
const single = { clientAppUsed: 'Browser', authenticationRequirement: 'singleFactorAuthentication' };

/** By rule: records that prove it, beside those that must not. */
const PROOFS: Readonly<Record<string, readonly object[]>> = {
  'legacy-authentication': [
    entra('old@corp.example', { clientAppUsed: 'IMAP4' }),
    m365('old@corp.example', 'UserLoggedIn', { ExtendedProperties: [{ Name: 'UserAgent', Value: 'BAV2ROPC' }] }),
  ],
  'admin-without-mfa': [entra('admin@corp.example', single)],
  'sign-in-without-mfa': [entra('bob@corp.example', single)],
  'mfa-removed': [
    m365('admin@corp.example', 'Disable Strong Authentication.', { Target: [{ ID: 'bob@corp.example', Type: 5 }] }),
  ],
  'mfa-enforcement-off': [github('org.disable_two_factor_requirement')],
  'conditional-access-removed': [
    m365('admin@corp.example', 'Update conditional access policy.', {
      ModifiedProperties: [{ Name: 'ConditionalAccessPolicy', NewValue: '{"displayName":"MFA","state":"disabled"}' }],
    }),
  ],
  'domain-changed': [m365('admin@corp.example', 'Set federation settings on domain.')],
  'audit-changed': [
    exchange('admin@corp.example', 'Set-AdminAuditLogConfig', { UnifiedAuditLogIngestionEnabled: 'False' }),
    aws('StopLogging', { type: 'IAMUser', userName: 'eve' }, { eventSource: 'cloudtrail.amazonaws.com' }),
  ],
  'mail-forwarding': [exchange('bob@corp.example', 'Set-Mailbox', { ForwardingSmtpAddress: 'smtp:bob@evil.example' })],
  'forwarding-rule': [exchange('bob@corp.example', 'New-InboxRule', { Name: '.', ForwardTo: 'bob@evil.example' })],
  'hiding-rule': [exchange('eve@corp.example', 'New-InboxRule', { Name: '..', MoveToFolder: 'RSS Feeds' })],
  'mailbox-delegation': [exchange('admin@corp.example', 'Add-MailboxPermission', { AccessRights: 'FullAccess' })],
  'public-links': [
    m365('bob@corp.example', 'AnonymousLinkCreated', { Workload: 'OneDrive', ObjectId: 'https://x.example/a.docx' }),
  ],
  'root-used': [
    aws('ConsoleLogin', ROOT, {
      responseElements: { ConsoleLogin: 'Success' },
      additionalEventData: { MFAUsed: 'No' },
    }),
  ],
  'root-access-key': [aws('CreateAccessKey', ROOT)],
  'app-credential-added': [
    m365('admin@corp.example', 'Add service principal credentials.', { Target: [{ ID: 'Helper', Type: 1 }] }),
  ],
  'user-consent': [
    m365('bob@corp.example', 'Consent to application.', {
      ModifiedProperties: [{ Name: 'ConsentContext.IsAdminConsent', NewValue: 'False' }],
    }),
  ],
  'tenant-wide-consent': [
    m365('admin@corp.example', 'Consent to application.', {
      ModifiedProperties: [{ Name: 'ConsentContext.IsAdminConsent', NewValue: 'True' }],
    }),
  ],
  'role-granted': [
    m365('admin@corp.example', 'Add member to role.', { Target: [{ ID: 'admin@corp.example', Type: 5 }] }),
  ],
  'open-to-internet': [
    aws(
      'AuthorizeSecurityGroupIngress',
      { type: 'IAMUser', userName: 'eve' },
      {
        eventSource: 'ec2.amazonaws.com',
        requestParameters: {
          groupId: 'sg-1',
          ipPermissions: { items: [{ ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] },
        },
      },
    ),
  ],
  'repository-public': [
    github('repo.access', { repo: 'example-org/app', visibility: 'public', previous_visibility: 'private' }),
  ],
  'branch-protection-removed': [github('protected_branch.destroy', { repo: 'example-org/app' })],
};
/** What looks like a proof and is none. */
const NO_PROOFS = [
  entra('good@corp.example', { clientAppUsed: 'Browser', authenticationRequirement: 'multiFactorAuthentication' }),
  exchange('good@corp.example', 'New-InboxRule', { Name: 'News', MoveToFolder: 'News' }),
  m365('good@corp.example', 'Disable Strong Authentication.', { ResultStatus: 'Failure' }),
  github('repo.access', { repo: 'example-org/closed', visibility: 'private' }),
];

let workspace: TestWorkspace;
let reader: ReadConnection;
let view: WorkspaceView;
beforeAll(() => {
  workspace = createTestWorkspace();
  reader = openReader(workspace.folder);
  view = new WorkspaceView(reader, workspace.folder, TEST_CATALOG, () => '2026-01-01');
  const lines = [...NO_PROOFS, ...Object.values(PROOFS).flat()].map((record) => JSON.stringify(record));
  importActivities(workspace, lines, { slices: 3 });
});
afterAll(() => {
  reader.close();
  workspace.close();
});

const list = (input: object = {}) => view.read(() => listPosture(view, METHODS['posture.list'].input.parse(input)));
const get = (rule: string) => view.read(() => getPosture(view, rule));

describe('posture', () => {
  it.each(Object.keys(PROOFS))('%s is found in records that prove it', (rule) => {
    const { row, affected } = get(rule);
    expect(row.state).toBe('found');
    expect(row.events).toBeGreaterThanOrEqual(PROOFS[rule]?.length ?? 1);
    expect(affected.every(({ ref }) => /^\d+\.\d+$/.test(ref))).toBe(true);
    expect(affected.map(({ name }) => name)).not.toContain('good@corp.example');
  });

  it('names whom a finding affects', () => {
    expect(get('mfa-removed').affected.map(({ name }) => name)).toEqual(['bob@corp.example']);
    expect(
      get('admin-without-mfa')
        .affected.map(({ name }) => name)
        .sort(),
    ).toEqual(['admin@corp.example', 'root']);
    expect(get('sign-in-without-mfa').affected.map(({ name }) => name)).toEqual(['bob@corp.example']);
    expect(get('legacy-authentication').affected).toMatchObject([{ name: 'old@corp.example', events: 2 }]);
  });

  it('tells what was not seen from what no log would show', () => {
    const states = new Map(list({ limit: 100 }).rows.map(({ id: rule, state }) => [rule, state]));
    expect(states.get('transport-rule')).toBe('notSeen');
    expect(states.get('sign-on-policy-off')).toBe('noLogs');
    expect(states.size).toBe(POSTURE_RULES.length);
    expect(list({ filter: 'state:found and severity:high' }).rows.every(({ severity }) => severity === 'high')).toBe(
      true,
    );
  });

  it.each(POSTURE_RULES.filter(({ proof, who }) => proof === undefined && who === undefined))(
    '$id counts what its filter finds',
    ({ id: rule, filter }) => {
      const events = view.read(() => findActivities(view, { filter }, () => false).events);
      expect(get(rule).row.events).toBe(events);
    },
  );

  it('has rules with names of their own', () => {
    expect(new Set(POSTURE_RULES.map(({ id: rule }) => rule)).size).toBe(POSTURE_RULES.length);
  });

  it('looks into the record of every activity that a rule asks it of', () => {
    const words = ['conditional', 'access', 'policy', 'app', 'password', 'security', 'info', 'defaults', '2FA_disable'];
    const operation = fc.oneof(
      fc.array(fc.constantFrom(...words), { maxLength: 4 }).map((parts) => parts.join(' ')),
      fc.constantFrom('google.cloud.SetIamPolicy', 'AuthorizeSecurityGroupIngress', 'org.two_factor_requirement.x'),
    );
    const type = fc.constantFrom(...(Object.keys(ACTIVITY_TYPES) as ActivityType[]));
    fc.assert(
      fc.property(type, operation, fc.constantFrom('success', 'unknown'), (kind, name, outcome) => {
        const record = { type: kind, operation: name, outcome };
        for (const { proof, filter } of POSTURE_RULES) {
          if (proof === undefined) continue;
          const isAsked =
            evaluate(parseFilter(filter, ACTIVITY_FILTER_FIELDS), record, ACTIVITY_FILTER_FIELDS) === true;
          if (isAsked) expect(provable(kind, name) & proofBit(proof), `${proof} of ${name}`).not.toBe(0);
        }
      }),
    );
  });

  it('says the same of blocks from before imports looked into records, and once they are read', () => {
    const found = list({ limit: 100 }).rows;
    const { db } = workspace;
    db.prepare('DELETE FROM activity_column WHERE col IN (24, 66)').run();
    const older = new WorkspaceView(reader, workspace.folder, TEST_CATALOG, () => '2026-01-01');
    const listOlder = () =>
      older.read(() => listPosture(older, METHODS['posture.list'].input.parse({ limit: 100 }))).rows;
    expect(listOlder()).toEqual(found);
    expect(countOlderBlocks(db)).toBeGreaterThan(0);
    while (deriveFacts(db));
    expect(countOlderBlocks(db)).toBe(0);
    expect(db.prepare('SELECT count(*) FROM activity_column WHERE col = 66').pluck().get()).toBeGreaterThan(0);
    expect(listOlder()).toEqual(found);
  });
});
