/** Apps, policies and places of the sample's tenant. */
import { MAIL_APP, TENANT } from '../activities/write.ts';

const GRAPH = '5e7f1ce0-0000-4000-8000-000000000001';
const MAIL = '5e7f1ce0-0000-4000-8000-000000000002';
/** Runs by itself, with a role of its own. */
export const NIGHTLY = '5e7f1ce0-0000-4000-8000-000000000003';
const TRAVEL = '5e7f1ce0-0000-4000-8000-000000000004';
const ELSEWHERE = '22222222-aaaa-4bbb-8ccc-00000000c0de';
const FILES_READ_WRITE = '75359482-378d-4052-8f01-80520e7db3cd';

const app = (id: string, appId: string, displayName: string, more: object): object => ({
  id,
  appId,
  displayName,
  servicePrincipalType: 'Application',
  accountEnabled: true,
  ...more,
});

export const APPS: readonly object[] = [
  app(GRAPH, '00000003-0000-0000-c000-000000000000', 'Microsoft Graph', {
    appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    signInAudience: 'AzureADMultipleOrgs',
    verifiedPublisher: { displayName: null },
    appRoles: [{ id: FILES_READ_WRITE, value: 'Files.ReadWrite.All' }],
  }),
  app(MAIL, MAIL_APP, 'Mail Backup Pro', {
    appOwnerOrganizationId: ELSEWHERE,
    signInAudience: 'AzureADandPersonalMicrosoftAccount',
    publisherName: 'Default Directory',
    verifiedPublisher: { displayName: null },
    owners: [],
    replyUrls: ['https://mail-backup.example.org/callback'],
    createdDateTime: '2026-01-09T10:00:00Z',
  }),
  app(NIGHTLY, '7c0ffee0-0000-4000-8000-00000000d0e5', 'Nightly export', {
    appOwnerOrganizationId: TENANT,
    signInAudience: 'AzureADMyOrg',
    verifiedPublisher: { displayName: null },
    owners: [],
    createdDateTime: '2022-05-04T08:00:00Z',
    passwordCredentials: [
      { displayName: 'first', startDateTime: '2022-05-04T08:00:00Z', endDateTime: '2024-05-04T08:00:00Z' },
      { displayName: 'for ever', startDateTime: '2024-05-01T08:00:00Z', endDateTime: '2099-12-31T00:00:00Z' },
    ],
  }),
  app(TRAVEL, '7c0ffee0-0000-4000-8000-00000000f117', 'Travel Planner', {
    appOwnerOrganizationId: ELSEWHERE,
    signInAudience: 'AzureADMultipleOrgs',
    verifiedPublisher: { displayName: 'Example Travel Ltd' },
    owners: [],
    createdDateTime: '2024-02-11T08:00:00Z',
  }),
];

/** @param consented object id of who gave the mail app access; undefined while nobody did */
export function grants(consented: string | undefined): object[] {
  const grant = (clientId: string, consentType: string, principalId: string | null, scope: string): object => ({
    clientId,
    consentType,
    principalId,
    resourceId: GRAPH,
    scope,
  });
  return [
    grant(TRAVEL, 'AllPrincipals', null, 'openid profile User.Read Calendars.ReadWrite'),
    ...(consented === undefined
      ? []
      : [grant(MAIL, 'Principal', consented, 'Mail.ReadWrite offline_access User.Read')]),
  ];
}

export const ASSIGNMENTS: readonly object[] = [
  {
    appRoleId: FILES_READ_WRITE,
    principalId: NIGHTLY,
    principalType: 'ServicePrincipal',
    principalDisplayName: 'Nightly export',
    resourceId: GRAPH,
    resourceDisplayName: 'Microsoft Graph',
  },
];

const EVERYBODY = { users: { includeUsers: ['All'] }, applications: { includeApplications: ['All'] } };

export const POLICIES: readonly object[] = [
  {
    id: '0c0ffee0-0000-4000-8000-000000000001',
    displayName: 'Require MFA for all users',
    state: 'enabled',
    createdDateTime: '2024-03-01T09:00:00Z',
    conditions: {
      ...EVERYBODY,
      clientAppTypes: ['all'],
      locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
    },
    grantControls: { operator: 'OR', builtInControls: ['mfa'] },
  },
  {
    id: '0c0ffee0-0000-4000-8000-000000000002',
    displayName: 'Block legacy authentication',
    state: 'enabledForReportingButNotEnforced',
    createdDateTime: '2024-03-01T09:00:00Z',
    conditions: { ...EVERYBODY, clientAppTypes: ['exchangeActiveSync', 'other'] },
    grantControls: { operator: 'OR', builtInControls: ['block'] },
  },
];

export const LOCATIONS: readonly object[] = [
  {
    id: '10ca7100-0000-4000-8000-000000000001',
    displayName: 'Offices',
    isTrusted: true,
    ipRanges: [{ cidrAddress: '203.0.113.0/24' }],
  },
  {
    id: '10ca7100-0000-4000-8000-000000000002',
    displayName: 'VPN',
    isTrusted: true,
    ipRanges: [{ cidrAddress: '198.0.0.0/8' }],
  },
];
