/**
 * Nouns of the app catalog: what an app is, what is known of it, and what its score says.
 * Unknown is always absence: a factor nobody vouches for has no entry, so that ignorance never looks like a "no" or a "yes".
 */

/** The closed list of app categories, in the order screens show them. */
export const CATEGORIES = [
  { id: 'accounting-and-finance', name: 'Accounting and finance' },
  { id: 'advertising', name: 'Advertising' },
  { id: 'ai-mcp-server', name: 'AI – MCP server' },
  { id: 'ai-model-provider', name: 'AI – model provider' },
  { id: 'business-intelligence', name: 'Business intelligence' },
  { id: 'business-management', name: 'Business management' },
  { id: 'cloud-computing-platform', name: 'Cloud computing platform' },
  { id: 'cloud-storage', name: 'Cloud storage' },
  { id: 'code-hosting', name: 'Code hosting' },
  { id: 'collaboration', name: 'Collaboration' },
  { id: 'communications', name: 'Communications' },
  { id: 'consumer', name: 'Consumer' },
  { id: 'content-management', name: 'Content management' },
  { id: 'content-sharing', name: 'Content sharing' },
  { id: 'crm', name: 'CRM' },
  { id: 'customer-support', name: 'Customer support' },
  { id: 'data-analytics', name: 'Data analytics' },
  { id: 'development-tools', name: 'Development tools' },
  { id: 'e-commerce', name: 'E-commerce' },
  { id: 'education', name: 'Education' },
  { id: 'forums', name: 'Forums' },
  { id: 'generative-ai', name: 'Generative AI' },
  { id: 'health', name: 'Health' },
  { id: 'hosting-services', name: 'Hosting services' },
  { id: 'human-resource-management', name: 'Human-resource management' },
  { id: 'internet-of-things', name: 'Internet of Things' },
  { id: 'it-services', name: 'IT services' },
  { id: 'marketing', name: 'Marketing' },
  { id: 'media', name: 'Media' },
  { id: 'news-and-entertainment', name: 'News and entertainment' },
  { id: 'online-meetings', name: 'Online meetings' },
  { id: 'operations-management', name: 'Operations management' },
  { id: 'personal-instant-messaging', name: 'Personal instant messaging' },
  { id: 'product-design', name: 'Product design' },
  { id: 'productivity', name: 'Productivity' },
  { id: 'project-management', name: 'Project management' },
  { id: 'property-management', name: 'Property management' },
  { id: 'sales', name: 'Sales' },
  { id: 'security', name: 'Security' },
  { id: 'social-network', name: 'Social network' },
  { id: 'supply-chain-and-logistics', name: 'Supply chain and logistics' },
  { id: 'time-tracking', name: 'Time tracking' },
  { id: 'transportation-and-travel', name: 'Transportation and travel' },
  { id: 'unclassified', name: 'Unclassified' },
  { id: 'vendor-management-system', name: 'Vendor management system' },
  { id: 'web-analytics', name: 'Web analytics' },
  { id: 'webmail', name: 'Webmail' },
  { id: 'website-monitoring', name: 'Website monitoring' },
] as const;

export type Category = (typeof CATEGORIES)[number];
export type CategoryId = Category['id'];

/** How sure a value is: stated by its source, follows from a rule we name, or inferred from other facts. */
export type FactorBasis = 'known' | 'rule' | 'inferred';

export interface FactorValue {
  /** Flags are booleans; the string `notApplicable` means "known not to apply", which is not the same as unknown. */
  readonly value: boolean | string | number | readonly string[];
  /** Who says so, e.g. `twofactorauth (MIT)` or `vendor trust page`. */
  readonly source: string;
  readonly basis: FactorBasis;
  /** Year or ISO date of the statement. */
  readonly asOf: string;
}

/** `infrastructure` and `tracker` entries explain traffic but are not apps anybody chose to use. */
export const APP_KINDS = ['saas', 'consumer', 'infrastructure', 'tracker', 'mailSender'] as const;
export type AppKind = (typeof APP_KINDS)[number];

export interface CloudApp {
  /** Kebab-case slug; stable across catalog versions. */
  readonly id: string;
  readonly name: string;
  readonly category: CategoryId;
  /** `rule`: told by words of its name and domain alone; absent where somebody states the category. */
  readonly categoryBasis?: 'rule';
  readonly vendor: string | null;
  readonly description: string | null;
  readonly homepage: string | null;
  /** ISO 3166-1 alpha-2 country of the provider's headquarters. */
  readonly headquarters: string | null;
  /** Host suffixes on label boundaries (`dropbox.com`, `drive.google.com`); the first label may hold one `*`. */
  readonly domains: readonly string[];
  /** CIDR blocks, IPv4 or IPv6. */
  readonly ipRanges?: readonly string[];
  readonly kind: AppKind;
  /** Added in the workspace, not part of the shipped catalog. */
  readonly custom: boolean;
  /** Known factors only, by factor id. */
  readonly factors: Readonly<Record<string, FactorValue>>;
}

