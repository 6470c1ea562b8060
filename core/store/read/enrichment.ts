/**
 * Ranges, people and exclusions: small tables, read whole when the workspace has changed. Sealed rows need the key: without it a range
 * or exclusion shows its mark, and people are not had.
 */

import type { ExclusionRow, IpRangeRow } from '../../contract/enrichment.ts';
import type { Person } from '../../enrich/index.ts';
import type { ReadConnection } from '../open.ts';
import { openRow } from '../privacy/sealed-lists.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';

export type StoredRange = IpRangeRow & { readonly id: number };

/** What of a range says more than addresses do. */
export type RangeLabels = Pick<StoredRange, 'name' | 'tags' | 'location' | 'isp'>;

export function readRanges(db: ReadConnection, seal: WorkspaceSeal | null): StoredRange[] {
  type Row = Omit<StoredRange, 'cidrs' | 'tags'> & Sealed & { readonly cidrs: string; readonly tags: string };
  return db
    .prepare<[], Row>('SELECT id, name, cidrs, category, tags, location, isp, sealed FROM ip_range ORDER BY name')
    .all()
    .map(({ sealed, ...row }) => ({
      ...row,
      cidrs: JSON.parse(row.cidrs) as string[],
      tags: JSON.parse(row.tags) as string[],
      ...(sealed === null ? {} : openRow<RangeLabels>(sealed, seal)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function readPeople(db: ReadConnection, seal: WorkspaceSeal | null): Person[] {
  type Row = Omit<Person, 'groups'> & Sealed & { readonly groups: string };
  return db
    .prepare<[], Row>(
      'SELECT upn, account, domain, mail, name, department, manager, groups, org_unit AS orgUnit, sealed FROM person ORDER BY id',
    )
    .all()
    .flatMap(({ sealed, ...row }) =>
      sealed === null ? { ...row, groups: JSON.parse(row.groups) as string[] } : (openRow<Person>(sealed, seal) ?? []),
    );
}

/** People of the directory, whether they can be read or not. */
export function countPeople(db: ReadConnection): number {
  return Number(db.prepare('SELECT count(*) FROM person').pluck().get());
}

/** What of an exclusion may name somebody. */
export type ExclusionWords = Pick<ExclusionRow, 'value' | 'comment'>;

export function readExclusions(db: ReadConnection, seal: WorkspaceSeal | null): ExclusionRow[] {
  return db
    .prepare<[], ExclusionRow & Sealed>(
      'SELECT id, kind, value, comment, added, sealed FROM exclusion ORDER BY kind, value',
    )
    .all()
    .map(({ sealed, ...row }) => ({ ...row, ...(sealed === null ? {} : openRow<ExclusionWords>(sealed, seal)) }))
    .sort((a, b) => (a.kind === b.kind ? (a.value < b.value ? -1 : 1) : a.kind < b.kind ? -1 : 1));
}

interface Sealed {
  readonly sealed: string | null;
}
