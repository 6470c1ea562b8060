/**
 * What snapshots prove of the security configuration of a tenant: how it stood, whatever happened. A rule finds objects of the snapshots, and
 * says of each in figures what is wrong; without the snapshots that it needs nothing can be said.
 */
import type { SnapshotKind } from '../../model/snapshot.ts';
import type { AccessPolicy } from '../../snapshots/index.ts';
import type { SnapshotFacts } from '../../store/write/snapshots.ts';
import type { People } from '../accounts/people.ts';
import type { TenantApp } from '../tenant/tenant-apps.ts';
import type { Dated, TenantState } from '../tenant/tenant-state.ts';
import type { PostureRule } from './rules.ts';
import { APP_STATE_RULES } from './state-app-rules.ts';
import { EXCHANGE_STATE_RULES } from './state-exchange-rules.ts';
import { PEOPLE_STATE_RULES } from './state-people-rules.ts';
import { POLICY_STATE_RULES } from './state-policy-rules.ts';
import { SCORE_STATE_RULES } from './state-score-rules.ts';

/** One object that a finding affects, with the row that proves it; null where what is missing proves it. */
export interface StateFinding {
  readonly name: string;
  readonly detail: string;
  readonly from: SnapshotFacts;
  readonly raw: Readonly<Record<string, unknown>> | null;
}

export interface StateContext {
  readonly people: People;
  readonly apps: readonly TenantApp[];
  readonly policies: readonly Dated<AccessPolicy>[];
  readonly state: TenantState;
  readonly isOwn: (domain: string) => boolean | null;
}

export interface StateRule
  extends Pick<PostureRule, 'id' | 'title' | 'area' | 'severity' | 'explanation' | 'guidance'> {
  /** Kinds of snapshots that it cannot do without. */
  readonly needs: readonly SnapshotKind[];
  readonly find: (context: StateContext) => readonly StateFinding[];
}

export const STATE_RULES: readonly StateRule[] = [
  ...PEOPLE_STATE_RULES,
  ...EXCHANGE_STATE_RULES,
  ...POLICY_STATE_RULES,
  ...APP_STATE_RULES,
  ...SCORE_STATE_RULES,
];
