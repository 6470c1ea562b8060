/** In: Conditional Access policies and named locations of a tenant, of whatever export. Out: what they say, under one name each. */
import type { SnapshotRow } from '../model/snapshot.ts';
import { RowReader } from './row-reader.ts';

export interface AccessPolicy {
  readonly id: string | null;
  readonly name: string;
  readonly state: 'enabled' | 'reportOnly' | 'disabled' | null;
  /** Lower case: `all`, `browser`, `mobileappsanddesktopclients`, `exchangeactivesync`, `other`. */
  readonly clientApps: readonly string[];
  /** Lower case: `block`, `mfa`, `compliantdevice` … */
  readonly controls: readonly string[];
  readonly strength: string | null;
  /** Lower case ids, `all`, `guestsorexternalusers`; null where the export does not say. */
  readonly users: readonly string[] | null;
  readonly excludedUsers: readonly string[];
  readonly roles: readonly string[];
  readonly apps: readonly string[] | null;
  readonly excludedLocations: readonly string[];
  readonly modified: number | null;
}

const STATES: Readonly<Record<string, AccessPolicy['state']>> = {
  enabled: 'enabled',
  on: 'enabled',
  disabled: 'disabled',
  off: 'disabled',
  enabledforreportingbutnotenforced: 'reportOnly',
  'report-only': 'reportOnly',
  reportonly: 'reportOnly',
};

export function readPolicy(raw: SnapshotRow): AccessPolicy {
  const row = new RowReader(raw);
  const [conditions] = row.objects('conditions');
  const [grant] = row.objects('grantControls');
  const lower = (texts: readonly string[]): readonly string[] => texts.map((text) => text.toLowerCase());
  const of = (name: string, flat: readonly string[]): readonly string[] | null => {
    if (conditions?.value(name) != null) return lower(conditions.texts(name));
    return row.has(...flat) ? lower(row.texts(...flat)) : null;
  };
  const id = row.lower('id');
  return {
    id,
    name: row.text('displayName') ?? id ?? '',
    state: STATES[row.lower('state') ?? ''] ?? null,
    clientApps: of('clientAppTypes', ['clientAppTypes']) ?? [],
    controls: lower(grant?.texts('builtInControls') ?? row.texts('builtInControls', 'grantControls')),
    strength: grant?.text('authenticationStrength.displayName', 'authenticationStrength.id') ?? null,
    users: of('users.includeUsers', ['includeUsers', 'includedUsers']),
    excludedUsers: [
      ...(of('users.excludeUsers', ['excludeUsers', 'excludedUsers']) ?? []),
      ...(of('users.excludeGroups', ['excludeGroups', 'excludedGroups']) ?? []),
    ],
    roles: of('users.includeRoles', ['includeRoles', 'includedRoles']) ?? [],
    apps: of('applications.includeApplications', ['includeApplications', 'includedApplications']),
    excludedLocations: of('locations.excludeLocations', ['excludeLocations', 'excludedLocations']) ?? [],
    modified: row.instant('modifiedDateTime', 'createdDateTime'),
  };
}

export interface NamedLocation {
  readonly id: string | null;
  readonly name: string;
  readonly trusted: boolean | null;
  readonly ranges: readonly string[];
  readonly countries: readonly string[];
}

export function readLocation(raw: SnapshotRow): NamedLocation {
  const row = new RowReader(raw);
  const id = row.lower('id');
  return {
    id,
    name: row.text('displayName', 'name') ?? id ?? '',
    trusted: row.flag('isTrusted', 'trusted'),
    ranges: [
      ...row.objects('ipRanges').flatMap((one) => one.text('cidrAddress') ?? []),
      ...row.texts('ipRanges').filter((text) => !text.includes('{') && !text.includes(':"')),
    ],
    countries: row.texts('countriesAndRegions'),
  };
}
