/** In: service principals, consent grants, assigned app roles and governed apps of the tenant. Out: everything that snapshots say of each app. */
import {
  APP_ROLE_NAMES,
  type AppCredential,
  type AppGrant,
  readAssignment,
  readGovernedApp,
  readGrant,
  readServicePrincipal,
} from '../../snapshots/index.ts';
import type { SnapshotFacts } from '../../store/write/snapshots.ts';
import { type Dated, perState, type TenantState } from './tenant-state.ts';

/** Tenants that Microsoft's own apps belong to. */
const MICROSOFT = new Set(['f8cdef31-a31e-4b4a-93e4-5f571e91255a', '72f988bf-86f1-41af-91ab-2d7cd011db47']);

export interface TenantPermission {
  readonly name: string;
  readonly kind: AppGrant['kind'];
  /** Given for everybody, or by single users; null where no export says. */
  readonly forEverybody: boolean | null;
  /** Who consented for themselves: object ids or names, lower case. */
  readonly users: readonly string[];
  readonly resource: string | null;
  readonly from: SnapshotFacts;
}

type Principal = ReturnType<typeof readServicePrincipal>;

export class TenantApp {
  /** Object id and app id, lower case. */
  readonly ids: string[] = [];
  named: string | null = null;
  /** Id of the own tenant, where an export says. */
  tenant: string | null = null;
  /** Its service principal and its registration, the newer export first. */
  readonly principals: Dated<Principal>[] = [];
  governed: Dated<ReturnType<typeof readGovernedApp>> | null = null;
  readonly grants: Dated<AppGrant>[] = [];
  readonly permissions: TenantPermission[] = [];

  get name(): string {
    return this.say(({ name }) => name)?.value ?? this.governed?.is.name ?? this.named ?? this.ids[0] ?? '';
  }

  get appId(): string | null {
    return (
      this.say(({ appId }) => appId)?.value ??
      this.governed?.is.appId ??
      this.grants.find(({ is }) => is.appId !== null)?.is.appId ??
      null
    );
  }

  /** Whose app it is: Microsoft's, the tenant's own, somebody else's; null where no export says. */
  get origin(): 'microsoft' | 'own' | 'external' | null {
    const owner = this.say(({ ownerTenant }) => ownerTenant)?.value ?? null;
    if (owner !== null && MICROSOFT.has(owner)) return 'microsoft';
    const told = this.governed?.is.origin ?? null;
    if (told !== null) return told === 'internal' ? 'own' : 'external';
    const audience = this.say((one) => one.audience)?.value;
    if (audience === 'AzureADMyOrg' || this.say(({ type }) => type)?.value === 'ManagedIdentity') return 'own';
    return owner === null || this.tenant === null ? null : owner === this.tenant ? 'own' : 'external';
  }

  /** What the newest export that says something of it says, and which one that is. */
  say<T>(read: (is: Principal) => T | null): { readonly value: T; readonly from: SnapshotFacts } | null {
    for (const { is, from } of this.principals) {
      const value = read(is);
      if (value !== null) return { value, from };
    }
    return null;
  }

  /** Secrets and certificates of all exports; null where none lists them. */
  get credentials(): readonly Dated<AppCredential>[] | null {
    const told = this.principals.filter(({ is }) => is.credentials !== null);
    if (told.length === 0) return null;
    const seen = new Set<string>();
    return told.flatMap(({ is, from, raw }) =>
      (is.credentials ?? []).flatMap((one) => {
        const key = `${one.kind} ${one.name} ${one.end}`;
        if (seen.has(key)) return [];
        seen.add(key);
        return [{ is: one, from, raw }];
      }),
    );
  }
}

export const tenantAppsOf = perState(join);

