/**
 * What tables of accounts, files, OAuth apps and findings write in place of codes: screens, filters and exports for spreadsheets have the same
 * words, and JSON keeps the codes.
 */
import type { FILE_LEVEL_BASES } from './activity.ts';

/** Reasons to look closer at an account, as short as a cell needs them; panels have whole sentences. */
export const REASON_WORDS: Readonly<Record<string, string>> = {
  failedSignIns: 'failed sign-ins',
  countries: 'several countries',
  afterEnd: 'active after its end',
  mfaRemoved: 'factor removed',
  roleGranted: 'role granted',
  externalAdmin: 'external administrator',
  staleAdmin: 'idle administrator',
  forwarding: 'mail forwarding',
  inboxRule: 'inbox rule',
  delegation: 'mailbox delegated',
  consent: 'consent to an app',
  sharedPublicly: 'shared with anyone',
  keyCreated: 'key created',
  disabledActive: 'disabled, and active',
  adminNoMfa: 'administrator without a second factor',
  guestAdmin: 'guest with an administrative role',
  ruleOutside: 'rule sends mail outside',
  ruleHides: 'rule hides mail',
  mailboxOutside: 'mailbox forwards outside',
};

/** What is noticed of an OAuth app. */
export const HINT_WORDS: Readonly<Record<string, string>> = {
  misleadingName: 'misleading name',
  highFew: 'high permissions, few users',
  userAdminScope: 'administrative permissions by user consent',
  externalConsent: 'authorized from outside',
  stale: 'unused',
  credentialAdded: 'credentials added',
  bannedUsed: 'banned and used',
  unverified: 'publisher not verified',
  unusedGrant: 'consented, not used',
  appOnlyHigh: 'high permissions without a user',
  noOwner: 'no owner',
  secretExpired: 'expired credentials',
  secretLong: 'long-lived credentials',
};

/** What tells who can reach a file. */
export const BASIS_WORDS: Readonly<Record<(typeof FILE_LEVEL_BASES)[number], string>> = {
  activity: 'by an act of sharing',
  linkUse: 'by the use of a link',
  listing: 'by a listing',
  folder: 'inherited',
};

/** Who made an OAuth app. */
export const ORIGIN_WORDS = { microsoft: 'Microsoft', own: 'Own organisation', external: 'Somebody else' } as const;

/** Whether a finding of posture was seen. */
export const FINDING_WORDS = { found: 'Found', notSeen: 'Not seen', noLogs: 'No data for it' } as const;

/** What proves a finding. */
export const PROOF_WORDS = { activities: 'Activities', state: 'Snapshot' } as const;

/** Whether an account has a second factor, as filters ask for it. */
export const FACTOR_WORDS = { yes: 'Registered', no: 'None' } as const;
