/** Questions about apps that were given access to connected apps. */
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import type { OauthRow } from '../../contract/oauth.ts';
import { ACTIVITY_FILTER_FIELDS, type FilterTree, OAUTH_FIELDS, printFilter } from '../../query/index.ts';
import { type OauthMark, readOauthMarks } from '../../store/read/connected-decisions.ts';
import type { SnapshotFacts } from '../../store/write/snapshots.ts';
import { peopleOf } from '../accounts/people.ts';
import { appNames } from '../activities/question.ts';
import { perRevision, refOf, storedFold } from '../connected/fold.ts';
import { chosenRows, pageOfRows } from '../connected/row-table.ts';
import { type TenantApp, tenantAppsOf } from '../tenant/tenant-apps.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { type CommunityLookUp, type CommunityUse, communityLookUp } from './community-use.ts';
import { type DataUse, dataUseOf } from './data-use.ts';
import { type Hint, hintsFor } from './hints.ts';
import { joinTenantApps, STATE_APP } from './join-tenant-apps.ts';
import { type GrantEvent, MICROSOFT_APPS, OAUTH_SUM, OauthFold, type Use } from './oauth-fold.ts';
import { levelOf, type PermissionLevel } from './permission-levels.ts';
import { appFacts, MICROSOFT_LEVELS, tenantColumns, tenantHints } from './tenant-columns.ts';

interface OauthApp {
  readonly row: OauthRow;
  readonly note: string;
  readonly connector: string;
  readonly appWord: string;
  readonly events: readonly GrantEvent[];
  readonly hints: readonly (Hint & { readonly from: SnapshotFacts | null })[];
  readonly tenant: TenantApp | null;
  readonly community: CommunityUse | null;
  readonly data: readonly DataUse[];
}

const foldOf = storedFold(OAUTH_SUM, (store) => new OauthFold(store));
const appsOf = perRevision((view): readonly OauthApp[] => {
  const fold = foldOf(view);
  const marks = readOauthMarks(view.db, view.seal);
  const names = appNames(view);
  const community = communityLookUp(view);
  return joinTenantApps(groupsOf(fold.events, marks), tenantAppsOf(view)).map(({ key, events, tenant }) =>
    appOf(view, { key, unordered: events, tenant }, fold, marks.get(key), names, community),
  );
});

/**
 * An app goes by its id; a record that names it only belongs to the one app of that name, if there is one. What was decided of it while no record
 * gave its id stands under its name, and it goes by that as long as it is decided so.
 */
function groupsOf(
  events: readonly GrantEvent[],
  marks: ReadonlyMap<string, OauthMark>,
): ReadonlyMap<string, GrantEvent[]> {
  const idsOfName = new Map<string, Set<string>>();
  const nameKey = ({ app, grant }: GrantEvent): string => `${app}|${(grant.name ?? '').toLowerCase()}`;
  const idKey = (app: string, id: string): string => `${app}|${id.toLowerCase()}`;
  for (const event of events) {
    const { appId, name } = event.grant;
    if (appId === null || name === null) continue;
    const ids = idsOfName.get(nameKey(event)) ?? new Set();
    idsOfName.set(nameKey(event), ids.add(idKey(event.app, appId)));
  }
  const decidedAs = new Map<string, string>();
  for (const [named, ids] of idsOfName) {
    const [only] = ids.size === 1 ? ids : [];
    if (only !== undefined && marks.has(named) && !marks.has(only)) decidedAs.set(only, named);
  }
  const groups = new Map<string, GrantEvent[]>();
  for (const event of events) {
    const { appId, name } = event.grant;
    if (appId === null && name === null) continue;
    const ids = [...(idsOfName.get(nameKey(event)) ?? [])];
    const id = appId === null ? (ids.length === 1 ? ids[0] : undefined) : idKey(event.app, appId);
    const key = id === undefined ? nameKey(event) : (decidedAs.get(id) ?? id);
    const group = groups.get(key) ?? [];
    if (group.length === 0) groups.set(key, group);
    group.push(event);
  }
  return groups;
}

const LEVELS: readonly PermissionLevel[] = ['high', 'medium', 'low'];

