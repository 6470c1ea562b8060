/** Questions about apps that were given access to connected apps. */
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import type { OauthRow } from '../../contract/oauth.ts';
import { ACTIVITY_FILTER_FIELDS, type FilterTree, OAUTH_FIELDS, printFilter } from '../../query/index.ts';
import { type OauthMark, readOauthMarks } from '../../store/read/connected-decisions.ts';
import { peopleOf } from '../accounts/people.ts';
import { appNames } from '../activities/question.ts';
import { keptFold, perRevision, refOf } from '../connected/fold.ts';
import { chosenRows, pageOfRows } from '../connected/row-table.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { type Hint, hintsFor } from './hints.ts';
import { type GrantEvent, OauthFold, type Use } from './oauth-fold.ts';
import { levelOf, type PermissionLevel } from './permission-levels.ts';

interface OauthApp {
  readonly row: OauthRow;
  readonly note: string;
  readonly connector: string;
  readonly appWord: string;
  readonly events: readonly GrantEvent[];
  readonly hints: readonly Hint[];
}

const foldOf = keptFold((store) => new OauthFold(store));
const appsOf = perRevision((view): readonly OauthApp[] => {
  const fold = foldOf(view);
  const marks = readOauthMarks(view.db);
  const names = appNames(view);
  return [...groupsOf(fold.events)].map(([key, events]) => appOf(view, key, events, fold, marks.get(key), names));
});

/** An app goes by its id; a record that names it only belongs to the one app of that name, if there is one. */
function groupsOf(events: readonly GrantEvent[]): ReadonlyMap<string, GrantEvent[]> {
  const idsOfName = new Map<string, Set<string>>();
  const nameKey = ({ app, grant }: GrantEvent): string => `${app}|${(grant.name ?? '').toLowerCase()}`;
  for (const event of events) {
    if (event.grant.appId === null || event.grant.name === null) continue;
    const ids = idsOfName.get(nameKey(event)) ?? new Set();
    idsOfName.set(nameKey(event), ids.add(event.grant.appId.toLowerCase()));
  }
  const groups = new Map<string, GrantEvent[]>();
  for (const event of events) {
    const { appId, name } = event.grant;
    if (appId === null && name === null) continue;
    const ids = [...(idsOfName.get(nameKey(event)) ?? [])];
    const id = appId?.toLowerCase() ?? (ids.length === 1 ? ids[0] : undefined);
    const key = id === undefined ? nameKey(event) : `${event.app}|${id}`;
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  return groups;
}

const LEVELS: readonly PermissionLevel[] = ['high', 'medium', 'low'];

function appOf(
  view: WorkspaceView,
  key: string,
  unordered: readonly GrantEvent[],
  fold: OauthFold,
  mark: OauthMark | undefined,
  names: ReadonlyMap<string, string>,
): OauthApp {
  const events = [...unordered].sort((a, b) => b.time - a.time || a.pointer - b.pointer);
  const [latest] = events;
  const { app = '', connector = '' } = latest ?? {};
  const name = events.find(({ grant }) => grant.name !== null)?.grant.name ?? null;
  const appId = events.find(({ grant }) => grant.appId !== null)?.grant.appId ?? null;
  const permission = [
    ...new Set(events.filter(({ type }) => type !== 'app.consent.revoke').flatMap(({ grant }) => grant.permissions)),
  ].sort();
  const levels = new Set(permission.map((one) => levelOf(connector, one).level));
  const consents = events.filter(({ type }) => type === 'app.consent');
  const users = [...new Set(consents.map(({ user }) => user.toLowerCase()).filter((user) => user !== ''))].sort();
  const use = usesOf(fold, app, [appId, name]);
  const count = (type: GrantEvent['type']): number => events.filter((event) => event.type === type).length;
  const facts = {
    name: name ?? appId ?? '',
    level: LEVELS.find((level) => levels.has(level)) ?? null,
    permissions: permission,
    users: users.length,
    adminConsent: consents.some(({ grant }) => grant.forEverybody),
    consentedByUser: consents.some(
      ({ user, grant }) => !grant.forEverybody && peopleOf(view).byName.get(user.toLowerCase())?.row.admin !== true,
    ),
    consentedByExternal: users.some((user) => peopleOf(view).byName.get(user)?.row.affiliation === 'external'),
    lastActive: Math.max(consents[0]?.time ?? Number.NEGATIVE_INFINITY, use?.last ?? Number.NEGATIVE_INFINITY),
    logEnd: fold.last,
    credentials: count('app.credential.add'),
    isBanned: mark?.mark === 'banned',
    usedAfter: use?.last ?? null,
  };
  const hints = hintsFor(facts);
  const row: OauthRow = {
    key,
    name: facts.name,
    appId,
    app: names.get(app) ?? app,
    publisher: events.find(({ grant }) => grant.publisher !== null)?.grant.publisher ?? null,
    level: facts.level,
    permission,
    permissions: permission.length,
    user: users,
    users: users.length,
    adminConsent: facts.adminConsent,
    state: mark?.mark ?? 'undetermined',
    firstConsent: consents.at(-1)?.time ?? null,
    lastConsent: consents[0]?.time ?? null,
    lastUsed: use?.last ?? null,
    uses: use?.count ?? 0,
    revoked: count('app.consent.revoke'),
    credentials: facts.credentials,
    hint: hints.map(({ id }) => id),
    hints: hints.length,
  };
  return { row, note: mark?.note ?? '', connector, appWord: app, events, hints };
}

function usesOf(fold: OauthFold, app: string, names: readonly (string | null)[]): Use | null {
  const found = [
    ...new Set(names.flatMap((name) => (name === null ? [] : [fold.uses.get(`${app}\n${name.toLowerCase()}`)]))),
  ];
  const uses = found.filter((use) => use !== undefined);
  if (uses.length === 0) return null;
  return { count: uses.reduce((sum, use) => sum + use.count, 0), last: Math.max(...uses.map((use) => use.last)) };
}

export function oauthRows(view: WorkspaceView): readonly OauthRow[] {
  return appsOf(view).map(({ row }) => row);
}

export function listOauth(view: WorkspaceView, input: MethodParsed<'oauth.list'>): MethodOutput<'oauth.list'> {
  const started = performance.now();
  return pageOfRows(chosenRows(view, oauthRows(view), OAUTH_FIELDS, input), input, started);
}

const MOST_EVENTS = 500;

/** @throws AppError entity.unknown */
export function getOauth(view: WorkspaceView, key: string): MethodOutput<'oauth.get'> {
  const found = appsOf(view).find(({ row }) => row.key === key);
  if (found === undefined) {
    throw new AppError('entity.unknown', 'No activity names this app any longer: its import was removed.', { key });
  }
  const { row, note, connector, appWord, events, hints } = found;
  const is = (field: string, value: string): FilterTree => ({ field, op: 'eq', values: [value] });
  const named = [row.appId, row.name].flatMap((name) =>
    name === null ? [] : [is('clientApp', name), is('target', name), is('object', name)],
  );
  return {
    row,
    note,
    permissions: row.permission.map((name) => ({ name, ...levelOf(connector, name) })),
    hints: [...hints],
    events: events.slice(0, MOST_EVENTS).map(({ time, type, user, grant, pointer }) => ({
      time,
      type,
      user: user || null,
      adminConsent: grant.forEverybody,
      ref: refOf(pointer),
    })),
    filter: printFilter({ and: [is('app', appWord), { or: named }] }, ACTIVITY_FILTER_FIELDS),
  };
}
