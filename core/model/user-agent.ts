/** What a user agent string says, in the terms of ECS `user_agent.*`. */
export interface UserAgent {
  /** A browser's or client's name; null where the string names none that is known. */
  readonly name: string | null;
  /** As the client writes it, `124.0.0.0`. */
  readonly version: string | null;
  /** `browser`: a person's browser; `app`: any other client a person uses; `script`: an HTTP library or tool; `crawler`. */
  readonly kind: 'browser' | 'app' | 'script' | 'crawler' | 'unknown';
  readonly os: string | null;
  readonly osVersion: string | null;
  /** Null where the string says nothing of it. */
  readonly device: 'desktop' | 'mobile' | 'tablet' | 'other' | null;
  readonly tags: readonly UserAgentTag[];
}

export const USER_AGENT_TAGS = [
  'nativeClient',
  'outdatedBrowser',
  'outdatedOs',
  'robot',
  'legacyAuthentication',
] as const;
export type UserAgentTag = (typeof USER_AGENT_TAGS)[number];

export const USER_AGENT_TAG_TITLES: Readonly<Record<UserAgentTag, string>> = {
  nativeClient: 'Native client',
  outdatedBrowser: 'Outdated browser',
  outdatedOs: 'Outdated operating system',
  robot: 'Robot',
  legacyAuthentication: 'Legacy authentication',
};
