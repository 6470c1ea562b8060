/** Whose activities are stored, and whose are private. */
export const SCOPE_KINDS = ['include', 'exclude'] as const;

/** A rule about the members of some groups. */
export interface ScopeRule {
  readonly kind: (typeof SCOPE_KINDS)[number];
  /** Groups of the directory, or EXTERNAL_USERS. */
  readonly groups: readonly string[];
  /** Catalog ids; null: every app. */
  readonly apps: readonly string[] | null;
}

/** The group of everybody whose mail domain is not the organisation's: it needs no directory, only the managed domains. */
export const EXTERNAL_USERS = 'External users';

/** Reason under which ledgers count activities that the rules leave out. */
export const OUT_OF_SCOPE = 'out-of-scope';