export const FACTOR_CATEGORIES = ['general', 'security', 'compliance', 'legal'] as const;
export type FactorCategory = (typeof FACTOR_CATEGORIES)[number];

/** Importance of a factor or of a factor category in the score. */
export const IMPORTANCE_LEVELS = ['ignored', 'low', 'medium', 'high', 'veryHigh'] as const;
export type Importance = (typeof IMPORTANCE_LEVELS)[number];

export interface FactorWeight {
  readonly importance: Importance;
  /** True: an unknown or not applicable value stays out of the score. False: it counts as 0. */
  readonly excludeNa: boolean;
}

/** A workspace's score settings. `factors` holds only departures from the default (medium, N/A excluded). */
export interface ScoreWeights {
  readonly categories: Readonly<Record<FactorCategory, Importance>>;
  readonly factors: Readonly<Record<string, FactorWeight>>;
}

/** Highest displayed score of the high and of the medium risk band; what is above is low risk. */
export interface BandLimits {
  readonly high: number;
  readonly medium: number;
}

/** How a workspace scores. */
export interface ScoreSettings {
  readonly weights: ScoreWeights;
  readonly bands: BandLimits;
}

/** One factor's part in its category's score: enough to recompute it by hand. */
export interface FactorContribution {
  readonly factor: string;
  /** Null when unknown. */
  readonly value: FactorValue['value'] | null;
  readonly source: string | null;
  readonly basis: FactorBasis | null;
  readonly asOf: string | null;
  /** 0 (worst) to 10 (best); null when unknown or not applicable, with N/A excluded. */
  readonly propertyScore: number | null;
  /** Weight in the category: importance multiplier times the factor's share of its group. */
  readonly weight: number;
  /** Share of the category's counted weight, 0..1; unknown factors count half, what does not apply 0. */
  readonly share: number;
  /** Points added to the category's 0–10 score: share × propertyScore, or × what is assumed of an unknown factor. */
  readonly contribution: number;
}

export interface CategoryScore {
  /** Weighted mean, 0–10, two decimals: the sum of the contributions; null when nothing is known. */
  readonly score: number | null;
  /** The category's score were every unknown factor worst (low) or best (high). */
  readonly low: number;
  readonly high: number;
  /** The category's importance multiplier in the total. */
  readonly weight: number;
  /** Share of the category's factor weight that is known, 0..1. */
  readonly knownWeight: number;
  /** Empty in summaries. */
  readonly factors: readonly FactorContribution[];
}

/** Displayed score 0–3, 4–7, 8–10 unless the workspace sets other limits. High means high risk. */
export type RiskBand = 'high' | 'medium' | 'low' | 'unscored';

export interface AppScore {
  /** `estimated`: so little is known that most of the score is assumed. */
  readonly basis: 'scored' | 'estimated' | 'unscored' | 'override';
  /** Raw score, two decimals; 10 is the lowest risk. */
  readonly score: number | null;
  /** Integer 0–10 as shown. */
  readonly display: number | null;
  /** The score were every unknown factor worst (low) or best (high); lists rank by `low`. */
  readonly low: number;
  readonly high: number;
  /** Share of the total weight that is known, 0..1. */
  readonly coverage: number;
  /** Known scored factors (members of one group count once). */
  readonly known: number;
  readonly band: RiskBand;
  readonly general: CategoryScore;
  readonly security: CategoryScore;
  readonly compliance: CategoryScore;
  readonly legal: CategoryScore;
}

/** What a workspace puts right about an app of the catalog. Its values go before the catalog's. */
export interface AppCorrection {
  readonly category: CategoryId | null;
  readonly addedDomains: readonly string[];
  readonly removedDomains: readonly string[];
  /** CIDR blocks, of a file that the vendor publishes. */
  readonly addedRanges: readonly string[];
  /** By factor id. */
  readonly factors: Readonly<Record<string, FactorValue>>;
}

/** Governance state of an app in a workspace; the three exclude each other, no tag means undecided. */
export const TAGS = ['sanctioned', 'unsanctioned', 'monitored'] as const;
export type Tag = (typeof TAGS)[number];
