/** State of tenants: files in, objects under one name each out. Pure; never throws on any object. */

export { APP_ROLE_NAMES } from './app-role-names.ts';
export {
  type AppCredential,
  type AppGrant,
  readAssignment,
  readGovernedApp,
  readGrant,
  readServicePrincipal,
} from './apps.ts';
export { readAuditSettings, readMailboxAudit } from './audit-settings.ts';
export { type BaselineResult, readBaseline } from './baseline.ts';
export { compareSnapshots } from './compare.ts';
export { type ListedFile, readFile } from './files.ts';
export { identityOf, nameOf } from './identity-of.ts';
export { type InboxRule, readMailbox, readRule } from './mail.ts';
export { type AutoReply, type MailClient, readAutoReply, readMailClient } from './mail-clients.ts';
export { type MailFlowRule, readMailFlowRule } from './mail-flow.ts';
export { type MailboxAccess, type MailboxRight, readMailboxAccess } from './mailbox-access.ts';
export { type RoleHolding, readDevice, readGroup, readLicence, readMfa, readRoles, readUser } from './people.ts';
export { type AccessPolicy, readLocation, readPolicy } from './policies.ts';
export { type BadLines, badLinesText, readSnapshots, type SnapshotFile, whyNoSnapshot } from './read-snapshot.ts';
export { GLOBAL_ADMINISTRATOR, isAdminRole } from './role-names.ts';
export { isMet, readScoreControls, readSecureScore, type ScoreControl, type SecureScore } from './score.ts';
