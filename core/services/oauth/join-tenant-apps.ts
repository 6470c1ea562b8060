/** In: apps that activities name, and apps that snapshots list. Out: both, each app once: joined by app id or object id, else by the only app of its name. */
import type { TenantApp } from '../tenant/tenant-apps.ts';
import type { GrantEvent } from './oauth-fold.ts';

/** The connected app that tenants' apps reach into, by its catalog id. */
export const STATE_APP = 'microsoft-entra-id';
const MICROSOFT_CONNECTORS: ReadonlySet<string> = new Set(['m365-ual', 'entra-audit']);

interface JoinedApp {
  readonly key: string;
  readonly events: readonly GrantEvent[];
  readonly tenant: TenantApp | null;
}

export function joinTenantApps(
  groups: ReadonlyMap<string, readonly GrantEvent[]>,
  apps: readonly TenantApp[],
): readonly JoinedApp[] {
  if (apps.length === 0) return [...groups].map(([key, events]) => ({ key, events, tenant: null }));
  const byId = new Map(apps.flatMap((app) => app.ids.map((id) => [id, app] as const)));
  const byName = new Map<string, TenantApp | null>();
  for (const app of apps) {
    const name = app.name.toLowerCase();
    byName.set(name, byName.has(name) ? null : app);
  }
  const joined = new Map<TenantApp, { key: string; events: GrantEvent[] }>();
  const others: JoinedApp[] = [];
  for (const [key, events] of groups) {
    const app = events.some(({ connector }) => MICROSOFT_CONNECTORS.has(connector)) ? find(events, byId, byName) : null;
    const held = app === null ? undefined : joined.get(app);
    if (app === null) others.push({ key, events, tenant: null });
    else if (held === undefined) joined.set(app, { key, events: [...events] });
    else held.events.push(...events);
  }
  return [
    ...others,
    ...apps.map((tenant) => ({
      key: `${STATE_APP}|${tenant.appId ?? tenant.ids[0] ?? tenant.name.toLowerCase()}`,
      events: [],
      ...joined.get(tenant),
      tenant,
    })),
  ];
}

function find(
  events: readonly GrantEvent[],
  byId: ReadonlyMap<string, TenantApp>,
  byName: ReadonlyMap<string, TenantApp | null>,
): TenantApp | null {
  for (const { grant } of events) {
    const found = grant.appId === null ? undefined : byId.get(grant.appId.toLowerCase());
    if (found !== undefined) return found;
  }
  // An id that no snapshot has is another app, whatever its name.
  if (events.some(({ grant }) => grant.appId !== null)) return null;
  const name = events.find(({ grant }) => grant.name !== null)?.grant.name?.toLowerCase();
  return name === undefined ? null : (byName.get(name) ?? null);
}
