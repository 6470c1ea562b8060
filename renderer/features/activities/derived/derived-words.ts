import type { FileRow } from '../../../../core/contract/files.ts';

/** Ids of reasons as columns name them; panels have the engine's own titles. */
export const REASON_TITLES: Readonly<Record<string, string>> = {
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

export const HINT_TITLES: Readonly<Record<string, string>> = {
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

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A sharing level and how far it reaches. */
export const LEVEL_TONES = { private: 'none', internal: 'low', external: 'medium', public: 'high' } as const;

/** What tells who can reach a file; null where nothing does. */
export function basisWords(file: Pick<FileRow, 'basis' | 'inheritedFrom'>): string | null {
  if (file.basis === 'folder') return `inherited from ${file.inheritedFrom ?? 'its folder'}`;
  return file.basis === null ? null : BASES[file.basis];
}

const BASES = {
  activity: 'by an act of sharing',
  linkUse: 'by the use of a link',
  listing: 'by a listing',
} as const;
