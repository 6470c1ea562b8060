/** In: service principals, consent grants and assigned app roles of a tenant, of whatever export. Out: what they say, under one name each. */
import type { SnapshotRow } from '../model/snapshot.ts';
import { RowReader } from './row-reader.ts';

export interface AppCredential {
  readonly kind: 'secret' | 'certificate';
  readonly name: string | null;
  readonly start: number | null;
  readonly end: number | null;
}

export interface ServicePrincipal {
  /** Object id and app id, lower case. */
  readonly id: string | null;
  readonly appId: string | null;
  readonly name: string;
  readonly publisher: string | null;
  /** Null where the export does not say. */
  readonly verified: boolean | null;
  readonly audience: string | null;
  readonly created: number | null;
  /** Names of owners; null where the export does not list owners. */
  readonly owners: readonly string[] | null;
  /** Tenant that owns the app, lower case. */
  readonly ownerTenant: string | null;
  readonly enabled: boolean | null;
  readonly type: string | null;
  readonly homepage: string | null;
  readonly replyUrls: readonly string[];
  /** Null where the export does not list them. */
  readonly credentials: readonly AppCredential[] | null;
  /** Names of the app roles that it offers, by id. */
  readonly roles: ReadonlyMap<string, string>;
}

export function readServicePrincipal(raw: SnapshotRow): ServicePrincipal {
  const row = new RowReader(raw);
  const id = row.lower('id', 'objectId');
  const appId = row.lower('appId', 'applicationId');
  const verified = row.text('verifiedPublisher.displayName', 'verifiedPublisher');
  const listsOwners = row.has('owners', 'ownerDisplayNames', 'owner');
  const listsCredentials = row.has('passwordCredentials', 'keyCredentials');
  return {
    id,
    appId,
    name: row.text('displayName', 'appDisplayName', 'name') ?? appId ?? id ?? '',
    publisher: verified ?? row.text('publisherName', 'publisherDomain'),
    verified: row.has('verifiedPublisher') ? verified !== null : null,
    audience: row.text('signInAudience'),
    created: row.instant('createdDateTime', 'created'),
    owners: listsOwners
      ? [
          ...row.objects('owners').flatMap((one) => one.text('userPrincipalName', 'displayName', 'id') ?? []),
          ...row.texts('owners', 'ownerDisplayNames', 'owner'),
        ]
      : null,
    ownerTenant: row.lower('appOwnerOrganizationId', 'appOwnerTenantId'),
    // DFIR-O365RC lists deleted ones in files of their own.
    enabled: row.text('deletedDateTime') === null ? row.flag('accountEnabled') : false,
    type: row.text('servicePrincipalType'),
    homepage: row.text('homepage', 'info.marketingUrl'),
    replyUrls: row.texts('replyUrls'),
    credentials: listsCredentials
      ? [
          ...row.objects('passwordCredentials').map((one) => credentialOf(one, 'secret')),
          ...row.objects('keyCredentials').map((one) => credentialOf(one, 'certificate')),
        ]
      : null,
    roles: new Map(
      row.objects('appRoles').flatMap((one) => {
        const role = one.lower('id');
        const value = one.text('value', 'displayName');
        return role === null || value === null ? [] : [[role, value] as const];
      }),
    ),
  };
}

function credentialOf(row: RowReader, kind: AppCredential['kind']): AppCredential {
  return {
    kind,
    name: row.text('displayName', 'keyId'),
    start: row.instant('startDateTime', 'startDate'),
    end: row.instant('endDateTime', 'endDate'),
  };
}

/** That an app may do something: for everybody, for one user, or by itself. */
export interface AppGrant {
  /** Object id and app id of the client, lower case; one at least, or its name. */
  readonly clientId: string | null;
  readonly appId: string | null;
  readonly clientName: string | null;
  readonly kind: 'delegated' | 'application';
  readonly permissions: readonly string[];
  /** App role without a name in the export: the resource's service principal may tell. */
  readonly roleId: string | null;
  readonly resourceId: string | null;
  readonly resource: string | null;
  /** Given for everybody; null where the export does not say. */
  readonly forEverybody: boolean | null;
  /** Object id or name of the user who consented, lower case. */
  readonly user: string | null;
  readonly created: number | null;
  readonly publisher: string | null;
}

