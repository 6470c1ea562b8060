/**
 * A connector reads one provider's audit records, from files and, once fetched, from its API alike.
 * In: one record (JSON object, or CSV row as one). Out: an activity draft, or the reason why there is none.
 * Guarantee: pure, and never throws on any record; a field that the record does not give stays empty.
 */

import type { DayOrder } from '../kit/day-order.ts';
import type {
  ActivityDevice,
  ActivityField,
  ActivityObject,
  ActivityOutcome,
  ActivityPlace,
  ActorKind,
  AppliedAction,
} from '../model/activity.ts';
import type { ActivityType } from '../model/activity-types.ts';
import type { SourceRecord } from './kit/source-record.ts';

/** How sure we are of a layout: seen in real records, written from the provider's documents, neither, or described by the user. */
export type ConnectorGrade = 'verified' | 'documented' | 'unverified' | 'own';

/** What a connector fills; texts are '' and the rest undefined where the record does not say. */
export class ActivityDraft {
  id = '';
  /** Milliseconds since the epoch; NaN when there is none. */
  timeMs = Number.NaN;
  /** The text that the time was, or could not be, read from, where it was formatted for a reader's locale. */
  localeTime = '';
  /** Catalog id of the app; the connector's own when ''. */
  app = '';
  instance = '';
  sourceUser = '';
  userId = '';
  userName = '';
  actorKind: ActorKind | undefined = undefined;
  operation = '';
  /** What the connector's table of types was asked for: the operation, or the texts that it is typed by. */
  typed = '';
  activityType: ActivityType = 'other';
  /** What the provider says; else the type decides. */
  admin: boolean | undefined = undefined;
  outcome: ActivityOutcome = 'unknown';
  reason = '';
  sourceIp = '';
  userAgent = '';
  device: ActivityDevice | undefined = undefined;
  place: ActivityPlace | undefined = undefined;
  objects: ActivityObject[] = [];
  target = '';
  clientApp = '';
  sessionId = '';
  tokenId = '';
  correlationId = '';
  /** What names this event in every connector that saw it. */
  sameEvent = '';
  description = '';
  impersonated: boolean | undefined = undefined;
  mfa: boolean | undefined = undefined;
  legacyAuth: boolean | undefined = undefined;
  appliedAction: AppliedAction | undefined = undefined;
  /** Of the data that was handed over; 0 where the record does not say. */
  bytes = 0;
}

/** Why a record gives no activity: not of this connector or damaged (rejected), or sound but no activity (skipped). */
export interface Refusal {
  readonly verdict: 'rejected' | 'skipped';
  /** A short code, e.g. `time`, `empty-audit-data`. */
  readonly reason: string;
}

export function reject(reason: string): Refusal {
  return { verdict: 'rejected', reason };
}

export function skip(reason: string): Refusal {
  return { verdict: 'skipped', reason };
}

/** What is known of a record beside itself. */
export interface ClaimHint {
  readonly fileName: string;
  /** True where the record's envelope gives its time, so that it need not have one itself. */
  readonly timeAround?: boolean;
}

export interface Claim {
  /** 0 (no) to 1 (no other connector claims it as surely). */
  readonly score: number;
  /** What was looked for and found, in words for the user. */
  readonly reason: string;
}

export interface Connector {
  readonly id: string;
  readonly title: string;
  readonly vendor: string;
  /** Catalog id of the app that its activities happen in unless a record says otherwise. */
  readonly app: string;
  readonly grade: ConnectorGrade;
  /** Where the layout is published. */
  readonly source: string;
  readonly fields: readonly ActivityField[];
  /** Asked only where no other connector knows a record, in whatever form. */
  readonly isLast?: true;
  claim(record: SourceRecord, hint?: ClaimHint): Claim;
  /** True when a CSV file's column names are those of one of its exports. */
  isHeader(columns: readonly string[]): boolean;
  /** The activity type that its table gives an operation; undefined for one that it does not name. */
  typeOf(operation: string): ActivityType | undefined;
  /**
   * The records that one record holds (a batch of events); most hold just themselves. Absent: always one. What they share must be in each.
   */
  expand?(record: SourceRecord): readonly SourceRecord[];
  /**
   * @param order of day and month in times formatted for a reader's locale, where the file as a whole tells it
   * @returns undefined when `draft` is filled
   */
  read(record: SourceRecord, draft: ActivityDraft, order?: DayOrder): Refusal | undefined;
}
