/** What was done inside a connected app: one event of its audit log in the words that all providers share. */
import type { ActivityType } from './activity-types.ts';

/** Whether it came about; `unknown` when the log does not say. */
export type ActivityOutcome = 'success' | 'failure' | 'unknown';

/** Who acted: a person, an app or service principal, the provider itself, or somebody who did not sign in. */
export type ActorKind = 'user' | 'admin' | 'app' | 'system' | 'anonymous';

/** The device as the provider knows it; a key that is absent is unknown. */
export interface ActivityDevice {
  readonly id?: string;
  readonly name?: string;
  readonly managed?: boolean;
  readonly compliant?: boolean;
  readonly hybridJoined?: boolean;
  /** Whether it showed a client certificate that was accepted. */
  readonly certificate?: boolean;
  readonly os?: string;
  readonly browser?: string;
}

/** Where the provider says the address is; never looked up. */
export interface ActivityPlace {
  /** ISO 3166 code or the provider's own name of the country. */
  readonly country?: string;
  readonly region?: string;
  readonly city?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  /** Internet provider or network owner. */
  readonly isp?: string;
}

/** Who can reach a file or folder, from the narrowest to the widest. */
export const SHARING_LEVELS = ['private', 'internal', 'external', 'public'] as const;
export type SharingLevel = (typeof SHARING_LEVELS)[number];

/** What tells who can reach a file: an act of sharing, the use of a link, a listing, or the folder, site or drive it lies in. */
export const FILE_LEVEL_BASES = ['activity', 'linkUse', 'listing', 'folder'] as const;

/** What a policy of the provider did about an activity, the strictest first. `verify`: more was asked for and not given; `verified`: given. */
export const APPLIED_ACTIONS = ['block', 'encrypt', 'verify', 'proxy', 'verified'] as const;
export type AppliedAction = (typeof APPLIED_ACTIONS)[number];

/** Something acted upon. `type` is a plain word: `file`, `folder`, `site`, `mailbox`, `message`, `rule`, `user`, `group`, `role`, `app`, … */
export interface ActivityObject {
  readonly type: string;
  readonly id?: string;
  readonly name?: string;
  readonly owner?: string;
  readonly sharing?: SharingLevel;
  /** Of a file or folder: id, address or path of the folder, site or drive it lies in, as that one's own `id` gives it. */
  readonly parent?: string;
}

/**
 * One activity, as `undercast parse --connector` prints it (one JSON object a line). A key that is absent means that the log does not say.
 */
export interface Activity {
  /** Input line or position in the array the record starts on, counted from 1. */
  readonly line: number;
  /** The provider's own id of the event: two records with the same one are the same event. */
  readonly id?: string;
  /** ISO 8601 instant in UTC. */
  readonly time?: string;
  /** Id of the connector that read it. */
  readonly connector: string;
  /** Catalog id of the app it happened in. */
  readonly app: string;
  /** Tenant, organisation or account of the app: its instance. */
  readonly instance?: string;
  /** Sign-in name or mail of whoever acted, as logged. */
  readonly sourceUser?: string;
  /** The provider's id of whoever acted. */
  readonly userId?: string;
  readonly userName?: string;
  readonly actorKind?: ActorKind;
  /** The provider's own name of the operation, unchanged. */
  readonly operation: string;
  readonly activityType: ActivityType;
  /** True for administrative acts, by the type or because the provider says so. */
  readonly admin: boolean;
  readonly outcome: ActivityOutcome;
  /** Why it failed, in the provider's words or codes. */
  readonly reason?: string;
  readonly sourceIp?: string;
  readonly userAgent?: string;
  readonly device?: ActivityDevice;
  readonly place?: ActivityPlace;
  readonly objects?: readonly ActivityObject[];
  /** User or app acted upon. */
  readonly target?: string;
  /** Client app or service principal that acted for the user. */
  readonly clientApp?: string;
  readonly sessionId?: string;
  readonly tokenId?: string;
  readonly correlationId?: string;
  /** What names this event in every connector that saw it (the request id of a sign-in): rows that share it are one event. */
  readonly sameEvent?: string;
  /** One sentence in the provider's words. */
  readonly description?: string;
  /** Acting as somebody else, with the provider's word for it. */
  readonly impersonated?: boolean;
  /** Of a sign-in: whether more than one factor was asked for. */
  readonly mfa?: boolean;
  /** Of a sign-in: whether the client used a protocol that cannot ask for a second factor. */
  readonly legacyAuth?: boolean;
  /** What a policy did about it, where the record says so. */
  readonly appliedAction?: AppliedAction;
  /** Bytes of the data that was handed over: of the file, the messages, the answer. */
  readonly bytes?: number;
}

/** Names of the fields a connector can give, in the order screens list them. */
export const ACTIVITY_FIELDS = [
  'id',
  'time',
  'app',
  'instance',
  'sourceUser',
  'userId',
  'userName',
  'actorKind',
  'operation',
  'activityType',
  'outcome',
  'reason',
  'sourceIp',
  'userAgent',
  'device',
  'place',
  'objects',
  'target',
  'clientApp',
  'sessionId',
  'tokenId',
  'correlationId',
  'sameEvent',
  'description',
  'impersonated',
  'mfa',
  'legacyAuth',
  'appliedAction',
  'bytes',
] as const;
export type ActivityField = (typeof ACTIVITY_FIELDS)[number];