export function readGrant(raw: SnapshotRow): AppGrant {
  const row = new RowReader(raw);
  const consent = row.lower('consentType');
  const isApplication = /^app/i.test(row.text('permissionType') ?? '');
  return {
    clientId: row.lower('clientId', 'clientObjectId'),
    appId: row.lower('appId', 'clientAppId'),
    clientName: row.text('clientDisplayName', 'appDisplayName'),
    kind: isApplication ? 'application' : 'delegated',
    permissions: (row.text('scope', 'permission') ?? '').split(/[\s,]+/).filter((scope) => scope !== ''),
    roleId: null,
    resourceId: row.lower('resourceId', 'resourceObjectId'),
    resource: row.text('resourceDisplayName'),
    forEverybody: isApplication ? true : consent === null ? null : consent === 'allprincipals',
    user: row.lower('principalUserPrincipalName', 'principalDisplayName', 'principalId', 'principalObjectId'),
    created: row.instant('createdDateTime', 'creationTimestamp', 'startTime'),
    publisher: row.text('publisherName'),
  };
}

/** An app role that a service principal was given; roles of users and groups say who may use an app, not what it may do. */
export function readAssignment(raw: SnapshotRow): readonly AppGrant[] {
  const row = new RowReader(raw);
  if (/^(?:user|group)$/i.test(row.text('principalType') ?? '')) return [];
  const role = row.text('appRoleValue', 'appRoleName', 'permission');
  return [
    {
      clientId: row.lower('principalId'),
      appId: row.lower('appId'),
      clientName: row.text('principalDisplayName'),
      kind: 'application',
      permissions: role === null ? [] : [role],
      roleId: row.lower('appRoleId'),
      resourceId: row.lower('resourceId'),
      resource: row.text('resourceDisplayName'),
      forEverybody: true,
      user: null,
      created: row.instant('createdDateTime', 'creationTimestamp'),
      publisher: null,
    },
  ];
}

/** An app as Defender's table OAuthAppInfo has it. */
export interface GovernedApp {
  readonly id: string | null;
  readonly appId: string | null;
  readonly name: string;
  readonly publisher: string | null;
  readonly verified: boolean | null;
  readonly enabled: boolean | null;
  readonly created: number | null;
  readonly lastUsed: number | null;
  readonly users: number | null;
  readonly adminConsent: boolean | null;
  readonly origin: string | null;
  readonly permissions: readonly {
    readonly name: string;
    readonly kind: AppGrant['kind'];
    readonly resource: string | null;
    /** Not used in the last 90 days, as the provider says. */
    readonly unused: boolean | null;
  }[];
}

export function readGovernedApp(raw: SnapshotRow): GovernedApp {
  const row = new RowReader(raw);
  const appId = row.lower('oAuthAppId', 'appId');
  const verified = row.text('verifiedPublisher.displayName', 'verifiedPublisher');
  const users = row.text('consentedUsersCount');
  const status = row.text('appStatus');
  return {
    id: row.lower('servicePrincipalId'),
    appId,
    name: row.text('appName') ?? appId ?? '',
    publisher: verified === '{}' ? null : verified,
    verified: row.has('verifiedPublisher') ? verified !== null && verified !== '{}' : null,
    enabled: status === null ? null : /^enabled$/i.test(status),
    created: row.instant('addedOnTime'),
    lastUsed: row.instant('lastUsedTime'),
    users: users !== null && /^\d{1,9}$/.test(users) ? Number(users) : null,
    adminConsent: row.flag('isAdminConsented'),
    origin: row.lower('appOrigin'),
    permissions: row.objects('permissions').flatMap((one) => {
      const name = one.text('permissionName', 'permissionValue');
      const usage = one.text('usageStatus', 'inUse');
      if (name === null) return [];
      return [
        {
          name,
          kind: /^app/i.test(one.text('permissionType') ?? '') ? ('application' as const) : ('delegated' as const),
          resource: one.text('targetAppDisplayName'),
          unused: usage === null ? null : /not|unused|false/i.test(usage),
        },
      ];
    }),
  };
}
