/** In: one person. Out: what the account can do harm to and with: files, apps that it gave access, findings that name it, sessions. */
import type { FileRow } from '../../contract/files.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import { SHARING_LEVELS } from '../../model/activity.ts';
import { COUNTS } from '../../store/activities/activity-matches.ts';
import { findActivities } from '../activities/question.ts';
import { pointerTo, refOf } from '../connected/fold.ts';
import { fileRows } from '../files/queries.ts';
import { oauthRows } from '../oauth/queries.ts';
import { findingsAbout } from '../posture/queries.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { activityFilter, requirePerson } from './queries.ts';

type Reach = MethodOutput<'accounts.getReach'>;

/** Of each kind. */
const MOST = 50;

/** @throws AppError entity.unknown, job.cancelled */
export function getReach(view: WorkspaceView, key: string, cancelled: () => boolean): Reach {
  const one = requirePerson(view, key);
  const names = new Set(
    one.accounts
      .flatMap(({ name, id, userIds, aliases }) => [name, id, ...userIds, ...aliases])
      .concat(one.row.key, one.row.email ?? [])
      .map((name) => name.toLowerCase()),
  );
  const files = fileRows(view);
  const own = files.filter(({ owner, trashed }) => !trashed && owner !== null && names.has(owner.toLowerCase()));
  const reached = own.filter(({ level }) => level === 'public' || level === 'external');
  const given = files.filter(
    (file) =>
      !file.trashed &&
      !(file.owner !== null && names.has(file.owner.toLowerCase())) &&
      file.collaborator.some((name) => names.has(name.toLowerCase())),
  );
  const grants = oauthRows(view).filter(({ user }) => user.some((name) => names.has(name.toLowerCase())));
  return {
    files: { owned: own.length, outside: listed(reached), given: listed(given) },
    grants: grants.slice(0, MOST).map(({ key: app, name, app: to, level, state, lastConsent }) => ({
      key: app,
      name,
      app: to,
      level,
      state,
      lastConsent,
    })),
    findings: findingsAbout(view, names).map(({ row, lastSeen }) => ({
      id: row.id,
      title: row.title,
      severity: row.severity,
      status: row.status,
      lastSeen,
    })),
    ...sessionsOf(view, activityFilter(one), cancelled),
  };
}

/** Those that most can reach first, then the latest. */
function listed(files: readonly FileRow[]): Reach['files']['outside'] {
  const reach = ({ level }: FileRow): number => SHARING_LEVELS.indexOf(level ?? 'private');
  const rows = files
    .toSorted((a, b) => reach(b) - reach(a) || (b.lastSeen ?? 0) - (a.lastSeen ?? 0))
    .slice(0, MOST)
    .map(({ key, name, app, owner, level, lastSeen }) => ({ key, name, app, owner, level, lastSeen }));
  return { total: files.length, rows };
}

/** Sessions that records name, the latest first; which one is told by any of its activities. */
function sessionsOf(
  view: WorkspaceView,
  filter: string,
  cancelled: () => boolean,
): Pick<Reach, 'sessions' | 'sessionsTotal'> {
  const { activities } = view;
  const found = new Map<
    number,
    { first: number; last: number; events: number; pointer: number; addresses: Set<number> }
  >();
  for (const { block, rows } of findActivities(view, { filter }, cancelled).blocks) {
    const sessions = activities.column(block, 'session');
    const times = activities.column(block, 'time');
    const addresses = activities.column(block, 'ip');
    for (let row = 0; row < rows.length; row++) {
      const session = sessions[row] ?? 0;
      if (rows[row] !== COUNTS || session === 0) continue;
      const time = times[row] ?? 0;
      const one = found.get(session) ?? {
        first: time,
        last: time,
        events: 0,
        pointer: pointerTo(block, row),
        addresses: new Set<number>(),
      };
      if (one.events === 0) found.set(session, one);
      one.events++;
      one.addresses.add(addresses[row] ?? 0);
      one.first = Math.min(one.first, time);
      if (time > one.last) {
        one.last = time;
        one.pointer = pointerTo(block, row);
      }
    }
  }
  const sessions = [...found.values()]
    .sort((a, b) => b.last - a.last || a.pointer - b.pointer)
    .slice(0, MOST)
    .map(({ first, last, events, pointer, addresses }) => ({
      ref: refOf(pointer),
      first,
      last,
      events,
      addresses: [...addresses].flatMap((word) => (word === 0 ? [] : [activities.words.text(word)])).slice(0, 5),
    }));
  return { sessions, sessionsTotal: found.size };
}
