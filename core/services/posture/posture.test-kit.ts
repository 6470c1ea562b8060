/** Records of providers that prove findings, by rule, beside those that look like a proof and are none. */

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
/** A rule that was made in Outlook itself. */
const outlookRule = (user: string, actions: readonly object[]): object =>
  m365(user, 'UpdateInboxRules', {
    Workload: 'Exchange',
    MailboxOwnerUPN: user,
    OperationProperties: [
      { Name: 'RuleOperation', Value: 'AddMailboxRule' },
      { Name: 'RuleActions', Value: JSON.stringify(actions) },
    ],
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
const okta = (eventType: string): object => ({
  uuid: id(),
  published: `${when()}.000Z`,
  eventType,
  version: '0',
  severity: 'WARN',
  displayMessage: eventType,
  actor: { id: '00u1', type: 'User', alternateId: 'admin@corp.example', displayName: 'Admin' },
  client: { ipAddress: '192.0.2.1' },
  outcome: { result: 'SUCCESS' },
  target: [{ id: '0pr1', type: 'PolicyRule', alternateId: 'unknown', displayName: 'Require MFA' }],
});
const gcp = (methodName: string, serviceData: object): object => ({
  protoPayload: {
    '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
    authenticationInfo: { principalEmail: 'eve@corp.example' },
    requestMetadata: { callerIp: '192.0.2.9' },
    serviceName: 'storage.googleapis.com',
    methodName: `storage.${methodName}`,
    resourceName: 'projects/_/buckets/open',
    serviceData,
  },
  insertId: id(),
  logName: 'projects/p/logs/cloudaudit.googleapis.com%2Factivity',
  timestamp: `${when()}Z`,
  severity: 'NOTICE',
});
const ROOT = { type: 'Root', arn: 'arn:aws:iam::111122223333:root', principalId: '111122223333' };
const single = { clientAppUsed: 'Browser', authenticationRequirement: 'singleFactorAuthentication' };

/** By rule: records that prove it, beside those that must not. */
export const PROOFS: Readonly<Record<string, readonly object[]>> = {
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
  'forwarding-rule': [
    exchange('bob@corp.example', 'New-InboxRule', { Name: '.', ForwardTo: 'bob@evil.example' }),
    outlookRule('bob@corp.example', [
      { Recipients: ['bob@evil.example'], ForwardFlags: 'None', ActionType: 'Forward' },
    ]),
  ],
  'hiding-rule': [
    exchange('eve@corp.example', 'New-InboxRule', { Name: '..', MoveToFolder: 'RSS Feeds' }),
    outlookRule('eve@corp.example', [{ ActionType: 'Delete' }]),
  ],
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
export const NO_PROOFS = [
  entra('good@corp.example', { clientAppUsed: 'Browser', authenticationRequirement: 'multiFactorAuthentication' }),
  exchange('good@corp.example', 'New-InboxRule', { Name: 'News', MoveToFolder: 'News' }),
  m365('good@corp.example', 'Disable Strong Authentication.', { ResultStatus: 'Failure' }),
  github('repo.access', { repo: 'example-org/closed', visibility: 'private' }),
];

/** As PROOFS, for rules that another test wants unseen beside those. */
export const MORE_PROOFS: Readonly<Record<string, readonly object[]>> = {
  'legacy-authentication-tried': [
    entra('old@corp.example', {
      clientAppUsed: 'IMAP4',
      status: { errorCode: 50126, failureReason: 'Invalid username or password' },
    }),
  ],
  'app-password': [
    m365('bob@corp.example', 'User registered security info.', {
      ModifiedProperties: [{ Name: 'Method', NewValue: 'App Password', OldValue: '' }],
    }),
  ],
  'security-defaults-off': [
    m365('admin@corp.example', 'Disable security defaults.', {
      ModifiedProperties: [{ Name: 'SecurityDefaultsEnforcement', NewValue: 'False', OldValue: 'True' }],
    }),
  ],
  'sign-on-policy-off': [okta('policy.rule.deactivate')],
  'saml-disabled': [github('org.disable_saml')],
  'access-key-created': [aws('CreateAccessKey', { type: 'IAMUser', userName: 'eve' })],
  'guest-invited': [
    m365('bob@corp.example', 'Invite external user.', { Target: [{ ID: 'dan@partner.example', Type: 5 }] }),
  ],
  impersonation: [
    m365('admin@corp.example', 'MailItemsAccessed', {
      Workload: 'Exchange',
      LogonType: 1,
      MailboxOwnerUPN: 'bob@corp.example',
    }),
  ],
  'transport-rule': [
    exchange('admin@corp.example', 'New-TransportRule', { Name: 'Copy', BlindCopyTo: 'x@evil.example' }),
  ],
  'external-sharing': [
    m365('bob@corp.example', 'SharingInvitationCreated', {
      Workload: 'SharePoint',
      ObjectId: 'https://x.example/a.docx',
      TargetUserOrGroupName: 'dan@partner.example',
      TargetUserOrGroupType: 'Guest',
    }),
  ],
  'sharing-policy-changed': [m365('admin@corp.example', 'SharingPolicyChanged', { Workload: 'SharePoint' })],
  'public-cloud-grant': [
    gcp('SetIamPolicy', {
      policyDelta: { bindingDeltas: [{ action: 'ADD', role: 'roles/storage.objectViewer', member: 'allUsers' }] },
    }),
  ],
};
