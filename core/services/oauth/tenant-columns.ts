/** In: what snapshots say of an app, and when it was used. Out: its columns, facts and hints that only state proves. */
import type { OauthRow } from '../../contract/oauth.ts';
import type { StateFact } from '../../contract/snapshots.ts';
import type { AppCredential } from '../../snapshots/index.ts';
import type { SnapshotFacts } from '../../store/write/snapshots.ts';
import { fact } from '../tenant/facts.ts';
import type { TenantApp, TenantPermission } from '../tenant/tenant-apps.ts';
import type { Hint } from './hints.ts';
import { levelOf } from './permission-levels.ts';

type Columns = Pick<
  OauthRow,
  | 'verified'
  | 'audience'
  | 'created'
  | 'owner'
  | 'owners'
  | 'origin'
  | 'enabled'
  | 'grantType'
  | 'secrets'
  | 'secretsExpired'
  | 'secretEnds'
  | 'unused'
  | 'snapshot'
>;

/** Levels of what snapshots state are those of Microsoft's permissions. */
export const MICROSOFT_LEVELS = 'm365-ual';

const DAY_MS = 86_400_000;
export const UNUSED_DAYS = 90;
/** Longer than a year, and the days that portals add to one. */
export const LONG_DAYS = 400;

export function isLong({ start, end }: AppCredential): boolean {
  return start !== null && end !== null && end - start > LONG_DAYS * DAY_MS;
}

/** Permissions of the app of the highest level, as snapshots state them. */
export function highPermissions(app: TenantApp): readonly TenantPermission[] {
  return app.permissions.filter(({ name, kind }) => levelOf(MICROSOFT_LEVELS, name, kind).level === 'high');
}

export function takenOf(app: TenantApp): SnapshotFacts | null {
  const all = [...app.principals, app.governed, ...app.grants].flatMap((one) => one?.from ?? []);
  return all.sort((a, b) => b.taken - a.taken)[0] ?? null;
}

/**
 * @param lastUsed the last use that logs show; null for none
 * @param logEnd end of the logs that would show a use; null when there are none
 */
export function tenantColumns(app: TenantApp | null, lastUsed: number | null, logEnd: number | null): Columns {
  if (app === null) return NOTHING;
  const { governed, permissions } = app;
  const taken = takenOf(app)?.taken ?? null;
  const credentials = app.credentials?.map(({ is }) => is) ?? null;
  const owners = app.say((one) => one.owners)?.value ?? null;
  const ends = credentials?.flatMap(({ end }) => end ?? []) ?? [];
  const kinds = new Set(permissions.map(({ kind }) => kind));
  return {
    verified: app.say((one) => one.verified)?.value ?? governed?.is.verified ?? null,
    audience: app.say((one) => one.audience)?.value ?? null,
    created: app.say((one) => one.created)?.value ?? governed?.is.created ?? null,
    owner: [...(owners ?? [])],
    owners: owners?.length ?? null,
    origin: app.origin,
    enabled: app.say((one) => one.enabled)?.value ?? governed?.is.enabled ?? null,
    grantType: kinds.size === 0 ? null : kinds.size === 2 ? 'mixed' : ([...kinds][0] ?? null),
    secrets: credentials?.length ?? null,
    secretsExpired: credentials === null || taken === null ? null : ends.filter((end) => end < taken).length,
    secretEnds: ends.length === 0 ? null : Math.max(...ends),
    unused:
      permissions.length === 0
        ? null
        : unusedOf(
            Math.max(lastUsed ?? 0, governed?.is.lastUsed ?? 0),
            logEnd,
            governed === null ? null : governed.from.taken,
          ),
    snapshot: taken,
  };
}

const NOTHING: Columns = {
  verified: null,
  audience: null,
  created: null,
  owner: [],
  owners: null,
  origin: null,
  enabled: null,
  grantType: null,
  secrets: null,
  secretsExpired: null,
  secretEnds: null,
  unused: null,
  snapshot: null,
};

