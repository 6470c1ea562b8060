/** What an IP range is to the organisation. */
export const RANGE_CATEGORIES = ['administrative', 'cloudProvider', 'corporate', 'risky', 'vpn', 'other'] as const;
export type RangeCategory = (typeof RANGE_CATEGORIES)[number];

/** As people read them. */
export const RANGE_CATEGORY_TITLES: Readonly<Record<RangeCategory, string>> = {
  administrative: 'Administrative',
  cloudProvider: 'Cloud provider',
  corporate: 'Corporate',
  risky: 'Risky',
  vpn: 'VPN',
  other: 'Other',
};

export const EXCLUSION_KINDS = ['user', 'group', 'address', 'device'] as const;
export type ExclusionKind = (typeof EXCLUSION_KINDS)[number];

/** Whom to leave out when lines are read; groups are resolved to their members' names when reading begins. */
export interface ExcludedNames {
  /** Full spellings, lower case. */
  readonly users: readonly string[];
  /** Account names, lower case: they hold with any domain in front. */
  readonly accounts: readonly string[];
  readonly devices: readonly string[];
  /** CIDR blocks and addresses. */
  readonly addresses: readonly string[];
}
