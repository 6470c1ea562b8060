import type { SnapshotKind } from '../../../../core/model/snapshot.ts';

const TITLES: Readonly<Record<SnapshotKind, string>> = {
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
  oauthApps: 'Governed OAuth apps',
  files: 'Files',
};

/** Kinds of snapshots as people call them. */
export const KIND_TITLES: Readonly<Record<string, string>> = TITLES;
