/** State of a tenant beside its events: what was so at the moment of an export. */
export const SNAPSHOT_KINDS = [
  'users',
  'groups',
  'roles',
  'devices',
  'servicePrincipals',
  'delegatedGrants',
  'appRoleAssignments',
  'mfaRegistration',
  'conditionalAccess',
  'namedLocations',
  'inboxRules',
  'mailboxes',
  'mailboxAccess',
  'mailboxAudit',
  'mailFlowRules',
  'auditSettings',
  'oauthApps',
  'files',
  'secureScore',
  'licences',
  'mailClients',
  'autoReplies',
  'baseline',
] as const;
export type SnapshotKind = (typeof SNAPSHOT_KINDS)[number];

/** One object of the tenant under the names of its export. */
export type SnapshotRow = Readonly<Record<string, unknown>>;