function appOf(
  view: WorkspaceView,
  {
    key,
    unordered,
    tenant,
  }: { readonly key: string; readonly unordered: readonly GrantEvent[]; readonly tenant: TenantApp | null },
  fold: OauthFold,
  mark: OauthMark | undefined,
  names: ReadonlyMap<string, string>,
  lookUp: CommunityLookUp,
): OauthApp {
  const events = [...unordered].sort((a, b) => b.time - a.time || a.pointer - b.pointer);
  const [latest] = events;
  const { app = STATE_APP, connector = MICROSOFT_LEVELS } = latest ?? {};
  const name = events.find(({ grant }) => grant.name !== null)?.grant.name ?? tenant?.name ?? null;
  const appId = tenant?.appId ?? events.find(({ grant }) => grant.appId !== null)?.grant.appId ?? null;
  const granted = events.filter(({ type }) => type !== 'app.consent.revoke').flatMap(({ grant }) => grant.permissions);
  const stated = tenant?.permissions ?? [];
  const permission = [...new Set([...granted, ...stated.map((one) => one.name)])].sort();
  const levels = new Set([
    ...granted.map((one) => levelOf(connector, one).level),
    ...stated.map((one) => levelOf(MICROSOFT_LEVELS, one.name, one.kind).level),
  ]);
  const consents = events.filter(({ type }) => type === 'app.consent');
  const consenting = [
    ...consents.map(({ user }) => user.toLowerCase()),
    ...stated.flatMap((one) => one.users.map((user) => personName(view, user))),
  ];
  const users = [...new Set(consenting.filter((user) => user !== ''))].sort();
  const isMicrosofts = tenant !== null || MICROSOFT_APPS.test(app);
  const clients = clientKeys(isMicrosofts ? [...fold.microsoftApps] : [app], [appId, name]);
  const use = usesOf(fold, clients);
  const data = dataUseOf(view, clients, (user) => personName(view, user.toLowerCase()));
  const sized = data.filter(({ bytes }) => bytes !== null);
  const count = (type: GrantEvent['type']): number => events.filter((event) => event.type === type).length;
  const facts = {
    name: name ?? appId ?? '',
    level: LEVELS.find((level) => levels.has(level)) ?? null,
    permissions: permission,
    users: users.length,
    adminConsent: consents.some(({ grant }) => grant.forEverybody) || stated.some((one) => one.forEverybody === true),
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
  const columns = tenantColumns(tenant, use?.last ?? null, fold.uses.size > 0 ? fold.last : null);
  const community = lookUp({ appId, name: facts.name, origin: columns.origin });
  const hints = [...hintsFor(facts).map((hint) => ({ ...hint, from: null })), ...tenantHints(tenant, columns)];
  const row: OauthRow = {
    key,
    name: facts.name,
    appId,
    app: names.get(app) ?? view.apps.find(app)?.app.name ?? app,
    publisher:
      tenant?.say((is) => is.publisher)?.value ??
      events.find(({ grant }) => grant.publisher !== null)?.grant.publisher ??
      null,
    level: facts.level,
    permission,
    permissions: permission.length,
    user: users,
    users: users.length,
    adminConsent: facts.adminConsent,
    state: mark?.mark ?? 'undetermined',
    community: community?.level ?? null,
    firstConsent: consents.at(-1)?.time ?? null,
    lastConsent: consents[0]?.time ?? null,
    lastUsed: use?.last ?? tenant?.governed?.is.lastUsed ?? null,
    uses: use?.count ?? 0,
    dataUsers: new Set(data.flatMap(({ user }) => user ?? [])).size,
    dataActivities: data.reduce((sum, one) => sum + one.activities, 0),
    dataBytes: sized.length === 0 ? null : sized.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    revoked: count('app.consent.revoke'),
    credentials: facts.credentials,
    ...columns,
    hint: hints.map(({ id }) => id),
    hints: hints.length,
  };
  return { row, note: mark?.note ?? '', connector, appWord: app, events, hints, tenant, community, data };
}

/** An object id's person by name; the id where nobody has it. */
function personName(view: WorkspaceView, user: string): string {
  return peopleOf(view).byName.get(user)?.row.key ?? user;
}

/** How records name an app that acts: by its id or its name, in each of the apps. */
function clientKeys(apps: readonly string[], names: readonly (string | null)[]): readonly string[] {
  return apps.flatMap((app) => names.flatMap((name) => (name === null ? [] : [`${app}\n${name.toLowerCase()}`])));
}

function usesOf(fold: OauthFold, keys: readonly string[]): Use | null {
  const found = [...new Set(keys.map((key) => fold.uses.get(key)))];
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
    throw new AppError('entity.unknown', 'No activity or snapshot names this app any longer.', { key });
  }
  const { row, note, connector, appWord, events, hints, tenant, community, data } = found;
  const is = (field: string, value: string): FilterTree => ({ field, op: 'eq', values: [value] });
  const named = [row.appId, row.name].flatMap((name) =>
    name === null ? [] : [is('clientApp', name), is('target', name), is('object', name)],
  );
  return {
    row,
    connectedApp: appWord,
    note,
    communityBasis: community?.basis ?? null,
    permissions: permissionsOf(row, connector, tenant),
    hints: [...hints],
    facts: tenant === null ? [] : appFacts(tenant),
    data: data.slice(0, MOST_EVENTS),
    secrets:
      tenant?.credentials?.map(({ is, from }) => ({
        ...is,
        expired: is.end === null ? null : is.end < from.taken,
        from,
      })) ?? null,
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

/** As snapshots say they stand, then those that only activities name. */
function permissionsOf(
  row: OauthRow,
  connector: string,
  tenant: TenantApp | null,
): MethodOutput<'oauth.get'>['permissions'] {
  const stated = tenant?.permissions ?? [];
  const known = new Set(stated.map(({ name }) => name));
  return [
    ...stated.map(({ name, kind, forEverybody, resource, from }) => ({
      name,
      ...levelOf(MICROSOFT_LEVELS, name, kind),
      kind,
      forEverybody,
      resource,
      from,
    })),
    ...row.permission
      .filter((name) => !known.has(name))
      .map((name) => ({
        name,
        ...levelOf(connector, name),
        kind: null,
        forEverybody: null,
        resource: null,
        from: null,
      })),
  ];
}