function join(state: TenantState): readonly TenantApp[] {
  const all: TenantApp[] = [];
  const byId = new Map<string, TenantApp>();
  const of = (...ids: readonly (string | null)[]): TenantApp | null => {
    const given = ids.filter((id) => id !== null);
    if (given.length === 0) return null;
    const known = given.flatMap((id) => byId.get(id) ?? [])[0];
    const one = known ?? new TenantApp();
    if (known === undefined) all.push(one);
    for (const id of given) {
      if (byId.has(id)) continue;
      byId.set(id, one);
      one.ids.push(id);
    }
    return one;
  };
  const principals = state.of('servicePrincipals', readServicePrincipal);
  const roles = new Map(principals.flatMap(({ is }) => [...is.roles]));
  for (const principal of principals) {
    const app = of(principal.is.id, principal.is.appId);
    app?.principals.push(principal);
  }
  for (const governed of state.of('oauthApps', readGovernedApp)) {
    const app = of(governed.is.appId, governed.is.id);
    if (app !== null) app.governed ??= governed;
  }
  const own = ownTenant(principals.map(({ is }) => is));
  for (const grant of [...state.of('delegatedGrants', readGrant), ...state.of('appRoleAssignments', readAssignment)]) {
    const app = of(grant.is.clientId, grant.is.appId) ?? byName(all, byId, grant.is.clientName);
    app?.grants.push(grant);
    if (app !== null) app.named ??= grant.is.clientName;
  }
  for (const app of all) {
    app.tenant = own;
    app.principals.sort((a, b) => b.from.taken - a.from.taken);
    addPermissions(app, roles, byId);
  }
  // A resource that others are granted is in an export of principals too: without any grant or fact of its own it is none of the apps.
  return all.filter((app) => app.principals.length > 0 || app.governed !== null || app.grants.length > 0);
}

function byName(all: TenantApp[], byId: Map<string, TenantApp>, name: string | null): TenantApp | null {
  if (name === null) return null;
  const key = `name ${name.toLowerCase()}`;
  let app = byId.get(key);
  if (app === undefined) {
    app = new TenantApp();
    app.named = name;
    byId.set(key, app);
    all.push(app);
  }
  return app;
}

/** The tenant that most single-tenant apps belong to. */
function ownTenant(principals: readonly Principal[]): string | null {
  const counts = new Map<string, number>();
  for (const { audience, ownerTenant } of principals) {
    if (audience === 'AzureADMyOrg' && ownerTenant !== null)
      counts.set(ownerTenant, (counts.get(ownerTenant) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

function addPermissions(
  app: TenantApp,
  roles: ReadonlyMap<string, string>,
  byId: ReadonlyMap<string, TenantApp>,
): void {
  const found = new Map<string, TenantPermission>();
  const add = (one: TenantPermission): void => {
    const key = `${one.kind} ${one.name}`;
    const known = found.get(key);
    const users = [...new Set([...(known?.users ?? []), ...one.users])];
    found.set(key, { ...(known ?? one), users, forEverybody: known?.forEverybody === true ? true : one.forEverybody });
  };
  for (const { is, from } of app.grants) {
    const role = is.roleId;
    // The role of no id is how Graph says "may use it", which permits nothing.
    const named =
      role === null || /^[0-]+$/.test(role) ? [] : [roles.get(role) ?? APP_ROLE_NAMES[role] ?? `role ${role}`];
    const resource = is.resource ?? (is.resourceId === null ? null : (byId.get(is.resourceId)?.name ?? null));
    for (const name of is.permissions.length > 0 ? is.permissions : named) {
      const users = is.forEverybody !== true && is.user !== null ? [is.user] : [];
      add({ name, kind: is.kind, forEverybody: is.forEverybody, users, resource, from });
    }
  }
  const { governed } = app;
  for (const { name, kind, resource } of governed?.is.permissions ?? []) {
    if (governed !== null) {
      add({ name, kind, forEverybody: governed.is.adminConsent, users: [], resource, from: governed.from });
    }
  }
  app.permissions.push(...found.values());
}
