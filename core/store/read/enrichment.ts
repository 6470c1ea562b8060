/** Ranges, people and exclusions as stored: small tables, read whole when the workspace has changed. */

import type { ExclusionRow, IpRangeRow } from '../../contract/enrichment.ts';
import type { Person } from '../../enrich/index.ts';
import type { ReadConnection } from '../open.ts';

export type StoredRange = IpRangeRow & { readonly id: number };

export function readRanges(db: ReadConnection): StoredRange[] {
  type Row = Omit<StoredRange, 'cidrs' | 'tags'> & { readonly cidrs: string; readonly tags: string };
  return db
    .prepare<[], Row>('SELECT id, name, cidrs, category, tags, location, isp FROM ip_range ORDER BY name')
    .all()
    .map((row) => ({ ...row, cidrs: JSON.parse(row.cidrs) as string[], tags: JSON.parse(row.tags) as string[] }));
}

export function readPeople(db: ReadConnection): Person[] {
  type Row = Omit<Person, 'groups'> & { readonly groups: string };
  return db
    .prepare<[], Row>('SELECT upn, account, domain, mail, name, department, manager, groups FROM person ORDER BY id')
    .all()
    .map((row) => ({ ...row, groups: JSON.parse(row.groups) as string[] }));
}

export function readExclusions(db: ReadConnection): ExclusionRow[] {
  return db
    .prepare<[], ExclusionRow>('SELECT id, kind, value, comment, added FROM exclusion ORDER BY kind, value')
    .all();
}
