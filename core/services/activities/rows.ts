/** In: a block and a row. Out: the record as the activity log shows it, with what addresses and user agents say by themselves. */
import type { ActivityRow } from '../../contract/activities.ts';
import {
  ACTIVITY_OUTCOMES,
  ACTOR_KINDS,
  FLAG_ADMIN,
  FLAG_PAIRS,
  pairOf,
  SEEN_ELSEWHERE,
  type WordColumn,
} from '../../ingest/activities/columns.ts';
import type { ActivityBlock } from '../../store/activities/activity-store.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { agentOf, locatedOf } from './located.ts';

export function activityRowOf(
  view: WorkspaceView,
  block: ActivityBlock,
  row: number,
  apps: ReadonlyMap<string, string>,
): ActivityRow {
  const store = view.activities;
  const word = (name: WordColumn): string => store.words.text(store.cell(block, name, row));
  const orNull = (name: WordColumn): string | null => word(name) || null;
  const flags = store.cell(block, 'flags', row);
  const app = word('app');
  const time = store.column(block, 'time')[row] ?? 0;
  const [ip, country, city, userAgent] = [orNull('ip'), orNull('country'), orNull('city'), orNull('userAgent')];
  return {
    ref: `${block.id}.${row}`,
    time,
    connector: word('connector'),
    app,
    appName: apps.get(app) ?? app,
    instance: orNull('instance'),
    user: orNull('user'),
    userName: orNull('userName'),
    actor: ACTOR_KINDS[store.cell(block, 'actor', row) - 1] ?? null,
    operation: word('operation'),
    type: word('type'),
    admin: (flags & FLAG_ADMIN) !== 0,
    outcome: ACTIVITY_OUTCOMES[store.cell(block, 'outcome', row)] ?? 'unknown',
    reason: orNull('reason'),
    ip,
    country,
    city,
    located: locatedOf(view, ip, { country, city, isp: orNull('isp') }),
    userAgent,
    ...agentOf(userAgent, time),
    device: orNull('device'),
    os: orNull('os'),
    object: orNull('object'),
    objectType: orNull('objectType'),
    target: orNull('target'),
    clientApp: orNull('clientApp'),
    impersonated: pairOf(flags, FLAG_PAIRS.impersonated),
    seenElsewhere: store.allMarks(block)[row] === SEEN_ELSEWHERE,
    isPrivate: store.isPrivate(block, row),
  };
}
