import type { SnapshotKind } from '../../core/model/snapshot.ts';

const TITLES: Readonly<Record<string, string>> & Readonly<Record<SnapshotKind, string>> = {
  users: 'Users',
  groups: 'Groups',
  roles: 'Roles',
  devices: 'Devices',
  servicePrincipals: 'Service principals and apps',
  delegatedGrants: 'Consent grants',
  appRoleAssignments: 'App role assignments',
  mfaRegistration: 'MFA registration',
  conditionalAccess: 'Conditional Access policies',
  namedLocations: 'Named locations',
  inboxRules: 'Inbox rules',
  mailboxes: 'Mailboxes',
  mailboxAccess: 'Access to mailboxes',
  mailboxAudit: 'Auditing of mailboxes',
  mailFlowRules: 'Mail flow rules',
  auditSettings: 'Audit settings',
  oauthApps: 'Governed OAuth apps',
  files: 'Files',
  secureScore: 'Secure Score',
  licences: 'Licences',
  mailClients: 'Phones that fetch mail',
  autoReplies: 'Automatic replies',
  baseline: 'Results of baseline checks',
};

/** A kind of snapshots as people call it. */
export function kindTitle(kind: string): string {
  return TITLES[kind] ?? kind;
}
