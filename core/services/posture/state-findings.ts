/** In: rules on state, and the snapshots of the workspace. Out: findings with their proving rows, as questions about posture answer them. */
import type { MethodOutput } from '../../contract/methods.ts';
import type { PostureRow } from '../../contract/posture.ts';
import type { SnapshotKind } from '../../model/snapshot.ts';
import { readPolicy } from '../../snapshots/index.ts';
import { isOwnDomain } from '../accounts/own-domains.ts';
import { peopleOf } from '../accounts/people.ts';
import { STATE_APP } from '../oauth/join-tenant-apps.ts';
import { tenantAppsOf } from '../tenant/tenant-apps.ts';
import { tenantOf } from '../tenant/tenant-state.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { STATE_RULES, type StateContext, type StateFinding, type StateRule } from './state-rules.ts';

const MAIL_APP = 'exchange-online';
const MAIL_KINDS: ReadonlySet<string> = new Set<SnapshotKind>([
  'inboxRules',
  'mailboxes',
  'mailboxAccess',
  'mailboxAudit',
  'mailFlowRules',
  'mailClients',
  'autoReplies',
]);

export interface StateFound {
  readonly state: true;
  readonly rule: StateRule;
  readonly row: PostureRow;
  readonly affected: readonly StateFinding[];
}

export function stateFindings(view: WorkspaceView): StateFound[] {
  const state = tenantOf(view);
  const people = peopleOf(view);
  const context: StateContext = {
    people,
    apps: tenantAppsOf(view),
    policies: state.of('conditionalAccess', readPolicy),
    state,
    isOwn: (domain) => isOwnDomain(domain, people.own),
  };
  // Listings of other apps name theirs; the others are of the directory, or of its mailboxes.
  const appOf = ({ from, raw }: StateFinding): string => {
    const own = MAIL_KINDS.has(from.kind) ? MAIL_APP : STATE_APP;
    const id = typeof raw?.app === 'string' ? raw.app : own;
    return view.apps.find(id)?.app.name ?? id;
  };
  return STATE_RULES.map((rule) => {
    const dates = rule.needs.map((kind) => state.newest(kind)?.taken ?? null);
    const isThere = dates.every((taken) => taken !== null);
    // What is found is proven, whatever else is not there.
    const affected = state.snapshots.length === 0 ? [] : rule.find(context);
    const seen = affected.map(({ from }) => from.taken);
    const row: PostureRow = {
      id: rule.id,
      title: rule.title,
      area: rule.area,
      severity: rule.severity,
      basis: 'state',
      state: affected.length > 0 ? 'found' : isThere ? 'notSeen' : 'noLogs',
      status: affected.length > 0 ? 'open' : null,
      app: [...new Set(affected.map(appOf))].sort(),
      affected: affected.length,
      events: null,
      firstSeen: null,
      lastSeen: seen.length === 0 ? null : Math.max(...seen),
      snapshot: isThere ? Math.max(...dates.map((taken) => taken ?? 0)) : seen.length > 0 ? Math.max(...seen) : null,
    };
    return { state: true, rule, row, affected };
  });
}

/** Whom `posture.get` names of one finding. */
export const MOST_AFFECTED = 500;

export function stateRow({ rule, row, affected }: StateFound): Omit<MethodOutput<'posture.get'>, 'accepted'> {
  return {
    row,
    explanation: rule.explanation,
    guidance: rule.guidance,
    filter: null,
    confirmed: false,
    seenBy: [...rule.needs],
    affected: affected.slice(0, MOST_AFFECTED).map(({ name, detail, from, raw }) => ({
      name,
      events: null,
      firstSeen: null,
      lastSeen: null,
      ref: null,
      detail,
      from,
      object: raw === null ? null : { ...raw },
    })),
  };
}