/** Not used for so long; null when nothing that was imported would show a use. */
function unusedOf(last: number, logEnd: number | null, told: number | null): boolean | null {
  const end = Math.max(logEnd ?? 0, told ?? 0);
  if (end === 0) return null;
  return last === 0 || end - last >= UNUSED_DAYS * DAY_MS;
}

export interface StateHint extends Hint {
  readonly from: SnapshotFacts;
}

export function tenantHints(app: TenantApp | null, columns: Columns): StateHint[] {
  const from = app === null ? null : takenOf(app);
  if (app === null || from === null) return [];
  const hints: StateHint[] = [];
  const add = (id: string, title: string, detail: string): void => void hints.push({ id, title, detail, from });
  const reaching = highPermissions(app);
  const alone = reaching.filter(({ kind }) => kind === 'application');
  if (
    columns.verified === false &&
    columns.origin !== 'own' &&
    columns.origin !== 'microsoft' &&
    app.permissions.length > 0
  ) {
    add('unverified', 'Publisher is not verified', 'nobody vouches for who made it');
  }
  if (columns.unused === true)
    add('unusedGrant', 'Consented, and not used', `no use in the logs, or none for ${UNUSED_DAYS} days`);
  if (alone.length > 0 && columns.origin !== 'microsoft') {
    add(
      'appOnlyHigh',
      'High permissions without a user',
      alone
        .slice(0, 5)
        .map(({ name }) => name)
        .join(', '),
    );
  }
  if (columns.owners === 0 && reaching.length > 0 && columns.origin !== 'microsoft') {
    add('noOwner', 'High permissions, and no owner', 'nobody is named who looks after it');
  }
  const credentials = app.credentials?.map(({ is }) => is) ?? [];
  const expired = credentials.filter(({ end }) => end !== null && end < from.taken);
  if (expired.length > 0)
    add('secretExpired', 'Credentials that expired', `${expired.length} of ${credentials.length}`);
  const long = credentials.filter((one) => isLong(one) && (one.end ?? 0) >= from.taken);
  if (long.length > 0)
    add('secretLong', 'Long-lived credentials', `${long.length} valid for more than ${LONG_DAYS} days`);
  return hints;
}

type Principal = TenantApp['principals'][number]['is'];

/** What snapshots say of the app, each fact with its snapshot. */
export function appFacts(app: TenantApp): StateFact[] {
  const told = (title: string, say: (is: Principal) => string | boolean | readonly string[] | null): StateFact[] => {
    const found = app.say(say);
    return found === null ? [] : fact(title, found.value, found.from);
  };
  const created = app.say((is) => is.created);
  return [
    ...told('App id', (is) => is.appId),
    ...told('Object id', (is) => is.id),
    ...told('Publisher', (is) => is.publisher),
    ...told('Publisher verified', (is) => is.verified),
    ...told('Made by', () => ORIGINS[app.origin ?? 'unknown'] ?? null),
    ...told('Sign-in audience', (is) => is.audience),
    ...told('Type', (is) => is.type),
    ...told('Enabled', (is) => is.enabled),
    ...(created === null ? [] : fact('Created', null, created.from, created.value)),
    ...told('Owners', (is) => (is.owners?.length === 0 ? ['none'] : is.owners)),
    ...told('Homepage', (is) => is.homepage),
    ...told('Redirect addresses', (is) => (is.replyUrls.length === 0 ? null : is.replyUrls.slice(0, 20))),
    ...(app.governed === null ? [] : governedFacts(app.governed)),
  ];
}

function governedFacts({ is, from }: NonNullable<TenantApp['governed']>): StateFact[] {
  const unused = is.permissions.filter((permission) => permission.unused === true).map(({ name }) => name);
  return [
    ...fact('Users who consented', is.users === null ? null : String(is.users), from),
    ...fact('Consent for everybody', is.adminConsent, from),
    ...fact('Last used, as the provider says', null, from, is.lastUsed),
    ...fact('Permissions not used', unused, from),
  ];
}

const ORIGINS: Readonly<Record<string, string>> = {
  microsoft: 'Microsoft',
  own: 'your own organisation',
  external: 'somebody else',
};
